package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.Toleration;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.GoQuote;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Checks annotations that mean something to Kubernetes. */
final class PodAnnotations {
  /** Marks the copy of a Pod that a kubelet runs from a file. */
  static final String MIRROR = "kubernetes.io/config.mirror";

  private static final String TOLERATIONS = "scheduler.alpha.kubernetes.io/tolerations";
  private static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
  private static final Pattern COST = Pattern.compile("0|-?[0-9]{1,19}");

  private PodAnnotations() {}

  static void validate(Map<String, String> annotations, PodSpec spec, Path path, Scope scope) {
    FieldErrors errors = scope.errors();
    String mirror = annotations.get(MIRROR);
    if (mirror != null && isEmpty(spec.nodeName())) {
      errors.invalid(
          path.key(MIRROR), mirror, "must set spec.nodeName if mirror pod annotation is set");
    }
    String tolerations = orEmpty(annotations.get(TOLERATIONS));
    if (!tolerations.isEmpty()) {
      tolerations(tolerations, path, errors);
    }
    String cost = annotations.get(DELETION_COST);
    if (cost != null && !isCost(cost) && !scope.tolerates(Scope.Tolerance.DELETION_COST)) {
      errors.invalid(path.key(DELETION_COST), cost, "must be a 32bit integer");
    }
    seccomp(annotations, path, errors);
    appArmor(annotations, spec, path, errors);
  }

  private static void tolerations(String json, Path path, FieldErrors errors) {
    try {
      JsonValue tree = Codec.json().decodeTree(json);
      List<Toleration> tolerations =
          tree instanceof JsonArray array
              ? array.items().stream().map(item -> Codec.fromTree(Toleration.TYPE, item)).toList()
              : List.of();
      Tolerations.validate(tolerations, path.child(TOLERATIONS), errors);
    } catch (DecodeException e) {
      errors.invalid(path, TOLERATIONS, orEmpty(e.getMessage()));
    }
  }

  private static boolean isCost(String cost) {
    boolean zeros = cost.length() > 1 && cost.startsWith("0");
    if (zeros || !COST.matcher(cost).matches()) {
      return false;
    }
    try {
      Integer.parseInt(cost);
      return true;
    } catch (NumberFormatException tooLarge) {
      return false; // more than 32 bits, since its form is right
    }
  }

  private static void seccomp(Map<String, String> annotations, Path path, FieldErrors errors) {
    annotations.forEach((key, profile) -> {
      if (!key.equals(SecurityProfiles.SECCOMP_POD)
          && !key.startsWith(SecurityProfiles.SECCOMP_CONTAINER)) {
        return;
      }
      Path at = path.child(key);
      if (profile.startsWith(SecurityProfiles.LOCALHOST_PREFIX)) {
        FilePaths.descending(
            profile.substring(SecurityProfiles.LOCALHOST_PREFIX.length()), at, errors);
      } else if (!profile.equals(SecurityProfiles.RUNTIME_DEFAULT)
          && !profile.equals(SecurityProfiles.DOCKER_DEFAULT)
          && !profile.equals(SecurityProfiles.UNCONFINED)) {
        errors.invalid(at, profile, "must be a valid seccomp profile");
      }
    });
  }

  private static void appArmor(
      Map<String, String> annotations, PodSpec spec, Path path, FieldErrors errors) {
    annotations.forEach((key, profile) -> {
      if (!key.startsWith(SecurityProfiles.APP_ARMOR)) {
        return;
      }
      String container = key.substring(SecurityProfiles.APP_ARMOR.length());
      if (!SpecVisits.hasContainer(spec, container)) {
        errors.invalid(path.key(key), container, "container not found");
      }
      boolean known =
          profile.isEmpty()
              || profile.equals(SecurityProfiles.RUNTIME_DEFAULT)
              || profile.equals(SecurityProfiles.UNCONFINED)
              || profile.startsWith(SecurityProfiles.LOCALHOST_PREFIX);
      if (!known) {
        errors.invalid(
            path.key(key), profile, "invalid AppArmor profile name: " + GoQuote.quote(profile));
      }
    });
  }

  /** Some annotations are for life. */
  static void validateUpdate(
      Map<String, String> annotations, Map<String, String> old, Path path, FieldErrors errors) {
    Set<String> keys = new TreeSet<>(annotations.keySet());
    keys.addAll(old.keySet());
    for (String key : keys) {
      String before = old.get(key);
      String after = annotations.get(key);
      boolean appArmor = key.startsWith(SecurityProfiles.APP_ARMOR);
      boolean changed = before == null || !before.equals(after);
      if ((appArmor || key.equals(MIRROR)) && changed) {
        String what = appArmor ? "AppArmor annotations" : "mirror pod annotation";
        String how = before == null ? "may not add " : "may not remove or update ";
        errors.forbidden(path.key(key), how + what);
      }
    }
  }
}
