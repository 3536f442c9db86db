package dev.fairlead.client.stream;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the members of an archive to a place of this machine, and nowhere else: no name leads out
 * of it, no link is passed through, and links that would lead out aren't made.
 */
final class LocalTarget {
  /** Of folders, whose modes are set at the end. They are in memory until then. */
  private static final int MAX_FOLDERS = 1_000_000;

  private final Path root;
  private final String top;
  private final List<TarEntry> folders = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private boolean anything;
  private long files;
  private long links;
  private long bytes;

  private LocalTarget(Path root, String top) {
    this.root = root;
    this.top = top;
  }

  /**
   * Reads the archive to its end.
   *
   * @param root what its top is to be here
   * @param top the name of its top
   */
  static CopyResult write(TarReader from, Path root, String top) throws IOException {
    LocalTarget target = new LocalTarget(root, top);
    for (TarEntry entry = from.next(); entry != null; entry = from.next()) {
      target.add(entry, from);
    }
    if (!target.anything) {
      throw new FileNotFoundException(top + ": nothing came of it");
    }
    for (int i = target.folders.size() - 1; i >= 0; i--) { // the inner ones first
      TarEntry folder = target.folders.get(i);
      Path path = target.path(folder.name());
      if (path != null) {
        finish(path, folder);
      }
    }
    return new CopyResult(
        target.files, target.folders.size(), target.links, target.bytes, target.leftOut);
  }

  private void add(TarEntry entry, TarReader from) throws IOException {
    Path path = path(entry.name());
    if (path == null) {
      leaveOut(entry, "its name leads out of the folder, or into none that has come");
      return;
    }
    anything = true;
    switch (entry.kind()) {
      case FOLDER -> {
        if (folders.size() == MAX_FOLDERS) {
          throw new IOException("there are more than " + MAX_FOLDERS + " folders");
        }
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          Path unused = Files.createDirectory(path);
        }
        folders.add(entry);
      }
      case FILE -> {
        makeRoom(path);
        try (OutputStream to = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
          from.content(to);
        }
        finish(path, entry);
        files++;
        bytes += entry.size();
      }
      case SYMBOLIC_LINK -> link(entry, path);
      case HARD_LINK -> copy(entry, path);
      case OTHER -> leaveOut(entry, "neither a file nor a folder nor a link");
    }
  }

  /** Null for what is refused. */
  private @Nullable Path path(String name) throws IOException {
    String clean = name;
    while (clean.startsWith("./")) {
      clean = clean.substring(2);
    }
    boolean all = top.equals(".");
    if (clean.isEmpty() || clean.equals(".")) {
      return all ? root : null;
    }
    String[] parts = clean.split("/+", 0);
    if (parts.length == 0 || !(all || parts[0].equals(top))) {
      return null;
    }
    Path path = root;
    for (int i = all ? 0 : 1; i < parts.length; i++) {
      if (parts[i].equals("..")
          || parts[i].isEmpty()
          || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        return null;
      }
      if (!parts[i].equals(".")) {
        path = child(path, parts[i]);
      }
    }
    return path;
  }

  private static Path child(Path folder, String name) throws IOException {
    try {
      Path child = folder.resolve(name);
      if (folder.equals(child.getParent()) && child.getFileName().toString().equals(name)) {
        return child;
      }
    } catch (InvalidPathException e) {
      throw new IOException("this machine has no files of the name \"" + name + "\"", e);
    }
    throw new IOException("\"" + name + "\" isn't a name of one file on this machine");
  }

  /** What was there goes, if it is a file or a link; a folder stays and fails. */
  private static void makeRoom(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      boolean unused = Files.deleteIfExists(path);
    }
  }

  private void link(TarEntry entry, Path path) throws IOException {
    boolean top = path.equals(root);
    if (top || !staysInside(entry.link(), root.relativize(path).getNameCount() - 1)) {
      leaveOut(entry, "a link to " + entry.link());
      return;
    }
    makeRoom(path);
    Path unused = Files.createSymbolicLink(path, path.getFileSystem().getPath(entry.link()));
    links++;
  }

  /**
   * Whether a link can't lead out: it climbs no higher than the top, and only at its beginning,
   * since what it passes later may be a link.
   */
  private static boolean staysInside(String target, int depth) {
    if (target.startsWith("/") || target.isEmpty() || target.indexOf('\\') >= 0) {
      return false;
    }
    int climbed = 0;
    boolean down = false;
    for (String part : target.split("/+", 0)) {
      if (part.equals("..")) {
        climbed++;
        if (down || climbed > depth) {
          return false;
        }
      } else if (!part.equals(".")) {
        down = true;
      }
    }
    return true;
  }

  /** A second name of a file that has come already. */
  private void copy(TarEntry entry, Path path) throws IOException {
    Path first = path(entry.link());
    if (first == null || !Files.isRegularFile(first, LinkOption.NOFOLLOW_LINKS)) {
      leaveOut(entry, "a second name of " + entry.link() + ", which hasn't come");
      return;
    }
    makeRoom(path);
    Path unused = Files.copy(first, path);
    finish(path, entry);
    files++;
  }

  private void leaveOut(TarEntry entry, String why) {
    if (leftOut.size() < CopyResult.MAX_LEFT_OUT) {
      leftOut.add(entry.name() + ": " + why);
    }
  }

  private static void finish(Path path, TarEntry entry) throws IOException {
    Path unused = Files.setLastModifiedTime(path, FileTime.from(entry.modified()));
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      unused = Files.setPosixFilePermissions(path, permissions(entry.mode()));
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((mode >> (all.length - 1 - i) & 1) == 1) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }
}
