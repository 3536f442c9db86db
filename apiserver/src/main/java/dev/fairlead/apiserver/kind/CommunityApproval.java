package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.apiextensions.v1.CustomResourceDefinition;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Whether a CustomResourceDefinition may be in a group of Kubernetes' own. */
final class CommunityApproval {
  private static final String APPROVAL = "api-approved.kubernetes.io";
  private static final String APPROVAL_RULES =
      ", see https://github.com/kubernetes/enhancements/pull/1111";

  private CommunityApproval() {}

  /** Groups of Kubernetes' own community need its approval. */
  static void validate(
      CustomResourceDefinition object, @Nullable CustomResourceDefinition old, FieldErrors errors) {
    String group = object.spec().group();
    boolean community = ("." + group).matches(".*\\.(k8s|kubernetes)\\.io");
    String now = requireNonNullElse(object.metadata().annotations().get(APPROVAL), "");
    String before = old == null ? null : old.metadata().annotations().getOrDefault(APPROVAL, "");
    if (!community
        || (before != null && isApproved(before) == isApproved(now))
        || isApproved(now)) {
      return;
    }
    Path path = Path.of("metadata", "annotations").key(APPROVAL);
    String must = "protected groups must have approval annotation \"" + APPROVAL + "\"";
    if (now.isEmpty()) {
      errors.required(path, must + APPROVAL_RULES);
    } else {
      errors.invalid(
          path,
          now,
          must + " with either a URL or a reason starting with \"unapproved\"" + APPROVAL_RULES);
    }
  }

  private static boolean isApproved(String text) {
    if (text.startsWith("unapproved")) {
      return true;
    }
    try {
      URI url = new URI(text);
      return url.getScheme() != null && url.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
