package dev.fairlead.client.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Keeps other programs from changing kubeconfigs meanwhile, by the file {@code FILE.lock} that
 * kubectl makes too. kubectl fails if it is there; here it is waited for.
 */
final class KubeconfigLock implements AutoCloseable {
  /** kubectl holds it for milliseconds. */
  static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final List<Path> locks = new ArrayList<>();

  private KubeconfigLock() {}

  /**
   * Locks them all; the folders are made if they aren't there.
   *
   * @throws ConfigException if one is locked for longer than {@link #MAX_WAIT}, or can't be
   */
  static KubeconfigLock of(List<Path> files) {
    KubeconfigLock lock = new KubeconfigLock();
    // All take them in the same order, so that no two wait for each other.
    List<Path> sorted = files.stream().map(Path::toAbsolutePath).distinct().sorted().toList();
    try {
      for (Path file : sorted) {
        lock.add(file);
      }
      return lock;
    } catch (ConfigException | CancellationException e) {
      lock.close();
      throw e;
    }
  }

  private void add(Path file) {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    long start = System.nanoTime();
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      while (!created(lock)) {
        if (System.nanoTime() - start > MAX_WAIT.toNanos()) {
          throw new ConfigException(
              file
                  + ": is locked by another program, which has made "
                  + lock
                  + ": try again when it is done, or delete that file if there is none");
        }
        Thread.sleep(PAUSE);
      }
      locks.add(lock);
    } catch (IOException e) {
      throw new ConfigException(
          file + ": can't be locked (" + e + "): give this user the permission to write there");
    } catch (InterruptedException e) {
      throw OneAtATime.interrupted(file, e);
    }
  }

  private static boolean created(Path lock) throws IOException {
    try {
      Files.createFile(lock);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Override
  public void close() {
    for (Path lock : locks) {
      try {
        Files.deleteIfExists(lock);
      } catch (IOException e) {
        throw new ConfigException(lock + ": can't be deleted (" + e + "): delete it");
      }
    }
  }
}
