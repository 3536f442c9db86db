package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.storage.v1.CSIDriver;
import dev.fairlead.model.storage.v1.CSIDriverSpec;
import dev.fairlead.model.storage.v1.TokenRequest;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** CSIDrivers of storage.k8s.io. */
final class CsiDrivers extends Kind<CSIDriver> {
  private static final List<String> MODES = List.of("Persistent", "Ephemeral");
  private static final List<String> GROUP_POLICIES =
      List.of("File", "None", "ReadWriteOnceWithFSType");

  /** Seconds. */
  private static final long MIN_TOKEN_LIFE = 600;

  private static final long MAX_TOKEN_LIFE = 1L << 32;
  private static final long MIN_UPDATE_PERIOD = 10;

  CsiDrivers() {
    super(CSIDriver.TYPE);
  }

  @Override
  public CSIDriver defaults(CSIDriver driver) {
    CSIDriverSpec spec = driver.spec();
    List<String> modes = spec.volumeLifecycleModes();
    return driver.with(d ->
        d.spec(s ->
            s.attachRequired(requireNonNullElse(spec.attachRequired(), true))
                .podInfoOnMount(requireNonNullElse(spec.podInfoOnMount(), false))
                .storageCapacity(requireNonNullElse(spec.storageCapacity(), false))
                .fsGroupPolicy(requireNonNullElse(spec.fsGroupPolicy(), GROUP_POLICIES.getLast()))
                .volumeLifecycleModes(modes.isEmpty() ? MODES.subList(0, 1) : modes)
                .requiresRepublish(requireNonNullElse(spec.requiresRepublish(), false))
                .seLinuxMount(requireNonNullElse(spec.seLinuxMount(), false))
                .preventPodSchedulingIfMissing(
                    requireNonNullElse(spec.preventPodSchedulingIfMissing(), false))));
  }

  @Override
  public void validate(CSIDriver driver, FieldErrors errors) {
    CSIDriverSpec spec = driver.spec();
    // Kubernetes' paths have "attachedRequired".
    required(spec.attachRequired(), SPEC.child("attachedRequired"), errors);
    required(spec.podInfoOnMount(), SPEC.child("podInfoOnMount"), errors);
    required(spec.storageCapacity(), SPEC.child("storageCapacity"), errors);
    String policy = spec.fsGroupPolicy();
    if (policy != null && !GROUP_POLICIES.contains(policy)) {
      errors.notSupported(SPEC.child("fsGroupPolicy"), policy, GROUP_POLICIES);
    }
    validateTokens(spec.tokenRequests(), SPEC.child("tokenRequests"), errors);
    for (String mode : spec.volumeLifecycleModes()) {
      if (!MODES.contains(mode)) {
        errors.notSupported(SPEC.child("volumeLifecycleModes"), mode, MODES);
      }
    }
    required(spec.seLinuxMount(), SPEC.child("seLinuxMount"), errors);
    Long period = spec.nodeAllocatableUpdatePeriodSeconds();
    if (period != null && period < MIN_UPDATE_PERIOD) {
      errors.invalid(
          SPEC.child("nodeAllocatableUpdatePeriodSeconds"),
          period,
          "must be greater than or equal to 10 seconds");
    }
    if (spec.serviceAccountTokenInSecrets() != null && spec.tokenRequests().isEmpty()) {
      errors.invalid(
          SPEC.child("serviceAccountTokenInSecrets"),
          spec.serviceAccountTokenInSecrets(),
          "serviceAccountTokenInSecrets is set but no tokenRequests are specified");
    }
    required(
        spec.preventPodSchedulingIfMissing(), SPEC.child("preventPodSchedulingIfMissing"), errors);
  }

  private static void required(@Nullable Boolean value, Path path, FieldErrors errors) {
    if (value == null) {
      errors.required(path, "");
    }
  }

  private static void validateTokens(List<TokenRequest> tokens, Path path, FieldErrors errors) {
    Set<String> audiences = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      TokenRequest token = tokens.get(i);
      Long life = token.expirationSeconds();
      Path lifePath = path.index(i).child("expirationSeconds");
      if (!audiences.add(token.audience())) {
        errors.duplicate(path.index(i).child("audience"), token.audience());
      } else if (life != null && life < MIN_TOKEN_LIFE) {
        errors.invalid(lifePath, life, "may not specify a duration less than 10 minutes");
      } else if (life != null && life > MAX_TOKEN_LIFE) {
        errors.invalid(lifePath, life, "may not specify a duration larger than 2^32 seconds");
      }
    }
  }

  @Override
  public void validateUpdate(CSIDriver driver, CSIDriver old, FieldErrors errors) {
    validate(driver, errors);
    CSIDriverSpec spec = driver.spec();
    CSIDriverSpec before = old.spec();
    Immutable.check(
        spec.attachRequired(), before.attachRequired(), SPEC.child("attachedRequired"), errors);
    Immutable.check(
        spec.volumeLifecycleModes(),
        before.volumeLifecycleModes(),
        SPEC.child("volumeLifecycleModes"),
        errors);
  }

  @Override
  public boolean updatesUnconditionally() {
    return false;
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  /** Kubernetes starts to count at the first change. */
  @Override
  public boolean takesGeneration() {
    return true;
  }

  @Override
  public List<String> warnings(CSIDriver driver, @Nullable CSIDriver old) {
    CSIDriverSpec spec = driver.spec();
    boolean changed = old == null || !old.spec().tokenRequests().equals(spec.tokenRequests());
    return changed && !spec.tokenRequests().isEmpty() && spec.serviceAccountTokenInSecrets() == null
        ? List.of(
            "spec.serviceAccountTokenInSecrets is unset; if supported by this CSI driver, set to"
                + " true to prevent possible logging of tokens in volume attributes")
        : List.of();
  }

  @Override
  public List<JsonValue> cells(CSIDriver driver, Instant now) {
    CSIDriverSpec spec = driver.spec();
    String audiences =
        spec.tokenRequests().stream().map(TokenRequest::audience).collect(Collectors.joining(","));
    String modes = String.join(",", spec.volumeLifecycleModes());
    return Row.of(driver.metadata(), now)
        .flag(requireNonNullElse(spec.attachRequired(), true))
        .flag(spec.podInfoOnMount())
        .flag(spec.storageCapacity())
        .text(spec.tokenRequests().isEmpty() ? Row.UNSET : audiences)
        .flag(spec.requiresRepublish())
        .text(modes.isEmpty() ? Row.NONE : modes)
        .age(driver.metadata())
        .cells();
  }
}
