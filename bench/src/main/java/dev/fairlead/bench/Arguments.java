package dev.fairlead.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What follows a verb: {@code --name=value}, the same for every participant, Go's included. */
record Arguments(String verb, Map<String, String> values) {

  static Arguments parse(String[] words) {
    if (words.length == 0) {
      throw new IllegalArgumentException("a verb is missing");
    }
    Map<String, String> values = new HashMap<>();
    for (String word : List.of(words).subList(1, words.length)) {
      if (!word.startsWith("--")) {
        throw new IllegalArgumentException("'" + word + "' should be --name=value");
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
      values.put(name, equals < 0 ? "true" : word.substring(equals + 1));
    }
    return new Arguments(words[0], values);
  }

  /**
   * Refuses what the verb doesn't know, so that a misspelt option isn't measured as its default.
   */
  void allow(Set<String> names) {
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "no option --"
                + name
                + "; there are --"
                + String.join(", --", names.stream().sorted().toList()));
      }
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String get(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("--" + name + "= is missing");
    }
    return value;
  }

  String get(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + "=" + value + " is not a whole number", e);
    }
  }
}
