package dev.fairlead.model.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A field selector: all of its requirements must hold. In Go this is fields.Selector.
 *
 * <pre>{@code
 * Fields.parse("status.phase!=Running,spec.nodeName=n1")
 * Fields.notEq("status.phase", "Running").and(Fields.eq("spec.nodeName", "n1"))
 * }</pre>
 *
 * <p>Which fields there are is the resource's business; a server refuses a selector with any other
 * field.
 */
public final class Fields implements Selector {

  private static final Fields EVERYTHING = new Fields(List.of(), false);
  private static final Fields NOTHING = new Fields(List.of(), true);

  /** A contradiction about the one field that every resource can be selected by. */
  private static final String NOTHING_TEXT = "metadata.name=nothing,metadata.name!=nothing";

  private final List<FieldRequirement> requirements;
  private final boolean nothing;

  private Fields(List<FieldRequirement> requirements, boolean nothing) {
    this.requirements = requirements;
    this.nothing = nothing;
  }

  /**
   * Reads the text form: {@code =}, {@code ==} and {@code !=}, separated by commas; in a value,
   * {@code \} escapes itself, the comma and the equals sign. The empty text selects everything.
   * Terms are sorted by their text, as in Go.
   *
   * @throws dev.fairlead.model.value.MalformedTextException if fields.ParseSelector in Go would
   *     refuse the text
   */
  public static Fields parse(String text) {
    return of(new FieldParser(text).requirements());
  }

  /** All of the requirements in this order; none select everything. */
  public static Fields of(List<FieldRequirement> requirements) {
    return requirements.isEmpty() ? EVERYTHING : new Fields(List.copyOf(requirements), false);
  }

  /** Selects every object; its text is empty. */
  public static Fields everything() {
    return EVERYTHING;
  }

  /**
   * Selects no object. Its text is a contradiction that every server understands. Go prints it as
   * the empty text, which a server takes for everything.
   */
  public static Fields nothing() {
    return NOTHING;
  }

  /** The field has this value. */
  public static Fields eq(String field, String value) {
    return of(List.of(new FieldRequirement(field, Operator.EQUALS, value)));
  }

  /** The field has another value. */
  public static Fields notEq(String field, String value) {
    return of(List.of(new FieldRequirement(field, Operator.NOT_EQUALS, value)));
  }

  /** Both this and the other. */
  public Fields and(Fields other) {
    if (nothing || other.nothing) {
      return NOTHING;
    }
    List<FieldRequirement> all = new ArrayList<>(requirements);
    all.addAll(other.requirements);
    return of(all);
  }

  /**
   * The same with other names or values, for example the names of another version. A requirement
   * that becomes empty in both is left out.
   */
  public Fields transform(UnaryOperator<FieldRequirement> change) {
    if (nothing) {
      return NOTHING;
    }
    return of(
        requirements.stream()
            .map(change)
            .filter(r -> !r.field().isEmpty() || !r.value().isEmpty())
            .toList());
  }

  /**
   * Whether an object with these field values is selected; a field that is not in the map is empty.
   */
  @Override
  public boolean matches(Map<String, String> values) {
    if (nothing) {
      return false;
    }
    for (FieldRequirement requirement : requirements) {
      String value = values.getOrDefault(requirement.field(), "");
      boolean wanted = requirement.operator() == Operator.EQUALS;
      if (value.equals(requirement.value()) != wanted) {
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

  /** The requirements in their order; empty for everything and for nothing. */
  public List<FieldRequirement> requirements() {
    return requirements;
  }

  /** The value that the field must have, or null if any would do. */
  public @Nullable String requiredValue(String field) {
    for (FieldRequirement requirement : requirements) {
      if (requirement.operator() == Operator.EQUALS && requirement.field().equals(field)) {
        return requirement.value();
      }
    }
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fields that
        && nothing == that.nothing
        && requirements.equals(that.requirements);
  }

  @Override
  public int hashCode() {
    return Objects.hash(requirements, nothing);
  }

  /** The text in a request: {@code status.phase!=Running,spec.nodeName=n1}. */
  @Override
  public String toString() {
    return nothing
        ? NOTHING_TEXT
        : requirements.stream().map(FieldRequirement::toString).collect(Collectors.joining(","));
  }
}
