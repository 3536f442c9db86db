package dev.fairlead.cli.command;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The three streams of a run. Input and output are bytes, since protobuf is; text on them is UTF-8
 * whatever the locale. Errors are for people.
 */
public final class StandardStreams {
  /** A pipe's capacity on Linux. */
  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream in;
  private final Output out;
  private final PrintStream err;

  public StandardStreams(InputStream in, OutputStream out, PrintStream err) {
    this.in = new Input(in);
    this.out = new Output(out);
    this.err = err;
  }

  /** This process's. Not System.out, which swallows failures. */
  public static StandardStreams ofProcess() {
    return new StandardStreams(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }

  public InputStream in() {
    return in;
  }

  /** Buffered: what a reader should see now has to be flushed. */
  public OutputStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  /** Writes text to {@link #out}. */
  public void print(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether the reader of {@link #out} went away, as {@code head} does when it has seen enough.
   * Then nothing is wrong, and nothing is left to do.
   */
  public boolean readerLeft() {
    String failure = out.failure;
    return failure.contains("Broken pipe") || failure.contains("pipe is being closed"); // Windows
  }

  /** Says that it was this stream that failed. */
  private static final class Input extends FilterInputStream {
    Input(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        return in.read(into, from, length);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    private static IOException failed(IOException e) {
      return new IOException("reading standard input: " + e.getMessage(), e);
    }
  }

  /** Remembers that writing failed, because libraries wrap the exception that said so. */
  private static final class Output extends OutputStream {
    private final BufferedOutputStream target;
    String failure = "";

    Output(OutputStream target) {
      this.target = new BufferedOutputStream(target, BUFFER_BYTES);
    }

    @Override
    public void write(int b) throws IOException {
      try {
        target.write(b);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        target.write(bytes, from, length);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        target.flush();
      } catch (IOException e) {
        throw failed(e);
      }
    }

    private IOException failed(IOException e) {
      failure = String.valueOf(e.getMessage());
      return new IOException("writing standard output: " + failure, e);
    }
  }
}
