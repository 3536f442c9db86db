package dev.fairlead.client.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes a file or folder of this machine into an archive. Links aren't followed. */
final class LocalTree {
  private static final int FOLDER_MODE = 0755;
  private static final int FILE_MODE = 0644;

  private final Path root;
  private final String as;
  private final TarWriter to;
  private final List<String> leftOut = new ArrayList<>();
  private long files;
  private long folders;
  private long links;
  private long bytes;

  private LocalTree(Path root, String as, TarWriter to) {
    this.root = root;
    this.as = as;
    this.to = to;
  }

  /**
   * Writes it all, and the archive's end.
   *
   * @param as its name in the archive
   */
  static CopyResult write(Path root, String as, TarWriter to) throws IOException {
    LocalTree tree = new LocalTree(root, as, to);
    Path unused = Files.walkFileTree(root, tree.new Visitor());
    to.end();
    return new CopyResult(tree.files, tree.folders, tree.links, tree.bytes, tree.leftOut);
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      add(folder, TarEntry.Kind.FOLDER, attributes, 0, "");
      folders++;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isSymbolicLink()) {
        String target = Files.readSymbolicLink(file).toString().replace('\\', '/');
        add(file, TarEntry.Kind.SYMBOLIC_LINK, attributes, 0, target);
        links++;
      } else if (attributes.isRegularFile()) {
        try (InputStream content = Files.newInputStream(file)) {
          TarEntry entry = add(file, TarEntry.Kind.FILE, attributes, attributes.size(), "");
          to.content(entry, content);
        }
        files++;
        bytes += attributes.size();
      } else if (leftOut.size() < CopyResult.MAX_LEFT_OUT) {
        leftOut.add(name(file) + ": neither a file nor a folder nor a link");
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private TarEntry add(
      Path file, TarEntry.Kind kind, BasicFileAttributes attributes, long size, String link)
      throws IOException {
    String name = kind == TarEntry.Kind.FOLDER ? name(file) + "/" : name(file);
    TarEntry entry =
        new TarEntry(
            name, kind, mode(file, kind), size, attributes.lastModifiedTime().toInstant(), link);
    to.head(entry);
    return entry;
  }

  private String name(Path file) {
    StringBuilder name = new StringBuilder("./").append(as);
    for (Path part : root.relativize(file)) {
      if (!part.toString().isEmpty()) {
        name.append('/').append(part);
      }
    }
    return name.toString();
  }

  private static int mode(Path file, TarEntry.Kind kind) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return kind == TarEntry.Kind.FOLDER ? FOLDER_MODE : FILE_MODE;
    }
    Set<PosixFilePermission> permissions =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
            .permissions();
    int mode = 0;
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      mode = mode << 1 | (permissions.contains(permission) ? 1 : 0);
    }
    return mode;
  }
}
