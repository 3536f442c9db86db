package dev.fairlead.generator;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of generated sources. Writes a file only when its text has changed, so that the
 * compiler finds nothing to do when there is nothing to do, and removes files of earlier runs.
 */
final class SourceFolder {
  private final Path folder;
  private final Set<Path> written = new HashSet<>();

  SourceFolder(Path folder) {
    this.folder = folder;
  }

  void write(String packageName, TypeSpec type) {
    String source =
        JavaFile.builder(packageName, type)
            .skipJavaLangImports(true)
            .indent("  ")
            .addFileComment("Generated from the schemas of the Kubernetes API. Do not edit.")
            .build()
            .toString();
    write(packageName, type.name(), source);
  }

  void write(String packageName, String simpleName, String source) {
    Path file = folder.resolve(packageName.replace('.', '/')).resolve(simpleName + ".java");
    written.add(file);
    try {
      if (Files.exists(file) && Files.readString(file).equals(source)) {
        return;
      }
      Files.createDirectories(file.getParent());
      Files.writeString(file, source);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file, e);
    }
  }

  /** Removes what no call of this run has written. */
  void removeOthers() {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> stale =
          files.filter(f -> f.toString().endsWith(".java") && !written.contains(f)).toList();
      for (Path file : stale) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cleaning " + folder, e);
    }
  }
}
