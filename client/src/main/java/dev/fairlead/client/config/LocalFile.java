package dev.fairlead.client.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The only place of this package that reads files: whole, and up to a limit. */
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
}
