package dev.fairlead.client.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one input, so that it can be told all at once. */
final class Problems {
  private final List<String> found = new ArrayList<>();

  /**
   * @param where the file and entry, like {@code /home/ada/.kube/config: user "ada": token}
   * @param what what is wrong and what to do
   */
  void add(String where, String what) {
    found.add(where + ": " + what);
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
