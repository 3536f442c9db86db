package dev.fairlead.apiserver.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * One place in which two answers differ.
 *
 * @param path where, such as body.spec.replicas
 * @param a what A says there, as JSON; "(nothing)" if it says nothing
 */
record Difference(String path, String a, String b) {
  static final String NOTHING = "(nothing)";
  private static final int MAX_CLASS_TEXT = 160;
  private static final int MAX_TEXT = 700;

  /** What differences of the same cause have in common: no indexes, no quoted values. */
  String kind() {
    String place =
        path.replaceAll("\\[\\d+\\]", "[]")
            .replaceAll("managedFields\\[\\].*", "managedFields[]")
            .replaceAll(
                "body(\\.items\\[\\]|\\[\\]\\.object)?\\.(spec\\.(jobTemplate\\.spec\\.)?)?template\\.spec\\.",
                "podspec.")
            .replaceAll("body\\.(spec|status)\\.(containers|initContainers|volumes)", "podspec.$2");
    if (path.equals("code")) {
      return "code " + general(text(a)) + " -> " + general(text(b));
    }
    if (path.startsWith("header")) {
      return path + ": " + general(warning(a)) + " -> " + general(warning(b));
    }
    if (a.equals(NOTHING)) {
      return place + " only in B";
    }
    if (b.equals(NOTHING)) {
      return place + " missing in B";
    }
    if (path.endsWith("message")) {
      return place + ": " + parts(text(a), text(b)) + " -> " + parts(text(b), text(a));
    }
    return path.endsWith(".kind") && !path.contains("spec")
        ? place + ": " + a + " -> " + (b.equals("\"Status\"") ? b : "*")
        : place + " differs";
  }

  private static String warning(String header) {
    return header.replaceAll("^299 - \"|\"$", "").replace("\\\"", "\"");
  }

  /** What one message says and the other doesn't. */
  private static String parts(String text, String other) {
    List<String> left = new ArrayList<>(List.of(text.split("[\\[\\]]|, ")));
    left.removeAll(List.of(other.split("[\\[\\]]|, ")));
    return left.isEmpty() ? "(other order)" : general(String.join(", ", left));
  }

  private static String text(String json) {
    return json.startsWith("\"")
        ? json.substring(1, json.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
        : json;
  }

  private static String general(String text) {
    String general =
        text.replaceAll("\\{.*\\}", "{…}")
            .replaceAll("\"[^\"]*\"", "*")
            .replaceAll("[A-Za-z0-9.]* \\* is invalid", "invalid")
            .replaceAll("[a-z0-9.]+ \\* not found", "* not found")
            .replaceAll(Alignment.MARK + "[\\w.-]*", "*")
            .replaceAll("\\[[^\\], :]*\\]", "[]")
            .replaceAll("spec\\.(jobTemplate\\.spec\\.)?template\\.spec\\.", "spec.")
            .replaceAll("supported values: .*", "supported values");
    return general.length() > MAX_CLASS_TEXT ? general.substring(0, MAX_CLASS_TEXT) + "…" : general;
  }

  /** The text from shortly before the first character in which the two differ. */
  private static String shorten(String text, int firstDifference) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int from = Math.max(0, firstDifference - MAX_TEXT / 3);
    int to = Math.min(text.length(), from + MAX_TEXT);
    return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
  }

  @Override
  public String toString() {
    int first = 0;
    while (first < a.length() && first < b.length() && a.charAt(first) == b.charAt(first)) {
      first++;
    }
    return "  " + path + "\n      A: " + shorten(a, first) + "\n      B: " + shorten(b, first);
  }
}
