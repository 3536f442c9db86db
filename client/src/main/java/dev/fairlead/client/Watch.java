package dev.fairlead.client;

import dev.fairlead.client.error.ApiException;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.WatchEvents;
import dev.fairlead.model.meta.v1.Status;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The events of one watch request, each when it comes.
 *
 * <pre>{@code
 * try (Watch<Pod> watch = k8s.coreV1().pods("shop").watch(o -> o.resourceVersion(version))) {
 *   for (WatchEvent<Pod> event : watch) {
 *     switch (event) {
 *       case WatchEvent.Added<Pod>(Pod pod) -> ...
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Bookmarks are events too, unless {@link WatchOptions#bookmarks} leaves them out.
 *
 * <p>A watch ends: after {@link WatchOptions#serverTimeout} the server ends it, and the iteration
 * is over. Watch again from the last event's resource version. If that is too old by then, {@link
 * dev.fairlead.client.error.ExpiredException} says so: list, and watch from the list's version.
 *
 * <p>The iterator's {@code hasNext} waits. One thread iterates; any other may {@link #close}, which
 * ends the iteration. What else ends it early is an {@link ApiException}: an error that the server
 * sends, or a connection that breaks. No event is lost or given twice then: watch again from the
 * last one.
 */
public final class Watch<T extends KubernetesObject>
    implements Iterable<WatchEvent<T>>, AutoCloseable {
  private final Calls calls;
  private final Answers answers;
  private final WatchEvents<T> events;
  private final Iteration iteration = new Iteration();
  private final Calls.UnderWay underWay = this::close;
  private volatile boolean closed;

  Watch(Calls calls, Answers answers, WatchEvents<T> events) {
    this.calls = calls;
    this.answers = answers;
    this.events = events;
    calls.register(underWay);
  }

  /**
   * The events, in the order in which they come. There is one iteration: each call gives the same.
   * Its methods throw {@link ApiException} if the watch ends with an error, and {@link
   * CancellationException} if the thread is interrupted.
   */
  @Override
  public Iterator<WatchEvent<T>> iterator() {
    return iteration;
  }

  /** Only the iterating thread's. */
  private final class Iteration implements Iterator<WatchEvent<T>> {
    private @Nullable WatchEvent<T> next;
    private boolean ended;

    /** Waits for an event; false when the watch is over, or closed. */
    @Override
    public boolean hasNext() {
      if (next == null && !ended) {
        ended = true; // and stays so if reading throws
        next = read();
        ended = next == null;
        if (ended) {
          close();
        }
      }
      return next != null;
    }

    @Override
    public WatchEvent<T> next() {
      WatchEvent<T> event = hasNext() ? next : null;
      if (event == null) {
        throw new NoSuchElementException("the watch is over");
      }
      next = null;
      return event;
    }
  }

  private @Nullable WatchEvent<T> read() {
    if (closed) {
      return null;
    }
    try {
      WatchEvents.Event<T> event = events.next();
      return event == null ? null : typed(event);
    } catch (ZipException | DecodeException e) {
      close();
      throw answers.unreadable("the watch", e);
    } catch (IOException e) {
      boolean byUs = closed || calls.isClosed();
      close();
      if (Thread.currentThread().isInterrupted()) {
        CancellationException cancelled = new CancellationException("the watch was interrupted");
        cancelled.initCause(e);
        throw cancelled;
      }
      if (byUs) {
        return null;
      }
      throw answers.failures().disconnected(e, answers.received());
    } catch (ApiException e) {
      close();
      throw e;
    }
  }

  private WatchEvent<T> typed(WatchEvents.Event<T> event) {
    Status error = event.error();
    if (error != null) {
      throw answers.failures().ofEvent(error);
    }
    T object = event.object();
    if (object == null) {
      throw answers.unexpected("the watch has an event without an object", null);
    }
    return switch (event.type()) {
      case "ADDED" -> new WatchEvent.Added<>(object);
      case "MODIFIED" -> new WatchEvent.Modified<>(object);
      case "DELETED" -> new WatchEvent.Deleted<>(object);
      case "BOOKMARK" -> new WatchEvent.Bookmark<>(object);
      default -> throw answers.unexpected("the watch has an event of type " + event.type(), null);
    };
  }

  /** Ends the watch. A thread that waits in {@code hasNext} gets false. */
  @Override
  public void close() {
    closed = true;
    calls.unregister(underWay);
    answers.response().close();
  }
}
