package dev.fairlead.client.config;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Certificates or keys that stand in files, which are read again when asked for after {@link
 * TokenFile#PERIOD}. If that fails, as it does while somebody writes one of two files, what was
 * there before stays, and they are read again {@link TokenFile#LEEWAY} later.
 *
 * <p>One lock, for the fields; the files are read under it, so that they are read once.
 */
final class Reloaded<T> implements Renewed<T> {
  private static final System.Logger LOG = System.getLogger("dev.fairlead.client.config");

  /**
   * A content, or the file that has it.
   *
   * @param where the entry that names it
   * @param data null if there is a file
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Part(String where, @Nullable Path file, byte @Nullable [] data) {
    byte[] read(Problems problems) {
      return file != null
          ? LocalFile.read(file, LocalFile.MAX_PEM_BYTES, where, problems)
          : data == null ? new byte[0] : data;
    }

    @Override
    public String toString() {
      return where; // the data may be a key's
    }
  }

  /** Makes the thing of the parts' contents; null, and a problem, if it can't. */
  interface Maker<T> {
    @Nullable T make(List<byte[]> contents, Problems problems);
  }

  private final List<Part> parts;
  private final Maker<T> maker;
  private final InstantSource clock;

  @GuardedBy("this")
  private List<byte[]> contents;

  @GuardedBy("this")
  private T made;

  @GuardedBy("this")
  private Instant readAgain;

  private Reloaded(
      List<Part> parts, Maker<T> maker, InstantSource clock, List<byte[]> contents, T made) {
    this.parts = parts;
    this.maker = maker;
    this.clock = clock;
    this.contents = contents;
    this.made = made;
    this.readAgain = clock.instant().plus(TokenFile.PERIOD).minus(TokenFile.LEEWAY);
  }

  /** Reads for the first time; null, and at least one problem, if that fails. */
  static <T> @Nullable Renewed<T> read(
      List<Part> parts, Maker<T> maker, InstantSource clock, Problems problems) {
    Problems own = new Problems();
    List<byte[]> contents = contents(parts, own);
    T made = own.isEmpty() ? maker.make(contents, own) : null;
    problems.addAll(own);
    if (!own.isEmpty() || made == null) {
      return null;
    }
    boolean inFiles = parts.stream().anyMatch(part -> part.file() != null);
    T fixed = made;
    return inFiles ? new Reloaded<>(parts, maker, clock, contents, made) : () -> fixed;
  }

  private static List<byte[]> contents(List<Part> parts, Problems problems) {
    List<byte[]> contents = new ArrayList<>();
    parts.forEach(part -> contents.add(part.read(problems)));
    return contents;
  }

  @Override
  public synchronized T current() {
    if (!clock.instant().isBefore(readAgain)) {
      readNow();
    }
    return made;
  }

  @Override
  public synchronized boolean renew(T refused) {
    if (made.equals(refused)) {
      readNow();
    }
    return !made.equals(refused);
  }

  @GuardedBy("this")
  private void readNow() {
    Problems problems = new Problems();
    List<byte[]> next = contents(parts, problems);
    if (problems.isEmpty() && !same(next)) {
      T other = maker.make(next, problems);
      if (other != null && problems.isEmpty()) {
        made = other;
        contents = next;
      }
    }
    readAgain = clock.instant().plus(TokenFile.PERIOD).minus(TokenFile.LEEWAY);
    if (!problems.isEmpty()) {
      readAgain = clock.instant().plus(TokenFile.LEEWAY);
      LOG.log(
          Level.WARNING,
          "{0} (what was read before is used on)",
          problems.exception().getMessage());
    }
  }

  @GuardedBy("this")
  private boolean same(List<byte[]> next) {
    for (int i = 0; i < next.size(); i++) {
      if (!Arrays.equals(next.get(i), contents.get(i))) {
        return false;
      }
    }
    return true;
  }
}
