package dev.fairlead.model.selector;

import dev.fairlead.model.value.LabelSyntax;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * One condition on one label.
 *
 * @param key the label key
 * @param operator how to compare
 * @param values what with: one or more for IN and NOT_IN, none for EXISTS and DOES_NOT_EXIST, one
 *     for the others; sorted and without repetitions
 */
public record LabelRequirement(String key, Operator operator, List<String> values) {

  /**
   * Sorts the values.
   *
   * @throws IllegalArgumentException if Kubernetes would refuse the requirement, with everything
   *     that is wrong with it
   */
  public LabelRequirement {
    List<String> problems = problems(key, operator, values);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          ("Kubernetes refuses the label requirement on key \"%s\" with operator %s: %s."
                  + " Change the key or the values.")
              .formatted(key, operator.symbol(), String.join("; ", problems)));
    }
    values = List.copyOf(values.size() < 2 ? values : new TreeSet<>(values));
  }

  /** Whether an object with these labels meets the requirement. */
  public boolean matches(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case IN, EQUALS, DOUBLE_EQUALS -> value != null && hasValue(value);
      case NOT_IN, NOT_EQUALS -> value == null || !hasValue(value);
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
      case GREATER_THAN -> value != null && compareWhole(value) > 0;
      case LESS_THAN -> value != null && compareWhole(value) < 0;
    };
  }

  /** The canonical text: {@code tier in (a,b)}. */
  @Override
  public String toString() {
    return switch (operator) {
      case EXISTS -> key;
      case DOES_NOT_EXIST -> "!" + key;
      case EQUALS, DOUBLE_EQUALS, NOT_EQUALS -> key + operator.symbol() + values.getFirst();
      case GREATER_THAN -> key + ">" + values.getFirst();
      case LESS_THAN -> key + "<" + values.getFirst();
      case IN, NOT_IN -> key + " " + operator.symbol() + " (" + String.join(",", values) + ")";
    };
  }

  /** Everything that NewRequirement of Go's package labels would refuse, in its words. */
  static List<String> problems(String key, Operator operator, Collection<String> values) {
    List<String> problems = new ArrayList<>(LabelSyntax.keyProblems(key));
    switch (operator) {
      case IN, NOT_IN -> {
        if (values.isEmpty()) {
          problems.add("for 'in', 'notin' operators, values set can't be empty");
        }
      }
      case EQUALS, DOUBLE_EQUALS, NOT_EQUALS -> {
        if (values.size() != 1) {
          problems.add("exact-match compatibility requires one single value");
        }
      }
      case EXISTS, DOES_NOT_EXIST -> {
        if (!values.isEmpty()) {
          problems.add("values set must be empty for exists and does not exist");
        }
      }
      case GREATER_THAN, LESS_THAN -> {
        if (values.size() != 1) {
          problems.add("for 'Gt', 'Lt' operators, exactly one value is required");
        }
        if (values.stream().anyMatch(value -> whole(value).isEmpty())) {
          problems.add("for 'Gt', 'Lt' operators, the value must be an integer");
        }
      }
    }
    for (String value : values) {
      problems.addAll(LabelSyntax.valueProblems(value));
    }
    return problems;
  }

  private boolean hasValue(String value) {
    return values.size() == 1
        ? values.getFirst().equals(value)
        : Collections.binarySearch(values, value) >= 0;
  }

  /**
   * How the label's number compares to the required one; 0, which no operator accepts, if it is not
   * a number.
   */
  private int compareWhole(String value) {
    OptionalLong left = whole(value);
    OptionalLong right = whole(values.getFirst());
    return left.isPresent() && right.isPresent()
        ? Long.compare(left.getAsLong(), right.getAsLong())
        : 0;
  }

  /** A number as Go reads it: the digits 0 to 9 only, where Java takes those of every script. */
  static OptionalLong whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (i > 0 || (c != '-' && c != '+'))) {
        return OptionalLong.empty();
      }
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException emptyOrTooLarge) {
      return OptionalLong.empty();
    }
  }
}
