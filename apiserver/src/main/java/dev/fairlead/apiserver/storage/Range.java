package dev.fairlead.apiserver.storage;

/**
 * Which objects of a resource are meant.
 *
 * @param namespace empty for all
 * @param after the path of the object after which to start; empty for the first
 */
public record Range(String resource, String namespace, String after) {

  public static Range of(String resource, String namespace) {
    return new Range(resource, namespace, "");
  }

  public Range after(String path) {
    return new Range(resource, namespace, path);
  }

  boolean contains(Key key) {
    return namespace.isEmpty() || key.namespace().equals(namespace);
  }
}
