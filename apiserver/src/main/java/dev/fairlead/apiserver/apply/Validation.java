package dev.fairlead.apiserver.apply;

import dev.fairlead.apiserver.apply.TypedException.Fault;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that a tree fits its schema. */
final class Validation {
  private final boolean allowDuplicates;
  private final List<Fault> faults = new ArrayList<>();
  private final Deque<PathElement> path = new ArrayDeque<>();

  private Validation(boolean allowDuplicates) {
    this.allowDuplicates = allowDuplicates;
  }

  /**
   * Throws unless the value fits.
   *
   * @param allowDuplicates whether sets and list maps may have equal items, as stored ones may
   */
  static void check(Schema schema, JsonValue value, boolean allowDuplicates) {
    Validation validation = new Validation(allowDuplicates);
    validation.visit(schema, value);
    if (!validation.faults.isEmpty()) {
      throw new TypedException(validation.faults);
    }
  }

  private void visit(Schema schema, JsonValue value) {
    switch (Place.of(schema, value)) {
      case MAP -> visitMap(Place.map(schema), value);
      case LIST -> visitList(Place.list(schema), value);
      case SCALAR -> {
        String fault = scalarFault(Place.scalar(schema), value);
        if (fault != null) {
          fault(fault);
        }
      }
    }
  }

  private void visitMap(Schema.Members schema, JsonValue value) {
    if (value instanceof JsonNull) {
      return;
    }
    if (!(value instanceof JsonObject object)) {
      fault("expected map, got &{" + GoValues.plain(value) + "}");
      return;
    }
    for (var entry : object.members().entrySet()) {
      Schema member = schema.member(entry.getKey());
      path.addLast(new PathElement.Name(entry.getKey()));
      if (member == null) {
        fault("field not declared in schema");
        path.removeLast();
        return;
      }
      visit(member, entry.getValue());
      path.removeLast();
    }
  }

  private void visitList(Schema.Items schema, JsonValue value) {
    if (value instanceof JsonNull) {
      return;
    }
    if (!(value instanceof JsonArray array)) {
      fault("expected list, got &{" + GoValues.plain(value) + "}");
      return;
    }
    Set<PathElement> seen = new HashSet<>();
    for (int i = 0; i < array.size(); i++) {
      PathElement element;
      if (schema.atomic()) {
        element = new PathElement.Index(i);
      } else {
        try {
          element = ListItems.element(schema, array.get(i));
        } catch (IllegalArgumentException e) {
          fault("element " + i + ": " + e.getMessage());
          return;
        }
        if (!seen.add(element) && !allowDuplicates) {
          fault("duplicate entries for key " + element);
        }
      }
      path.addLast(element);
      visit(schema.element(), array.get(i));
      path.removeLast();
    }
  }

  private void fault(String message) {
    faults.add(new Fault(FieldSet.text(List.copyOf(path)), message));
  }

  /** What is wrong with the value as such a scalar; null if nothing is. */
  private static @Nullable String scalarFault(Schema.Scalar scalar, JsonValue value) {
    if (value instanceof JsonNull) {
      return null;
    }
    return switch (scalar) {
      case NUMERIC ->
          value instanceof JsonNumber
              ? null
              : "expected numeric (int or float), got " + GoValues.type(value);
      case STRING ->
          value instanceof JsonString
              ? null
              : "expected string, got &value.valueUnstructured{Value:"
                  + GoValues.syntax(value)
                  + "}";
      case BOOLEAN ->
          value instanceof JsonBool
              ? null
              : "expected boolean, got &{" + GoValues.plain(value) + "}";
      case UNTYPED ->
          value instanceof JsonObject || value instanceof JsonArray
              ? "expected any scalar, got &{" + GoValues.plain(value) + "}"
              : null;
    };
  }
}
