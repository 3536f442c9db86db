package dev.fairlead.apiserver.differential;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares messages in which Go prints objects, where a list without items isn't no list. */
final class EmptyLists {
  /** A line of a difference of objects that says that a member is nothing. */
  private static final String NOTHING_LINE = "(?m)^[-+] *\"\\w+\": null,?\\R?";

  /** Lines of such a difference that stay or say where it is. */
  private static final String PLACE_LINE = "(?m)^(@@ .*@@| .*|)(\\R|$)";

  /** Names may be generated. */
  private static final Pattern NAME = Pattern.compile(" \"([^\"]*)\" is invalid");

  private static final String UID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private EmptyLists() {}

  static boolean isAllThatDiffers(String a, String b) {
    boolean any = a.contains("[]") || a.contains("{}") || b.contains("[]") || b.contains("{}");
    return any && settled(a).equals(settled(b));
  }

  private static String settled(String message) {
    String lines = message.replace("\\n", "\n").replace("\\\"", "\"");
    Matcher name = NAME.matcher(lines);
    String generated = name.find() ? name.group(1) : "";
    String nameless = lines.replace('"' + generated + '"', "").replaceAll(UID, "");
    String nulls = nameless.replaceAll("(: ?)(\\[\\]|\\{\\})", "$1null");
    return nulls.contains("@@ ")
        ? nulls.replaceAll(NOTHING_LINE, "").replaceAll(PLACE_LINE, "")
        : nulls;
  }
}
