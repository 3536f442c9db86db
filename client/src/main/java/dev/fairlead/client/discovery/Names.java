package dev.fairlead.client.discovery;

import java.util.regex.Pattern;

/** Names that a server may give: they become parts of paths, in requests and on the disk. */
final class Names {
  /** The longest name of a DNS subdomain, which groups are. In characters. */
  private static final int MAX_LENGTH = 253;

  private static final Pattern GROUP =
      Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  private Names() {}

  static boolean isGroup(String name) {
    return name.isEmpty() || (name.length() <= MAX_LENGTH && GROUP.matcher(name).matches());
  }

  static boolean isVersion(String name) {
    return name.length() <= MAX_LENGTH && LABEL.matcher(name).matches();
  }

  static boolean isPlural(String name) {
    return name.length() <= MAX_LENGTH && GROUP.matcher(name).matches();
  }

  /** Whatever somebody sent, fit for a message. */
  static String shown(String name) {
    String text = CONTROL.matcher(name).replaceAll(" ");
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
  }
}
