package dev.fairlead.client;

import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads manifests, and says of each where it stands. The only class here that touches files. */
final class ManifestFiles {
  /** Of one file. A server takes objects of at most 3 MiB. In bytes. */
  static final long MAX_FILE_BYTES = 64L << 20;

  /** Of one folder; a folder with more isn't one of manifests. */
  static final int MAX_FILES = 10_000;

  /** Duplicate keys are errors: of two values one is a mistake, and nobody knows which. */
  private static final Decoding STRICT =
      Decoding.DEFAULT.withStrict(true).withMaxBytes(MAX_FILE_BYTES);

  private static final String LIST = "List";

  private final List<Manifest> found = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private ManifestFiles() {}

  static List<Manifest> read(List<Path> filesAndFolders) {
    ManifestFiles files = new ManifestFiles();
    filesAndFolders.forEach(files::readPath);
    return files.result();
  }

  static List<Manifest> read(String name, InputStream in) {
    ManifestFiles files = new ManifestFiles();
    files.readStream(name, in, Codec.yaml()); // which takes JSON too
    return files.result();
  }

  private List<Manifest> result() {
    if (!problems.isEmpty()) {
      throw new ManifestException(problems);
    }
    return found;
  }

  private void readPath(Path path) {
    if (!Files.isDirectory(path)) {
      readFile(path);
      return;
    }
    try (Stream<Path> entries = Files.list(path)) {
      List<Path> files =
          entries
              .filter(f -> isManifest(f) && !Files.isDirectory(f))
              .limit(MAX_FILES + 1L)
              .sorted()
              .toList();
      if (files.size() > MAX_FILES) {
        problems.add(path + ": has more than " + MAX_FILES + " files: name a folder of manifests");
        return;
      }
      if (files.isEmpty()) {
        problems.add(path + ": has no file that ends in .yaml, .yml or .json");
      }
      files.forEach(this::readFile);
    } catch (IOException e) {
      problems.add(path + ": can't be read (" + e.getMessage() + ")");
    }
  }

  private static boolean isManifest(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  private void readFile(Path file) {
    boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    try (InputStream in = Files.newInputStream(file)) {
      readStream(file.toString(), in, json ? Codec.json() : Codec.yaml());
    } catch (NoSuchFileException e) {
      problems.add(file + ": there is no such file");
    } catch (IOException e) {
      problems.add(file + ": can't be read (" + e.getMessage() + ")");
    }
  }

  private void readStream(String name, InputStream in, Codec codec) {
    int[] documents = {0};
    try {
      codec.decodeTrees(
          in,
          STRICT,
          document -> {
            documents[0] = document.number();
            String where =
                "%s, document %d (line %d)".formatted(name, document.number(), document.line());
            add(where, document.tree(), null);
          });
    } catch (DecodeException e) {
      problems.add(name + ", document " + (documents[0] + 1) + ": " + e.getMessage());
    } catch (IOException e) {
      problems.add(name + ": can't be read (" + e.getMessage() + ")");
    }
  }

  /**
   * Adds an object, or those of a list.
   *
   * @param ofList the list in which it stands; null if in none
   */
  private void add(String where, JsonValue tree, @Nullable JsonObject ofList) {
    if (tree == JsonNull.NULL && ofList == null) {
      return; // what follows a last ---
    }
    if (!(tree instanceof JsonObject object)) {
      problems.add(where + ": is a " + tree.kindName() + " where an object was expected");
      return;
    }
    JsonObject named = ofList == null ? object : asItem(object, ofList);
    String kind = named.string("kind");
    if (kind != null && kind.endsWith(LIST) && named.get("items") instanceof JsonArray items) {
      for (int i = 0; i < items.size(); i++) {
        add(where + ", items[" + i + "]", items.get(i), named);
      }
      return;
    }
    try {
      DynamicObject manifest = DynamicObject.of(named);
      String name = manifest.metadata().name();
      if (name == null || name.isEmpty()) {
        problems.add(where + ": " + kind + " has no metadata.name: say which object it is for");
        return;
      }
      found.add(new Manifest(manifest, where));
    } catch (IllegalArgumentException e) {
      problems.add(where + ": " + e.getMessage());
    }
  }

  /** Items of a typed list, such as a PodList, don't say what they are. */
  private static JsonObject asItem(JsonObject item, JsonObject list) {
    String listKind = String.valueOf(list.string("kind"));
    String apiVersion = list.string("apiVersion");
    if (item.has("kind") || listKind.equals(LIST) || apiVersion == null) {
      return item;
    }
    return item.with("apiVersion", JsonValue.of(apiVersion))
        .with("kind", JsonValue.of(listKind.substring(0, listKind.length() - LIST.length())));
  }
}
