package dev.fairlead.apiserver.differential;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request as both servers get it, but for the values that differ between them: these stand in
 * it as placeholders of {@link Alignment}.
 *
 * @param index its place in the sequence
 * @param path with the query, encoded
 * @param body JSON, or any text that is sent as it is if the format is {@link Format#TEXT}
 * @param verb what is asked, such as create or patch-apply
 * @param kind of what, such as pods or pods/status
 * @param note what was done to the request to make it unusual, or empty
 * @param object the path of the object or collection that it is about
 * @param dryRun whether it changes nothing
 */
record Call(
    int index,
    String method,
    String path,
    Map<String, String> headers,
    @Nullable String body,
    Format format,
    String verb,
    String kind,
    String note,
    String object,
    boolean dryRun) {

  /** How the body travels. */
  enum Format {
    JSON,
    YAML,
    PROTOBUF,
    TEXT
  }

  Call {
    headers = new TreeMap<>(headers);
  }

  boolean watches() {
    return verb.equals("watch");
  }

  boolean writes() {
    return !dryRun && !method.equals("GET");
  }

  /** Whether its answer comes from a cache that follows the store with some delay. */
  boolean readsCache() {
    return watches()
        || path.contains("resourceVersion=")
        || path.contains("/" + Requests.APART + "/"); // admission asks such a cache
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("#" + index + " " + method + " " + path);
    if (!note.isEmpty()) {
      text.append("   (").append(note).append(')');
    }
    headers.forEach((name, value) -> text.append("\n    ").append(name).append(": ").append(value));
    if (body != null) {
      text.append("\n    ").append(format).append(": ").append(body);
    }
    return text.toString();
  }
}
