package dev.fairlead.apiserver.differential;

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
    String place = path.replaceAll("\\[\\d+\\]", "[]").replaceAll("f:[^.]*|k:\\{[^}]*\\}", "f:*");
    if (a.equals(NOTHING)) {
      return place + " only in B";
    }
    if (b.equals(NOTHING)) {
      return place + " missing in B";
    }
    if (path.equals("code")) {
      return "code " + general(a) + " -> " + general(b);
    }
    boolean message = path.endsWith("message") || path.startsWith("header");
    return message ? place + ": " + general(a) + " -> " + general(b) : place + " differs";
  }

  private static String general(String text) {
    String general =
        text.replaceAll("\\\\\"[^\"]*\\\\\"|\"[^\"]*\"", "*")
            .replaceAll(Alignment.MARK + "[\\w.-]*", "*")
            .replaceAll("\\[\\d+\\]", "[]");
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
