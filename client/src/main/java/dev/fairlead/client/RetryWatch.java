package dev.fairlead.client;

import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.model.KubernetesObject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The events of a resource, each once and in order, over as many watches as that takes. client-go's
 * RetryWatcher.
 *
 * <pre>{@code
 * PodList list = pods.list();
 * try (RetryWatch<Pod> watch =
 *     pods.retryWatch(o -> o.resourceVersion(list.metadata().resourceVersion()))) {
 *   for (WatchEvent<Pod> event : watch) { ... }
 * }
 * }</pre>
 *
 * <p>When the server ends a watch, or the connection breaks, or the server can't be reached or is
 * overloaded, the next watch begins after the last event. Between failures without an event there
 * is a pause of {@link #FIRST_PAUSE}, twice as long each time up to {@link #MAX_PAUSE}, and up to
 * as much again by chance, so that many clients don't come at once.
 *
 * <p>It ends when somebody closes it or the client, or interrupts the thread that iterates; and
 * with an {@link ApiException} where going on needs a decision: {@link
 * dev.fairlead.client.error.ExpiredException} if the server doesn't have what came after the last
 * event any more (list again, and watch from there), what it says if the watch isn't allowed, and a
 * certificate that can't be trusted.
 *
 * <p>One thread iterates; any may close.
 */
public final class RetryWatch<T extends KubernetesObject>
    implements Iterable<WatchEvent<T>>, AutoCloseable {
  /** client-go's reflector's. */
  public static final Duration FIRST_PAUSE = Duration.ofMillis(800);

  /** client-go's reflector's. */
  public static final Duration MAX_PAUSE = Duration.ofSeconds(30);

  private static final System.Logger LOG = System.getLogger("dev.fairlead.client");

  private final Calls calls;
  private final Function<Consumer<WatchOptions>, Watch<T>> start;
  private final String what;
  private final Iteration iteration = new Iteration();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Calls.UnderWay underWay = this::close;

  /** Written by the iterating thread, read by whoever closes. */
  private volatile @Nullable Watch<T> current;

  RetryWatch(
      Calls calls,
      Function<Consumer<WatchOptions>, Watch<T>> start,
      String resourceVersion,
      String what) {
    if (resourceVersion.isEmpty() || resourceVersion.equals("0")) {
      throw new IllegalArgumentException(
          "a retryWatch needs the resource version where it begins, or else it couldn't go on"
              + " after a failure without giving events twice: list, and give the list's");
    }
    this.calls = calls;
    this.start = start;
    this.what = what;
    this.iteration.state = new State.Pending<>(resourceVersion, 0);
    calls.register(underWay);
  }

  /** Where the iteration is. */
  private sealed interface State<T extends KubernetesObject> {
    /** The version after which events are still to come. */
    String version();

    /** To be started, after so many failures in a row. */
    record Pending<T extends KubernetesObject>(String version, int failures) implements State<T> {}

    /** Events come. */
    record Open<T extends KubernetesObject>(String version, int failures, Watch<T> watch)
        implements State<T> {}
  }

  /** The events, in order. There is one iteration: each call gives the same. */
  @Override
  public Iterator<WatchEvent<T>> iterator() {
    return iteration;
  }

  /** The version after the last event given; a watch from there misses nothing. */
  public String resourceVersion() {
    return iteration.state.version();
  }

  /** Only the iterating thread's, but for the state, which others may look at. */
  private final class Iteration implements Iterator<WatchEvent<T>> {
    private volatile State<T> state = new State.Pending<>("", 0);
    private @Nullable WatchEvent<T> next;

    /** Waits for an event; false once it is closed. */
    @Override
    public boolean hasNext() {
      while (next == null && !isClosed()) {
        try {
          state = step(state);
        } catch (RuntimeException e) {
          boolean byUs = isClosed() || calls.isClosed();
          close();
          if (byUs && !Thread.currentThread().isInterrupted()) {
            return false; // the end was in the middle of a step
          }
          throw e;
        }
      }
      return next != null;
    }

    @Override
    public WatchEvent<T> next() {
      WatchEvent<T> event = hasNext() ? next : null;
      if (event == null) {
        throw new NoSuchElementException("the watch was closed");
      }
      next = null;
      return event;
    }

    /** From one state to the next; on the way there may be an event. */
    private State<T> step(State<T> from) {
      return switch (from) {
        case State.Pending<T>(String version, int failures) -> {
          pause(failures);
          try {
            yield isClosed() ? from : new State.Open<>(version, failures, open(version));
          } catch (ApiException e) {
            yield new State.Pending<>(version, failed(e, failures));
          }
        }
        case State.Open<T>(String version, int failures, Watch<T> watch) -> {
          try {
            yield read(version, failures, watch);
          } catch (ApiException e) {
            yield new State.Pending<>(version, failed(e, failures));
          }
        }
      };
    }

    private State<T> read(String version, int failures, Watch<T> watch) {
      Iterator<WatchEvent<T>> events = watch.iterator();
      if (!events.hasNext()) {
        // A server that ends watches at once must not be asked without a pause.
        return new State.Pending<>(version, failures + 1);
      }
      WatchEvent<T> event = events.next();
      next = event;
      String now = event.object().metadata().resourceVersion();
      return new State.Open<>(now == null || now.isEmpty() ? version : now, 0, watch);
    }
  }

  private Watch<T> open(String version) {
    Watch<T> watch = start.apply(o -> o.resourceVersion(version));
    current = watch;
    if (isClosed()) {
      watch.close();
    }
    return watch;
  }

  /** The failures in a row with this one; throws it if it isn't one that passes. */
  private int failed(ApiException failure, int before) {
    if (!passes(failure)) {
      throw failure;
    }
    LOG.log(Level.DEBUG, "{0}: the watch is started again: {1}", what, failure.getMessage());
    return before + 1;
  }

  static boolean passes(ApiException failure) {
    if (failure instanceof ConnectionException broken) {
      return switch (broken.problem()) {
        case CERTIFICATE_NOT_TRUSTED, CERTIFICATE_OF_ANOTHER_HOST, CERTIFICATE_EXPIRED -> false;
        default -> true;
      };
    }
    return failure.code() == 429 || (failure.code() >= 500 && failure.code() != 501);
  }

  private void pause(int failures) {
    long nanos = pauseAfter(failures, RandomGenerator.getDefault());
    if (nanos > 0) {
      calls.pauseOrCancel(nanos, closed, what);
    }
  }

  /** In nanoseconds: none after the first watch that ended without an event. */
  static long pauseAfter(int failures, RandomGenerator chance) {
    if (failures <= 1) {
      return 0;
    }
    int doublings = Math.min(failures - 2, 10);
    long full = Math.min(FIRST_PAUSE.toNanos() << doublings, MAX_PAUSE.toNanos());
    return full + chance.nextLong(full);
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Ends it. A thread that waits in {@code hasNext} gets false. */
  @Override
  public void close() {
    closed.countDown();
    calls.unregister(underWay);
    Watch<T> watch = current;
    if (watch != null) {
      watch.close();
    }
  }
}
