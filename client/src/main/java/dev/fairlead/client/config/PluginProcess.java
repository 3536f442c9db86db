package dev.fairlead.client.config;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of a credential plugin. Its standard error goes to ours, and is not looked at; its
 * standard output is read while it runs, on a virtual thread, up to {@link #MAX_OUTPUT}. It gets
 * our standard input if it may ask its user, and an empty one otherwise.
 */
final class PluginProcess {
  /** A token and a chain of certificates have a few KiB. In bytes. */
  static final int MAX_OUTPUT = 1 << 20;

  /** For the shell to say whether there is a terminal. */
  private static final Duration TERMINAL_TIMEOUT = Duration.ofSeconds(5);

  private static final boolean WINDOWS = File.pathSeparatorChar == ';';

  private final Plugin plugin;
  private final Duration timeout;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private volatile @Nullable IOException broken;

  /**
   * @param timeout after which it is killed, with all that it has started
   */
  PluginProcess(Plugin plugin, Duration timeout) {
    this.plugin = plugin;
    this.timeout = timeout;
  }

  /**
   * What it prints.
   *
   * @throws ConfigException if it can't be run, fails, prints too much or isn't done in time
   * @throws InterruptedException if this thread is interrupted; the plugin is killed
   */
  byte[] run(boolean interactive) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.environment().clear();
    builder.environment().putAll(plugin.variables(interactive));
    builder.redirectError(Redirect.INHERIT);
    if (interactive) {
      builder.redirectInput(Redirect.INHERIT);
    }
    try {
      Process process = builder.start();
      try {
        return outputOf(process, interactive);
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw failed("can't be run (" + e.getMessage() + "): check its file and its permissions");
    }
  }

  private byte[] outputOf(Process process, boolean interactive)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    if (!interactive) {
      process.getOutputStream().close();
    }
    Thread reader = Thread.ofVirtual().name("credential-plugin").start(() -> read(process));
    boolean ended = process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
    Duration left = timeout.minusNanos(System.nanoTime() - start);
    if (!ended || left.isNegative() || !reader.join(left)) {
      throw failed(
          "was not done within %d s, and was stopped: run it yourself to see what it waits for"
              .formatted(timeout.toSeconds()));
    }
    if (output.size() > MAX_OUTPUT) {
      throw failed(
          "printed more than %d MiB: it must print an ExecCredential and nothing else"
              .formatted(MAX_OUTPUT >> 20));
    }
    if (process.exitValue() != 0) {
      throw failed(
          "failed with exit code %d: read what it has written to standard error, or run it yourself"
              .formatted(process.exitValue()));
    }
    IOException error = broken;
    if (error != null) {
      throw error;
    }
    return output.toByteArray();
  }

  private void read(Process process) {
    byte[] buffer = new byte[8192];
    try (InputStream in = process.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        output.write(buffer, 0, n);
        if (output.size() > MAX_OUTPUT) {
          process.destroyForcibly();
          return;
        }
      }
    } catch (IOException e) {
      broken = e;
    }
  }

  private ConfigException failed(String how) {
    return plugin.failed(how);
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(program());
    command.addAll(plugin.args());
    return command;
  }

  /**
   * The file to run. PATH is searched here, because what Java and Windows do includes folders that
   * are relative to the one that the program happens to be in; Go refuses those too.
   */
  private String program() {
    String name = plugin.program();
    boolean isPath = plugin.command().contains(File.separator);
    if (isPath) {
      for (Path candidate : withExtensions(Path.of(name))) {
        if (isProgram(candidate)) {
          return candidate.toString();
        }
      }
      throw missing("is not there, or can't be run");
    }
    for (String folder : plugin.environment().path()) {
      if (!folder.isEmpty() && Path.of(folder).isAbsolute()) {
        for (Path candidate : withExtensions(Path.of(folder, name))) {
          if (isProgram(candidate)) {
            return candidate.toString();
          }
        }
      }
    }
    throw missing("is in none of the folders in PATH");
  }

  private ConfigException missing(String where) {
    String hint = plugin.installHint();
    return plugin.failed(
        where
            + ": install it, or correct the path"
            + (hint.isBlank() ? "" : ". " + hint.strip().replaceAll("\\s+", " ")));
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private List<Path> withExtensions(Path file) {
    if (!WINDOWS) {
      return List.of(file);
    }
    List<Path> files = new ArrayList<>(List.of(file));
    for (String extension : plugin.environment().get("PATHEXT").split(";", -1)) {
      files.add(file.resolveSibling(file.getFileName() + extension));
    }
    return files;
  }

  /** Whether our standard input is a terminal, which Java can tell from its version 22 on only. */
  static boolean hasTerminal() throws InterruptedException {
    if (WINDOWS) {
      return true; // it can't be told there: the plugin sees for itself
    }
    try {
      Process test =
          new ProcessBuilder("/bin/sh", "-c", "test -t 0").redirectInput(Redirect.INHERIT).start();
      try {
        boolean ended = test.waitFor(TERMINAL_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
        return ended && test.exitValue() == 0;
      } finally {
        test.destroyForcibly();
      }
    } catch (IOException e) {
      return false; // no shell, as in containers with nothing but a program
    }
  }
}
