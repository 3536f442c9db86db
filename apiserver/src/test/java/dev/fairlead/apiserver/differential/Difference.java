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

  private static String shorten(String text) {
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
  }

  @Override
  public String toString() {
    return "  " + path + "\n      A: " + shorten(a) + "\n      B: " + shorten(b);
  }
}
