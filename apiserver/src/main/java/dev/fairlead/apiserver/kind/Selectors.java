package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.selector.LabelRequirement;
import dev.fairlead.model.selector.Labels;
import dev.fairlead.model.selector.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What workloads do with the selectors of their Pods. */
final class Selectors {
  private Selectors() {}

  /** Whether Go could make a selector of it: every rule is one that labels can meet. */
  static boolean isUsable(@Nullable LabelSelector selector) {
    FieldErrors errors = new FieldErrors();
    LabelSelectors.validate(selector, Path.ROOT, errors);
    return errors.isEmpty();
  }

  static boolean isEmpty(LabelSelector selector) {
    return selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty();
  }

  /** Whether it selects these labels; no selector selects nothing. The selector must be usable. */
  static boolean matches(@Nullable LabelSelector selector, Map<String, String> labels) {
    return selector != null && selector.matches(labels);
  }

  /** The text that `kubectl -l` would take; empty for no selector and one without rules. */
  static String text(@Nullable LabelSelector selector) {
    return selector == null ? "" : labels(selector).toString();
  }

  /** The text in a cell; Go: metav1.FormatLabelSelector. */
  static String cell(@Nullable LabelSelector selector) {
    if (!isUsable(selector)) {
      return "<error>";
    }
    String text = text(selector);
    return text.isEmpty() ? Row.NONE : text;
  }

  /** Labels in a cell; Go: labels.FormatLabels. */
  static String cell(Map<String, String> labels) {
    return labels.isEmpty()
        ? Row.NONE
        : new TreeMap<>(labels)
            .entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
  }

  private static Labels labels(LabelSelector selector) {
    List<LabelRequirement> rules = new ArrayList<>();
    selector
        .matchLabels()
        .forEach(
            (key, value) -> rules.add(new LabelRequirement(key, Operator.EQUALS, List.of(value))));
    selector
        .matchExpressions()
        .forEach(rule ->
            rules.add(
                new LabelRequirement(
                    rule.key(), Operator.ofExpression(rule.operator()), rule.values())));
    return Labels.of(rules);
  }
}
