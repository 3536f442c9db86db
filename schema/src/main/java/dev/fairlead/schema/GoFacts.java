package dev.fairlead.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What only the Go types tell: which fields are pointers, what is always printed, in what order.
 */
final class GoFacts {
  private final Map<String, Object> pointers;
  private final Map<String, Object> alwaysWritten;
  private final Map<String, Object> fieldOrder;

  GoFacts(Map<?, ?> file) {
    pointers = JsonFacts.object(file, "pointers");
    alwaysWritten = JsonFacts.object(file, "alwaysWritten");
    fieldOrder = JsonFacts.object(file, "fieldOrder");
  }

  boolean isPointer(String schema, String property) {
    return pointers.get(schema) instanceof List<?> names && names.contains(property);
  }

  /** The JSON text that Go prints for the zero value, or "" where it leaves the property out. */
  String zeroText(String schema, String property) {
    return alwaysWritten.get(schema) instanceof Map<?, ?> zeros
            && zeros.get(property) instanceof String zero
        ? zero
        : "";
  }

  /** The properties in Go's order; any that Go does not know come last, by name. */
  List<String> order(String schema, Set<String> properties) {
    List<?> known = fieldOrder.get(schema) instanceof List<?> list ? list : List.of();
    return properties.stream()
        .sorted(
            java.util.Comparator.comparingInt(
                    (String name) -> {
                      int index = known.indexOf(name);
                      return index < 0 ? Integer.MAX_VALUE : index;
                    })
                .thenComparing(name -> name))
        .toList();
  }
}
