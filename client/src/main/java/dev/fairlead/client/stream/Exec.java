package dev.fairlead.client.stream;

import dev.fairlead.client.transport.WebSocketConnection;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.meta.v1.Status;
import dev.fairlead.model.meta.v1.StatusCause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A process in a container: one that was started for this ({@code exec}), or the container's own
 * ({@code attach}).
 *
 * <pre>{@code
 * try (Exec process = k8s.coreV1().pods("shop").exec("web-0", "cat", "/etc/hosts")) {
 *   process.stdout().transferTo(System.out);
 *   int code = process.exitCode();
 * }
 * }</pre>
 *
 * <p>Of each stream up to 1 MiB waits for its reader; then the process is held up, as by a pipe. If
 * that keeps a thread waiting for another stream while nobody has asked for the full one, all fails
 * after 10 seconds and says so, rather than hang. {@link #exitCode} lets go what comes on streams
 * that nobody has asked for.
 *
 * <p>Reading and writing throw {@link IOException}, whose cause is what {@link #exitCode} throws.
 * Closing ends the connection; the process itself may run on, as with kubectl.
 */
public final class Exec implements AutoCloseable {
  /** With an end of stdin that can be told. Kubernetes 1.30 and later. */
  public static final String V5 = "v5.channel.k8s.io";

  public static final String V4 = "v4.channel.k8s.io";

  /** What to offer a server. */
  public static final List<String> SUBPROTOCOLS = List.of(V5, V4);

  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int ERROR = 3;
  private static final int RESIZE = 4;

  /** Of the Status at the end. In bytes. */
  private static final int MAX_STATUS = 256 << 10;

  private final Streams wanted;
  private final Complaints complaints;
  private final Inflow stdout = new Inflow("stdout");
  private final Inflow stderr = new Inflow("stderr");
  private final Inflow error = new Inflow("the exit status");
  private final CompletableFuture<Outcome> exit = new CompletableFuture<>();
  private final boolean endable;
  private final Channels channels;
  private final OutputStream stdin;
  private volatile boolean closed;

  /** How it ended: a code, or a failure in its place. */
  private record Outcome(int code, @Nullable RuntimeException failure) {}

  /** Which streams were asked for. */
  public record Streams(boolean stdin, boolean stdout, boolean stderr, boolean tty) {}

  /** For who has opened the connection with one of {@link #SUBPROTOCOLS}. */
  public static Exec over(WebSocketConnection socket, Streams wanted, Complaints complaints) {
    return new Exec(socket, wanted, complaints);
  }

  private Exec(WebSocketConnection socket, Streams wanted, Complaints complaints) {
    this.wanted = wanted;
    this.complaints = complaints;
    this.endable = socket.subprotocol().equals(V5);
    Map<Integer, Inflow> inflows = new HashMap<>();
    inflows.put(STDOUT, stdout);
    inflows.put(STDERR, stderr);
    inflows.put(ERROR, error);
    this.channels = Channels.start(socket, inflows, this::conclude);
    this.stdin = channels.new Outflow(STDIN, this::endStdin);
  }

  /**
   * What is written here the process reads, at once. Closing it ends the process's input, which a
   * server older than Kubernetes 1.30 can't be told: then closing throws.
   *
   * @throws IllegalStateException if it wasn't asked for
   */
  public OutputStream stdin() {
    asked(wanted.stdin, "stdin");
    return stdin;
  }

  /**
   * What the process writes; with a TTY, that to stderr too.
   *
   * @throws IllegalStateException if it wasn't asked for
   */
  public InputStream stdout() {
    asked(wanted.stdout, "stdout");
    return stdout.begin();
  }

  /**
   * What the process writes to stderr.
   *
   * @throws IllegalStateException if it wasn't asked for, or there is a TTY
   */
  public InputStream stderr() {
    asked(wanted.stderr, "stderr");
    return stderr.begin();
  }

  /**
   * Tells the TTY its size.
   *
   * @throws IllegalStateException if there is no TTY
   */
  public void resize(int columns, int rows) throws IOException {
    asked(wanted.tty, "a TTY");
    byte[] size =
        ("{\"Width\":" + columns + ",\"Height\":" + rows + "}").getBytes(StandardCharsets.UTF_8);
    channels.write(RESIZE, size, 0, size.length);
  }

  private static void asked(boolean wanted, String what) {
    if (!wanted) {
      throw new IllegalStateException(what + " wasn't asked for: say so in the options");
    }
  }

  /** Whether the process can be told that its input has ended. */
  boolean endsStdin() {
    return endable;
  }

  /** Whether the process hasn't ended, as far as is known. */
  public boolean isAlive() {
    return !exit.isDone();
  }

  /**
   * Waits for the process's end, and gives the code with which it ended.
   *
   * @throws dev.fairlead.client.error.ApiException if it never began, or the connection broke, so
   *     that there is no code
   * @throws CancellationException if the thread is interrupted, or this is or was closed
   */
  public int exitCode() {
    stdout.dropIfUnread();
    stderr.dropIfUnread();
    Outcome outcome;
    try {
      outcome = exit.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw complaints.broken(new InterruptedIOException("interrupted"));
    } catch (ExecutionException e) {
      throw new AssertionError("outcomes are values", e);
    }
    if (outcome.failure != null) {
      throw outcome.failure;
    }
    return outcome.code;
  }

  /** What became of it, when the connection has ended; null if the process ran to its end. */
  private @Nullable RuntimeException conclude(@Nullable IOException how) {
    RuntimeException failure = null;
    try {
      error.end();
      byte[] status = error.readNBytes(MAX_STATUS);
      if (status.length > 0) {
        exit.complete(new Outcome(code(status), null));
      } else if (how instanceof Channels.UnreadException) {
        failure = new IllegalStateException(how.getMessage(), how);
      } else {
        failure = complaints.broken(how == null ? new IOException("no exit status came") : how);
      }
    } catch (IOException e) {
      failure = complaints.broken(e); // it was closed
    } catch (RuntimeException e) {
      failure = e;
    }
    if (failure != null) {
      exit.complete(new Outcome(-1, failure));
    }
    return closed ? null : failure;
  }

  private int code(byte[] json) {
    Status status;
    try {
      status = Codec.json().decode(Status.TYPE, new ByteArrayInputStream(json), Decoding.DEFAULT);
    } catch (DecodeException | IOException e) {
      String text = new String(json, StandardCharsets.UTF_8);
      throw complaints.failed(Status.of(s -> s.status("Failure").code(500).message(text)), "");
    }
    if ("Success".equals(status.status())) {
      return 0;
    }
    if ("NonZeroExitCode".equals(status.reason()) && status.details() != null) {
      for (StatusCause cause : status.details().causes()) {
        if ("ExitCode".equals(cause.reason()) && cause.message() != null) {
          return number(cause.message(), status);
        }
      }
    }
    throw complaints.failed(status, "");
  }

  private int number(String code, Status status) {
    try {
      return Integer.parseInt(code);
    } catch (NumberFormatException e) {
      throw complaints.failed(status, "Its exit code \"" + code + "\" is no number.");
    }
  }

  private void endStdin(int number) throws IOException {
    if (!endable) {
      throw new IOException(
          "this server speaks "
              + V4
              + ", in which the end of stdin can't be told to the process: Kubernetes 1.30 and"
              + " later can; have the process stop by itself, or close the Exec");
    }
    if (isAlive()) {
      channels.endOf(number);
    }
  }

  /** Ends the connection. Threads that read, write or wait for the exit code fail. */
  @Override
  public void close() {
    closed = true;
    boolean unused =
        exit.complete(new Outcome(-1, new CancellationException("the connection was closed")));
    channels.close();
  }
}
