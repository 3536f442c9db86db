package dev.fairlead.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the repository as people wrote them: nothing built, nothing generated. */
final class SourceTree {
  private static final Set<String> SKIPPED = Set.of("target", ".git", ".idea", ".vscode");

  static final Path ROOT =
      Path.of(System.getProperty("basedir", "up")).resolve("..").toAbsolutePath().normalize();

  /** A text file; the path is relative to the root, with slashes. */
  record Source(String path, List<String> lines) {
    String text() {
      return String.join("\n", lines) + "\n";
    }

    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isTest() {
      return path.contains("/src/test/");
    }

    boolean isMain() {
      return path.contains("/src/main/");
    }
  }

  private SourceTree() {}

  static List<Source> files() {
    List<Source> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return SKIPPED.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              read(file, files);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  static List<Source> java() {
    return files().stream().filter(f -> f.path().endsWith(".java")).toList();
  }

  /** README and the other texts for people. */
  static List<Source> documents() {
    return files().stream().filter(f -> f.path().endsWith(".md")).toList();
  }

  static Source file(String path) {
    return files().stream()
        .filter(f -> f.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " is missing"));
  }

  /** The folders that {@code ls} shows at the root, but for what a build makes. */
  static List<String> folders() {
    try (Stream<Path> entries = Files.list(ROOT)) {
      return entries
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !SKIPPED.contains(name) && !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(Path file, List<Source> into) throws IOException {
    String path = ROOT.relativize(file).toString().replace('\\', '/');
    try {
      into.add(new Source(path, Files.readAllLines(file)));
    } catch (MalformedInputException e) {
      // an image or a recorded answer: no text, nothing to say about it
      into.add(new Source(path, List.of()));
    }
  }
}
