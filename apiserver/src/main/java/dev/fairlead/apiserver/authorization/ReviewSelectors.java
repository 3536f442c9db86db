package dev.fairlead.apiserver.authorization;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.authorization.v1.ResourceAttributes;
import dev.fairlead.model.meta.v1.FieldSelectorRequirement;
import dev.fairlead.model.meta.v1.LabelSelectorRequirement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with the selectors that a review of access names. */
final class ReviewSelectors {
  private ReviewSelectors() {}

  static void validate(@Nullable ResourceAttributes resource, FieldErrors errors) {
    if (resource == null) {
      return;
    }
    Path attributes = Path.of("spec", "resourceAttributes");
    if (resource.fieldSelector() != null) {
      validateSelector(
          attributes.child("fieldSelector"),
          resource.fieldSelector().rawSelector(),
          resource.fieldSelector().requirements().size(),
          errors);
      validateFields(
          resource.fieldSelector().requirements(),
          attributes.child("fieldSelector", "requirements"),
          errors);
    }
    if (resource.labelSelector() != null) {
      validateSelector(
          attributes.child("labelSelector"),
          resource.labelSelector().rawSelector(),
          resource.labelSelector().requirements().size(),
          errors);
      List<LabelSelectorRequirement> labels = resource.labelSelector().requirements();
      for (int i = 0; i < labels.size(); i++) {
        LabelSelectors.validateFromNewer(
            labels.get(i), attributes.child("labelSelector", "requirements").index(i), errors);
      }
    }
  }

  /** Unknown operators pass: they may come from a newer client. */
  private static void validateFields(
      List<FieldSelectorRequirement> requirements, Path path, FieldErrors errors) {
    for (int i = 0; i < requirements.size(); i++) {
      FieldSelectorRequirement requirement = requirements.get(i);
      if (Rbac.text(requirement.key()).isEmpty()) {
        errors.required(path.index(i).child("key"), "must be specified");
      }
      LabelSelectors.validateCount(
          Rbac.text(requirement.operator()),
          requirement.values(),
          path.index(i).child("values"),
          errors);
    }
  }

  private static void validateSelector(
      Path path, @Nullable String raw, int requirements, FieldErrors errors) {
    if (raw != null && requirements > 0) {
      errors.invalid(
          path.child("rawSelector"), raw, "may not specified at the same time as requirements");
    }
    if (raw == null && requirements == 0) {
      errors.required(
          path.child("requirements"),
          "when " + path + " is specified, requirements or rawSelector is required");
    }
  }
}
