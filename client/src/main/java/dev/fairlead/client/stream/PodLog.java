package dev.fairlead.client.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a container has written, and perhaps goes on writing.
 *
 * <pre>{@code
 * try (PodLog log = k8s.coreV1().pods("shop").log("web-0", o -> o.follow())) {
 *   log.lines().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>One thread reads, either bytes or lines; any other may {@link #close}, which ends the lines.
 * What else ends it early is a {@link dev.fairlead.client.error.ConnectionException}, or a {@link
 * java.util.concurrent.CancellationException} if the thread is interrupted. While it follows, the
 * server may be silent for as long as it likes.
 */
public final class PodLog implements AutoCloseable {
  /** Longer lines come in pieces of so many bytes. */
  static final int MAX_LINE = 1 << 20;

  /** Of {@link #text}. In bytes. */
  static final int MAX_TEXT = 64 << 20;

  private static final int BUFFER_BYTES = 16 << 10;

  private final InputStream body;
  private final Complaints complaints;
  private volatile boolean closed;

  private PodLog(InputStream body, Complaints complaints) {
    this.body = body;
    this.complaints = complaints;
  }

  /** For who has the answer. */
  public static PodLog of(InputStream body, Complaints complaints) {
    return new PodLog(body, complaints);
  }

  /** The bytes as the container wrote them. Reading them throws {@link IOException}. */
  public InputStream input() {
    return body;
  }

  /**
   * All of it, as UTF-8. Waits for the end, which doesn't come while it follows.
   *
   * @throws IllegalStateException if it is larger than 64 MiB
   */
  public String text() {
    try {
      byte[] all = body.readNBytes(MAX_TEXT);
      if (body.read() >= 0) {
        throw new IllegalStateException(
            "the log is larger than " + MAX_TEXT + " bytes: read its lines, or ask for its tail");
      }
      return new String(all, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw complaints.broken(e);
    }
  }

  /** The lines, each when it has come, as UTF-8 and without their ends. Can be had once. */
  public Stream<String> lines() {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                new Lines(), Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(this::close);
  }

  private final class Lines implements Iterator<String> {
    private byte[] held = new byte[BUFFER_BYTES];
    private int from;
    private int until;
    private @Nullable String next;
    private boolean ended;

    @Override
    public boolean hasNext() {
      if (next == null && !ended) {
        next = line();
        ended = next == null;
      }
      return next != null;
    }

    @Override
    public String next() {
      String line = hasNext() ? next : null;
      if (line == null) {
        throw new NoSuchElementException("the log is over");
      }
      next = null;
      return line;
    }

    private @Nullable String line() {
      int searched = from;
      while (true) {
        for (; searched < until; searched++) {
          if (held[searched] == '\n') {
            return cut(searched, searched + 1);
          }
        }
        if (until - from >= MAX_LINE) {
          return cut(until, until);
        }
        searched -= from;
        int got = fill();
        searched += from;
        if (got < 0) {
          return from == until ? null : cut(until, until);
        }
      }
    }

    private String cut(int end, int begin) {
      int length = end - from;
      if (length > 0 && end < begin && held[end - 1] == '\r') {
        length--;
      }
      String line = new String(held, from, length, StandardCharsets.UTF_8);
      from = begin;
      return line;
    }

    private int fill() {
      int size = until - from;
      if (until == held.length) {
        byte[] to = size > held.length / 2 ? new byte[2 * held.length] : held;
        System.arraycopy(held, from, to, 0, size);
        held = to;
        from = 0;
        until = size;
      }
      try {
        int got = body.read(held, until, held.length - until);
        until += Math.max(got, 0);
        return got;
      } catch (IOException e) {
        boolean ours = e instanceof InterruptedIOException;
        if (closed && ours && !Thread.currentThread().isInterrupted()) {
          return -1;
        }
        throw complaints.broken(e);
      }
    }
  }

  /** Ends it. A thread that waits for a line gets no more. */
  @Override
  public void close() {
    closed = true;
    try {
      body.close();
    } catch (IOException e) {
      // Nobody wants the rest, so it doesn't matter that it can't be had.
    }
  }
}
