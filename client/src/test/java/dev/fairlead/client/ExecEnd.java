package dev.fairlead.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Runs a process of this machine for an exec. Commands of its own: {@code die} resets the
 * connection after a word, {@code silent-end} ends it without a status, {@code screen} tells the
 * sizes of the TTY until its input ends; attaching gives a {@code cat}.
 */
final class ExecEnd {
  private static final int CHUNK = 32 << 10;

  private final WebSocketEnd socket;
  private final KubeletEnd.Request request;
  private final Socket under;
  private final UnaryOperator<List<String>> replace;

  ExecEnd(
      WebSocketEnd socket,
      KubeletEnd.Request request,
      Socket under,
      UnaryOperator<List<String>> replace) {
    this.replace = replace;
    this.socket = socket;
    this.request = request;
    this.under = under;
  }

  void serve(boolean endsCome) throws IOException {
    socket.write(new byte[] {1}); // as kubelets do: an empty message to say that it is open
    List<String> command =
        replace.apply(
            request.path().contains("attach")
                ? List.of("cat")
                : request.query().getOrDefault("command", List.of()));
    switch (command.get(0)) {
      case "die" -> {
        socket.write(1, "a word".getBytes(UTF_8), 6);
        KubeletEnd.reset(under);
      }
      case "silent-end" -> socket.close();
      case "screen" -> screen();
      default -> run(command, endsCome);
    }
  }

  private void screen() throws IOException {
    socket.ping();
    for (byte[] message = socket.read(); message != null; message = socket.read()) {
      if (message[0] == 4) {
        message[0] = 1;
        socket.write(message);
      } else if (message[0] == (byte) 255) {
        end("{\"status\":\"Success\"}");
        return;
      }
    }
  }

  private void run(List<String> command, boolean endsCome) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      end(
          "{\"status\":\"Failure\",\"code\":500,\"reason\":\"InternalError\",\"message\":\"exec"
              + " failed: \\\""
              + command.get(0)
              + "\\\": executable file not found in $PATH\"}");
      return;
    }
    Thread out = copy(process.getInputStream(), 1);
    Thread err = copy(process.getErrorStream(), 2);
    Thread.ofVirtual().start(() -> feed(process, endsCome));
    if (!request.flag("stdin", "input")) {
      process.getOutputStream().close();
    }
    try {
      int code = process.waitFor();
      out.join();
      err.join();
      end(
          code == 0
              ? "{\"metadata\":{},\"status\":\"Success\"}"
              : "{\"metadata\":{},\"status\":\"Failure\",\"message\":\"command terminated with"
                  + " non-zero exit code\",\"reason\":\"NonZeroExitCode\",\"details\":{\"causes\":"
                  + "[{\"reason\":\"ExitCode\",\"message\":\""
                  + code
                  + "\"}]}}");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private void end(String status) throws IOException {
    byte[] json = status.getBytes(UTF_8);
    socket.write(3, json, json.length);
    socket.close();
  }

  private Thread copy(InputStream from, int channel) {
    return Thread.ofVirtual()
        .start(() -> {
          byte[] chunk = new byte[CHUNK];
          try {
            for (int got = from.read(chunk); got >= 0; got = from.read(chunk)) {
              socket.write(channel, chunk, got);
            }
          } catch (IOException e) {
            // The client has gone.
          }
        });
  }

  /** Until the client has gone, which ends the process. */
  private void feed(Process process, boolean endsCome) {
    OutputStream stdin = process.getOutputStream();
    try {
      for (byte[] message = socket.read(); message != null; message = socket.read()) {
        if (endsCome && message[0] == (byte) 255) {
          stdin.close();
        } else if (message[0] == 0) {
          write(stdin, message);
        }
      }
    } catch (IOException e) {
      // The client has gone without a goodbye.
    }
    process.destroyForcibly();
  }

  private static void write(OutputStream stdin, byte[] message) {
    try {
      stdin.write(message, 1, message.length - 1);
      stdin.flush();
    } catch (IOException e) {
      // The process takes no more.
    }
  }
}
