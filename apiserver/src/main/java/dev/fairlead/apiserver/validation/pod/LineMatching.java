package dev.fairlead.apiserver.validation.pod;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the lines that two texts have in common as Python's difflib does, whose port the API server
 * uses: first the longest run of equal lines, then the same before and after it.
 */
final class LineMatching {
  /** Texts with fewer lines have no popular ones. */
  private static final int MANY_LINES = 200;

  /** A line is popular, so that no run starts from it, if more than 1 of so many are like it. */
  private static final int POPULAR = 100;

  /** So many equal lines, from there in the one text and from there in the other. */
  record Block(int before, int after, int size) {}

  private final List<String> before;
  private final List<String> after;

  /** Where each line that isn't popular stands in the second text, in ascending order. */
  private final Map<String, List<Integer>> places = new HashMap<>();

  LineMatching(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
    for (int i = 0; i < after.size(); i++) {
      places.computeIfAbsent(after.get(i), line -> new ArrayList<>()).add(i);
    }
    if (after.size() >= MANY_LINES) {
      places.values().removeIf(found -> found.size() > after.size() / POPULAR + 1);
    }
  }

  /** The common lines, in ascending order. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    collect(0, before.size(), 0, after.size(), blocks);
    return blocks;
  }

  private void collect(int from, int to, int newFrom, int newTo, List<Block> blocks) {
    Block longest = longest(from, to, newFrom, newTo);
    if (longest.size() == 0) {
      return;
    }
    collect(from, longest.before(), newFrom, longest.after(), blocks);
    blocks.add(longest);
    collect(longest.before() + longest.size(), to, longest.after() + longest.size(), newTo, blocks);
  }

  /** The longest run within the bounds; of several, the first in the first text. */
  private Block longest(int from, int to, int newFrom, int newTo) {
    Block longest = new Block(from, newFrom, 0);
    Map<Integer, Integer> lengths = new HashMap<>(); // of runs that end at this line of the second
    for (int i = from; i < to; i++) {
      Map<Integer, Integer> next = new HashMap<>();
      for (int j : places.getOrDefault(before.get(i), List.of())) {
        if (j >= newFrom && j < newTo) {
          int length = lengths.getOrDefault(j - 1, 0) + 1;
          next.put(j, length);
          if (length > longest.size()) {
            longest = new Block(i - length + 1, j - length + 1, length);
          }
        }
      }
      lengths = next;
    }
    return extended(longest, from, to, newFrom, newTo);
  }

  /** The run with the popular lines around it. */
  private Block extended(Block run, int from, int to, int newFrom, int newTo) {
    int start = run.before();
    int newStart = run.after();
    while (start > from
        && newStart > newFrom
        && before.get(start - 1).equals(after.get(newStart - 1))) {
      start--;
      newStart--;
    }
    int end = run.before() + run.size();
    int newEnd = run.after() + run.size();
    while (end < to && newEnd < newTo && before.get(end).equals(after.get(newEnd))) {
      end++;
      newEnd++;
    }
    return new Block(start, newStart, end - start);
  }
}
