// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;

/**
 * Checks or writes the format of every hand-written Java file below a folder. Run by the build with
 * google-java-format on the class path; files unchanged since the last good run are not looked at.
 */
class Format {
  private static final Set<String> SKIPPED = Set.of("target", "realcluster", ".git");

  /** Arguments: {@code check} or {@code write}, and the root folder. */
  public static void main(String[] args) throws IOException {
    boolean write = args[0].equals("write");
    Path root = Path.of(args[1]);
    Path stamp = root.resolve("target/formatted");
    FileTime start = FileTime.fromMillis(System.currentTimeMillis());
    List<String> files = javaFiles(root, changedSince(stamp));
    if (!files.isEmpty()) {
      List<String> options =
          new ArrayList<>(
              write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
      options.addAll(files);
      var out = new StringWriter();
      var err = new StringWriter();
      int exit =
          ToolProvider.findFirst("google-java-format")
              .orElseThrow()
              .run(new PrintWriter(out), new PrintWriter(err), options.toArray(String[]::new));
      if (exit != 0) {
        System.err.print(err);
        out.toString().lines().map(f -> root.relativize(Path.of(f))).forEach(System.err::println);
        System.err.println("The files above are not formatted. Run: ./fairlead format");
        System.exit(1);
      }
    }
    Files.createDirectories(stamp.getParent());
    Files.writeString(stamp, "");
    Files.setLastModifiedTime(stamp, start);
  }

  private static FileTime changedSince(Path stamp) throws IOException {
    return Files.exists(stamp) ? Files.getLastModifiedTime(stamp) : FileTime.fromMillis(0);
  }

  private static List<String> javaFiles(Path root, FileTime since) throws IOException {
    List<String> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")
                && attributes.lastModifiedTime().compareTo(since) >= 0) {
              files.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
