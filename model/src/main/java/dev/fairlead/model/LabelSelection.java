package dev.fairlead.model;

import dev.fairlead.model.meta.v1.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;

/** What {@link dev.fairlead.model.meta.v1.LabelSelector} can tell beyond its fields. */
public interface LabelSelection {
  Map<String, String> matchLabels();

  List<LabelSelectorRequirement> matchExpressions();

  /**
   * Whether an object with these labels is selected. A selector without rules selects everything.
   *
   * @throws IllegalArgumentException for an operator that Kubernetes doesn't have
   */
  default boolean matches(Map<String, String> labels) {
    return labels.entrySet().containsAll(matchLabels().entrySet())
        && matchExpressions().stream().allMatch(rule -> matches(rule, labels));
  }

  private static boolean matches(LabelSelectorRequirement rule, Map<String, String> labels) {
    String value = labels.get(rule.key());
    return switch (rule.operator()) {
      case "In" -> value != null && rule.values().contains(value);
      case "NotIn" -> value == null || !rule.values().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default ->
          throw new IllegalArgumentException(
              "label selector operator \""
                  + rule.operator()
                  + "\" of key "
                  + rule.key()
                  + " is none of In, NotIn, Exists, DoesNotExist");
    };
  }
}
