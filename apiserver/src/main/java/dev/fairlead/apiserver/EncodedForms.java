package dev.fairlead.apiserver;

import dev.fairlead.apiserver.request.Format;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.model.value.GroupVersionKind;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The bytes of what was written lately, as all clients of a format and a version get them: made
 * once for the answer to the writer and for a thousand watchers. Older ones are forgotten, so that
 * the memory that they take stays the same however much is stored.
 */
final class EncodedForms {
  /** About two thousand Pods; watchers are behind by more only when they can't keep up. */
  private static final long MAX_BYTES = 8 << 20;

  /** What is encoded, by identity, and how. */
  private record Name(Stored stored, Format format, GroupVersionKind kind) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Name that
          && stored == that.stored
          && format == that.format
          && kind.equals(that.kind);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(stored) * 31 + format.hashCode();
    }
  }

  private final ConcurrentMap<Name, byte[]> forms = new ConcurrentHashMap<>();

  /** Oldest first. */
  private final Queue<Name> names = new ConcurrentLinkedQueue<>();

  private final AtomicLong held = new AtomicLong();

  /** The bytes, made if they aren't there. Two that ask at once may both make them. */
  byte[] of(Stored stored, Format format, GroupVersionKind kind, Supplier<byte[]> encoder) {
    Name name = new Name(stored, format, kind);
    byte[] known = forms.get(name);
    if (known != null) {
      return known;
    }
    byte[] made = encoder.get();
    if (made.length <= MAX_BYTES && forms.putIfAbsent(name, made) == null) {
      names.add(name);
      if (held.addAndGet(made.length) > MAX_BYTES) {
        forgetOldest();
      }
    }
    return made;
  }

  private void forgetOldest() {
    Name oldest;
    while (held.get() > MAX_BYTES && (oldest = names.poll()) != null) {
      byte[] forgotten = forms.remove(oldest);
      held.addAndGet(forgotten == null ? 0 : -forgotten.length);
    }
  }
}
