package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.meta.v1.LabelSelector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks keys whose values are taken from the Pod's own labels. They are merged into the selector
 * before it is checked, so a key that is met twice there was in the selector already.
 */
final class LabelKeys {
  private LabelKeys() {}

  static void validate(
      List<String> match,
      List<String> mismatch,
      @Nullable LabelSelector selector,
      Path path,
      FieldErrors errors) {
    keys(match, selector, path.child("matchLabelKeys"), errors);
    keys(mismatch, selector, path.child("mismatchLabelKeys"), errors);
    if (selector != null && !match.isEmpty()) {
      Set<String> seen = new HashSet<>(selector.matchLabels().keySet());
      selector
          .matchExpressions()
          .forEach(expression -> {
            int index = match.lastIndexOf(expression.key());
            if (!seen.add(expression.key()) && index >= 0) {
              errors.invalid(
                  path.index(index),
                  expression.key(),
                  "exists in both matchLabelKeys and labelSelector");
            }
          });
    }
    for (int i = 0; i < match.size(); i++) {
      if (mismatch.contains(match.get(i))) {
        errors.invalid(
            path.child("matchLabelKeys").index(i),
            match.get(i),
            "exists in both matchLabelKeys and mismatchLabelKeys");
      }
    }
  }

  private static void keys(
      List<String> keys, @Nullable LabelSelector selector, Path path, FieldErrors errors) {
    if (!keys.isEmpty() && selector == null) {
      errors.forbidden(path, "must not be specified when labelSelector is not set");
      return;
    }
    for (int i = 0; i < keys.size(); i++) {
      errors.invalid(path.index(i), keys.get(i), Names.qualifiedName(keys.get(i)));
    }
  }
}
