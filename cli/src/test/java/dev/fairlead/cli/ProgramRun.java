package dev.fairlead.cli;

import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.client.config.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program run once in this process, with nobody's environment, and what came of it. */
public final class ProgramRun {
  /** No kubeconfig is found from here, whoever runs the test. */
  static final Environment NOWHERE = new Environment(Map.of(), Path.of("/nowhere"));

  private final int exitCode;
  private final byte[] bytes;
  private final String errors;

  private ProgramRun(int exitCode, byte[] bytes, String errors) {
    this.exitCode = exitCode;
    this.bytes = bytes;
    this.errors = errors;
  }

  /** A command line before it runs. */
  public static final class Line {
    private final List<String> words;

    private Line(List<String> words) {
      this.words = new ArrayList<>(words);
    }

    public Line with(String... more) {
      words.addAll(List.of(more));
      return this;
    }

    public ProgramRun run() {
      return run(new byte[0]);
    }

    /** With its output there, as it comes; it is closed at the end. */
    public void writeTo(OutputStream out) {
      try (out) {
        var nobody = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var streams = new StandardStreams(new ByteArrayInputStream(new byte[0]), out, nobody);
        int unused = new Fairlead(streams, NOWHERE).run(words.toArray(String[]::new));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public ProgramRun run(byte[] input) {
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      var streams =
          new StandardStreams(
              new ByteArrayInputStream(input),
              out,
              new PrintStream(err, true, StandardCharsets.UTF_8));
      int exitCode = new Fairlead(streams, NOWHERE).run(words.toArray(String[]::new));
      return new ProgramRun(exitCode, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }
  }

  public static Line of(String... words) {
    return new Line(List.of(words));
  }

  public int exitCode() {
    return exitCode;
  }

  /** What it printed to standard output. */
  byte[] bytes() {
    return bytes.clone();
  }

  public String errors() {
    return errors;
  }

  public String output() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
