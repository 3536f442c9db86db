package dev.fairlead.client.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects what is wrong with one input, so that it can be told all at once. */
final class Problems {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /** The most characters of a name or address that a message shows. */
  private static final int MAX_SHOWN = 200;

  private final List<String> found = new ArrayList<>();

  /**
   * @param where the file and entry, like {@code /home/ada/.kube/config: user "ada": token}
   * @param what what is wrong and what to do
   */
  void add(String where, String what) {
    found.add(printable(where + ": " + what));
  }

  /** Names come from files that others wrote: they must not move a terminal's cursor. */
  private static String printable(String text) {
    return CONTROL
        .matcher(text)
        .replaceAll(match -> "\\\\u%04x".formatted((int) match.group().charAt(0)));
  }

  /** The text in quotes, cut if it is very long. Never for what may be secret. */
  static String quote(String text) {
    return '"' + (text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...") + '"';
  }

  void addAll(ConfigException e) {
    found.addAll(e.problems());
  }

  void addAll(Problems others) {
    found.addAll(others.found);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw exception();
    }
  }

  /** There must be one problem at least. */
  ConfigException exception() {
    return new ConfigException(found);
  }
}
