package dev.fairlead.client;

import dev.fairlead.model.DynamicObject;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set of objects of any kinds, from files or made by a program, for {@link Kubernetes#apply} and
 * {@link Kubernetes#delete}. Immutable.
 *
 * <pre>{@code
 * k8s.apply(Manifests.read(Path.of("deploy")), o -> o.fieldManager("shop"));
 * }</pre>
 */
public final class Manifests {
  private final List<Manifest> all;

  private Manifests(List<Manifest> all) {
    this.all = List.copyOf(all);
  }

  /**
   * The objects of files. A file is YAML of any number of documents or, by its name, JSON of one;
   * kinds that are lists stand for their items. Of a folder these are the files in it whose names
   * end in .yaml, .yml or .json, in the order of their names, as for kubectl without -R.
   *
   * @throws ManifestException if a file can't be read, or something in it is no object: it tells
   *     all that is wrong, with file, document and line
   */
  public static Manifests read(Path... filesAndFolders) {
    return new Manifests(ManifestFiles.read(List.of(filesAndFolders)));
  }

  /**
   * The objects of a stream, which stays the caller's.
   *
   * @param name for messages, such as "standard input"
   * @throws ManifestException if it can't be read, or something in it is no object
   */
  public static Manifests read(String name, InputStream yamlOrJson) {
    return new Manifests(ManifestFiles.read(name, yamlOrJson));
  }

  /** Objects made by a program. */
  public static Manifests of(DynamicObject... objects) {
    return new Manifests(Stream.of(objects).map(o -> new Manifest(o, "")).toList());
  }

  /** These, and those after them. */
  public Manifests plus(Manifests others) {
    List<Manifest> both = new ArrayList<>(all);
    both.addAll(others.all);
    return new Manifests(both);
  }

  /** As they were written, in the order in which they were written. */
  public List<Manifest> all() {
    return all;
  }

  /** In the order in which they are applied; deleted they are in the opposite one. */
  List<Manifest> ordered() {
    return all.stream().sorted(ManifestOrder.BY_KIND).toList(); // which is stable
  }

  @Override
  public String toString() {
    return all.size() + " manifests";
  }
}
