package dev.fairlead.client.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The place of this package that reads and writes files: whole, and up to a limit. What is written
 * is there at once or not at all.
 */
final class LocalFile {
  /**
   * Enough for the certificates of every public authority (about 250 KiB), far too little for a
   * wrong file to hurt. In bytes.
   */
  static final int MAX_PEM_BYTES = 10 << 20;

  private LocalFile() {}

  /** The content; if it can't be had, nothing, and a problem. */
  static byte[] read(Path file, int maxBytes, String where, Problems problems) {
    if (Files.isDirectory(file)) { // which opens well and then fails without a reason
      problems.add(where, file + " is a folder: name a file");
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(maxBytes + 1);
      if (content.length <= maxBytes) {
        return content;
      }
      problems.add(
          where,
          "%s has more than %d MiB, so it can't be what it should: name the right file"
              .formatted(file, maxBytes >> 20));
    } catch (NoSuchFileException e) {
      problems.add(where, "there is no file " + file + ": create it or correct the path");
    } catch (AccessDeniedException e) {
      problems.add(where, file + " can't be read: give this user the permission to");
    } catch (IOException e) {
      problems.add(
          where, file + " can't be read (" + e.getMessage() + "): name a file that can be");
    }
    return new byte[0];
  }

  /** Whether there is one, or something about which that can't be told. */
  static boolean exists(Path file) {
    return !Files.notExists(file);
  }

  /**
   * Puts a new content in the place of a file's, or of none. A link stays a link; permissions stay,
   * and are the owner's alone for a new file.
   */
  static void replace(Path file, byte[] content) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    // createTempFile lets nobody but the owner read it, on systems that have owners.
    Path next = Files.createTempFile(target.getParent(), ".kubeconfig", "");
    try {
      Files.write(next, content);
      if (Files.exists(target) && isPosix(target)) {
        Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(target));
      }
      Files.move(next, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
