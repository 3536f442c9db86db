package dev.fairlead.model.selector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A label selector: all of its requirements must hold. In Go this is labels.Selector.
 *
 * <pre>{@code
 * Labels.parse("app=web,tier in (a,b),!canary")
 * Labels.eq("app", "web").and(Labels.in("tier", "a", "b")).and(Labels.notExists("canary"))
 * }</pre>
 *
 * <p>Requirements are sorted by key, those of one key stay in their order. The methods that make a
 * requirement throw IllegalArgumentException for a key or value that Kubernetes would refuse.
 */
public final class Labels implements Selector {

  private static final Labels EVERYTHING = new Labels(List.of(), false);
  private static final Labels NOTHING = new Labels(List.of(), true);

  /** The key of the contradiction that stands for nothing in a request. */
  private static final String NOTHING_KEY = "fairlead.dev/nothing";

  private final List<LabelRequirement> requirements;
  private final boolean nothing;

  private Labels(List<LabelRequirement> requirements, boolean nothing) {
    this.requirements = requirements;
    this.nothing = nothing;
  }

  /**
   * Reads the text form: {@code =}, {@code ==}, {@code !=}, {@code in}, {@code notin}, {@code key},
   * {@code !key}, {@code >} and {@code <}, separated by commas. The empty text selects everything.
   *
   * @throws dev.fairlead.model.value.MalformedTextException if labels.Parse in Go would refuse the
   *     text
   */
  public static Labels parse(String text) {
    return of(new LabelParser(text).requirements());
  }

  /** All of the requirements; none select everything. */
  public static Labels of(Collection<LabelRequirement> requirements) {
    if (requirements.isEmpty()) {
      return EVERYTHING;
    }
    List<LabelRequirement> sorted = new ArrayList<>(requirements);
    sorted.sort(Comparator.comparing(LabelRequirement::key));
    return new Labels(List.copyOf(sorted), false);
  }

  /** Every label of the map with just that value; an empty map selects everything. */
  public static Labels matching(Map<String, String> labels) {
    return of(
        labels.entrySet().stream()
            .map(e -> new LabelRequirement(e.getKey(), Operator.EQUALS, List.of(e.getValue())))
            .toList());
  }

  /** Selects every object; its text is empty. */
  public static Labels everything() {
    return EVERYTHING;
  }

  /**
   * Selects no object. Its text is a contradiction that every server understands. Go prints it as
   * the empty text, which a server takes for everything: a deletion of nothing would delete all.
   */
  public static Labels nothing() {
    return NOTHING;
  }

  /** The label has this value. */
  public static Labels eq(String key, String value) {
    return single(key, Operator.EQUALS, value);
  }

  /** The label is absent or has another value. */
  public static Labels notEq(String key, String value) {
    return single(key, Operator.NOT_EQUALS, value);
  }

  /** The label has one of these values. */
  public static Labels in(String key, String... values) {
    return single(key, Operator.IN, values);
  }

  /** The label is absent or has none of these values. */
  public static Labels notIn(String key, String... values) {
    return single(key, Operator.NOT_IN, values);
  }

  /** The label is present. */
  public static Labels exists(String key) {
    return single(key, Operator.EXISTS);
  }

  /** The label is absent. */
  public static Labels notExists(String key) {
    return single(key, Operator.DOES_NOT_EXIST);
  }

  /**
   * The label is a whole number above this one, which must not be negative: a label value has no
   * sign.
   */
  public static Labels greaterThan(String key, long value) {
    return single(key, Operator.GREATER_THAN, Long.toString(value));
  }

  /**
   * The label is a whole number below this one, which must not be negative: a label value has no
   * sign.
   */
  public static Labels lessThan(String key, long value) {
    return single(key, Operator.LESS_THAN, Long.toString(value));
  }

  /** Both this and the other. */
  public Labels and(Labels other) {
    if (nothing || other.nothing) {
      return NOTHING;
    }
    List<LabelRequirement> all = new ArrayList<>(requirements);
    all.addAll(other.requirements);
    return of(all);
  }

  @Override
  public boolean matches(Map<String, String> labels) {
    if (nothing) {
      return false;
    }
    for (LabelRequirement requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean isEverything() {
    return !nothing && requirements.isEmpty();
  }

  @Override
  public boolean isNothing() {
    return nothing;
  }

  /** The requirements by key; empty for everything and for nothing. */
  public List<LabelRequirement> requirements() {
    return requirements;
  }

  /** The one value that the label must have, if its first requirement says so; otherwise null. */
  public @Nullable String requiredValue(String key) {
    for (LabelRequirement requirement : requirements) {
      if (requirement.key().equals(key)) {
        return switch (requirement.operator()) {
          case EQUALS, DOUBLE_EQUALS, IN ->
              requirement.values().size() == 1 ? requirement.values().getFirst() : null;
          default -> null;
        };
      }
    }
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Labels that
        && nothing == that.nothing
        && requirements.equals(that.requirements);
  }

  @Override
  public int hashCode() {
    return Objects.hash(requirements, nothing);
  }

  /** The text in a request, in Go's canonical form: {@code app=web,tier in (a,b)}. */
  @Override
  public String toString() {
    if (nothing) {
      return NOTHING_KEY + ",!" + NOTHING_KEY;
    }
    return requirements.stream().map(LabelRequirement::toString).collect(Collectors.joining(","));
  }

  private static Labels single(String key, Operator operator, String... values) {
    return of(List.of(new LabelRequirement(key, operator, Arrays.asList(values))));
  }
}
