package dev.fairlead.client.discovery;

import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.GroupVersionResource;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one server serves, asked for when it is first needed, and again when something is unknown.
 *
 * <pre>{@code
 * ApiResource deployments = k8s.discovery().resource("deploy");
 * }</pre>
 *
 * <p>Any number of threads may use it; one of them asks the server, the others wait for it. What is
 * unknown makes it ask at most once in {@link #MIN_BETWEEN}: a program that asks for a name that
 * isn't there again and again doesn't burden the server. {@link #refresh()} asks at once.
 */
public final class Discovery {
  /** Between two times that the server is asked because something is unknown. */
  public static final Duration MIN_BETWEEN = Duration.ofSeconds(5);

  private final ApiSource source;
  private final LongSupplier nanos;

  /** Held while the server is asked; nothing else is called under it but the source and cache. */
  private final ReentrantLock asking = new ReentrantLock();

  private volatile @Nullable Snapshot current;
  private volatile @Nullable DiscoveryCache cache;

  /**
   * A catalog and what was known when it was fetched.
   *
   * @param askedAgain when the server was last asked because something was unknown; null if never
   * @param number how many there were before it
   */
  private record Snapshot(RestMapper mapper, @Nullable Long askedAgain, long number) {}

  /**
   * Of one server.
   *
   * @param nanos a clock as {@link System#nanoTime}
   */
  public Discovery(ApiSource source, LongSupplier nanos) {
    this.source = source;
    this.nanos = nanos;
  }

  /** From now on reads this folder before it asks the server, and keeps there what it is told. */
  public Discovery cachedIn(DiscoveryCache cache) {
    this.cache = cache;
    return this;
  }

  /**
   * The mappings of what is known; asks the server only if nothing is.
   *
   * @throws dev.fairlead.client.error.ApiException if the server can't be asked
   */
  public RestMapper mapper() {
    return snapshot().mapper();
  }

  /** All that is known, with the problems that there were in finding it out. */
  public ApiCatalog catalog() {
    return mapper().catalog();
  }

  /** As {@link RestMapper#resource(String)}, asking the server if nothing known is called so. */
  public ApiResource resource(String name) {
    return find(m -> m.find(name)).orElseGet(() -> mapper().resource(name));
  }

  /** As {@link RestMapper#resource(GroupVersionKind)}, asking the server if it isn't known. */
  public ApiResource resource(GroupVersionKind kind) {
    return find(m -> m.find(kind)).orElseGet(() -> mapper().resource(kind));
  }

  /** As {@link RestMapper#resource(GroupVersionResource)}, asking the server if it isn't known. */
  public ApiResource resource(GroupVersionResource name) {
    return find(m -> m.find(name)).orElseGet(() -> mapper().resource(name));
  }

  /** What the lookup finds, if need be in what the server says when it is asked again. */
  public Optional<ApiResource> find(Function<RestMapper, Optional<ApiResource>> lookup) {
    Snapshot known = snapshot();
    Optional<ApiResource> found = lookup.apply(known.mapper());
    if (found.isPresent()) {
      return found;
    }
    Snapshot newer = askAgain(known);
    return newer.number() == known.number() ? Optional.empty() : lookup.apply(newer.mapper());
  }

  /**
   * Asks the server at once.
   *
   * @return the mappings of what it says
   */
  public RestMapper refresh() {
    lock();
    try {
      return fetch(current, false).mapper();
    } finally {
      asking.unlock();
    }
  }

  private Snapshot snapshot() {
    Snapshot known = current;
    if (known != null) {
      return known;
    }
    lock();
    try {
      known = current;
      return known != null ? known : first();
    } finally {
      asking.unlock();
    }
  }

  private Snapshot first() {
    DiscoveryCache files = cache;
    Optional<ApiCatalog> kept = files == null ? Optional.empty() : files.read();
    if (kept.isEmpty()) {
      return fetch(null, false);
    }
    Snapshot read = new Snapshot(new RestMapper(kept.get()), null, 0);
    current = read;
    return read;
  }

  /** Another thread's answer does as well, if it has asked since. */
  private Snapshot askAgain(Snapshot known) {
    lock();
    try {
      Snapshot latest = Objects.requireNonNull(current);
      if (latest.number() != known.number()) {
        return latest;
      }
      Long before = latest.askedAgain();
      boolean soon = before != null && nanos.getAsLong() - before < MIN_BETWEEN.toNanos();
      return soon ? latest : fetch(latest, true);
    } finally {
      asking.unlock();
    }
  }

  /** Under the lock. */
  private Snapshot fetch(@Nullable Snapshot before, boolean again) {
    ApiCatalog catalog = source.fetch();
    Long askedAgain =
        again ? (Long) nanos.getAsLong() : before == null ? null : before.askedAgain();
    Snapshot fetched =
        new Snapshot(new RestMapper(catalog), askedAgain, before == null ? 0 : before.number() + 1);
    current = fetched;
    DiscoveryCache files = cache;
    if (files != null) {
      files.write(catalog);
    }
    return fetched;
  }

  private void lock() {
    try {
      asking.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled =
          new CancellationException("discovery: interrupted while another thread asks the server");
      cancelled.initCause(e);
      throw cancelled;
    }
  }
}
