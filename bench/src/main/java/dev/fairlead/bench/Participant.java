package dev.fairlead.bench;

import java.util.List;

/**
 * One line of a table.
 *
 * @param name as the table says it
 * @param command runs it in a fresh process; empty for what does not exist yet
 */
record Participant(String name, List<String> command) {
  static Participant missing(String name) {
    return new Participant(name, List.of());
  }
}
