package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.validation.ResourceNames.STORAGE;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.ResourceNames;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.apiserver.validation.pod.ResourceLists;
import dev.fairlead.apiserver.validation.pod.SpecDiff;
import dev.fairlead.model.core.v1.PersistentVolumeClaim;
import dev.fairlead.model.core.v1.PersistentVolumeClaimSpec;
import dev.fairlead.model.core.v1.PersistentVolumeClaimStatus;
import dev.fairlead.model.core.v1.VolumeHealthStatus;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** PersistentVolumeClaims, without data sources in other namespaces, which are off by default. */
final class PersistentVolumeClaims extends Kind<PersistentVolumeClaim> {
  private static final Path SPEC = Path.of("spec");
  private static final Path STATUS = Path.of("status");
  private static final Path REQUEST = SPEC.child("resources").key(STORAGE);
  private static final List<String> RESIZE_STATES =
      List.of(
          "ControllerResizeInProgress",
          "ControllerResizeInfeasible",
          "NodeResizeInProgress",
          "NodeResizeInfeasible",
          "NodeResizePending");

  PersistentVolumeClaims() {
    super(PersistentVolumeClaim.TYPE);
  }

  @Override
  public PersistentVolumeClaim defaults(PersistentVolumeClaim claim) {
    var resources = claim.spec().resources();
    var status = claim.status();
    return claim.with(c ->
        c.spec(
                s -> {
                  s.resources(r ->
                      r.limits(ResourceLists.rounded(resources.limits()))
                          .requests(ResourceLists.rounded(resources.requests())));
                  if (claim.spec().volumeMode() == null) {
                    s.volumeMode(Volumes.FILESYSTEM);
                  }
                })
            .status(s -> {
              s.capacity(ResourceLists.rounded(status.capacity()))
                  .allocatedResources(ResourceLists.rounded(status.allocatedResources()));
              if (Texts.isEmpty(status.phase())) {
                s.phase("Pending");
              }
            }));
  }

  @Override
  public PersistentVolumeClaim beforeCreate(PersistentVolumeClaim claim) {
    return claim.with(c ->
        c.spec(DataSources.normalized(claim.spec(), null))
            .status(PersistentVolumeClaimStatus.of(s -> s.phase("Pending"))));
  }

  @Override
  public void validate(PersistentVolumeClaim claim, FieldErrors errors) {
    validate(claim.spec(), null, errors);
  }

  private static void validate(
      PersistentVolumeClaimSpec spec, @Nullable PersistentVolumeClaimSpec old, FieldErrors errors) {
    if (spec.accessModes().isEmpty()) {
      errors.required(SPEC.child("accessModes"), "at least 1 access mode is required");
    }
    boolean anyValue = old != null && LabelSelectors.hasInvalidValue(old.selector());
    LabelSelectors.validate(spec.selector(), anyValue, SPEC.child("selector"), errors);
    Volumes.validateAccessModes(spec.accessModes(), SPEC.child("accessModes"), errors);
    Quantity storage = spec.resources().requests().get(STORAGE);
    if (storage == null) {
      errors.required(REQUEST, "");
    } else {
      ResourceNames.validatePositive(storage, REQUEST, errors);
    }
    validateClass(spec.storageClassName(), SPEC.child("storageClassName"), errors);
    if (spec.volumeMode() != null && !Volumes.MODES.contains(spec.volumeMode())) {
      errors.notSupported(SPEC.child("volumeMode"), spec.volumeMode(), Volumes.MODES);
    }
    DataSources.validate(spec, old, SPEC, errors);
    validateClass(
        spec.volumeAttributesClassName(), SPEC.child("volumeAttributesClassName"), errors);
  }

  private static void validateClass(@Nullable String name, Path path, FieldErrors errors) {
    if (name != null && !name.isEmpty()) {
      errors.invalid(path, name, Names.subdomain(name));
    }
  }

  @Override
  public PersistentVolumeClaim beforeUpdate(
      PersistentVolumeClaim claim, PersistentVolumeClaim old) {
    return claim.with(
        c -> c.spec(DataSources.normalized(claim.spec(), old.spec())).status(old.status()));
  }

  @Override
  public void validateUpdate(
      PersistentVolumeClaim claim, PersistentVolumeClaim old, FieldErrors errors) {
    PersistentVolumeClaimSpec spec = claim.spec();
    PersistentVolumeClaimSpec before = old.spec();
    validate(spec, before, errors);
    PersistentVolumeClaimSpec changed = changeable(claim, old, errors);
    PersistentVolumeClaimSpec comparable = comparable(before, spec);
    if (!changed.equals(comparable)) {
      errors.forbidden(
          SPEC,
          "spec is immutable after creation except resources.requests and"
              + " volumeAttributesClassName for bound claims\n"
              + SpecDiff.of(comparable, changed));
    }
    Quantity size = spec.resources().requests().getOrDefault(STORAGE, Quantity.ZERO);
    Quantity had = before.resources().requests().getOrDefault(STORAGE, Quantity.ZERO);
    Quantity real = old.status().capacity().getOrDefault(STORAGE, Quantity.ZERO);
    if (size.compareTo(had) < 0 && size.compareTo(real) <= 0) {
      errors.forbidden(
          SPEC.child("resources", "requests", STORAGE),
          "field can not be less than status.capacity");
    }
    Immutable.check(spec.volumeMode(), before.volumeMode(), Path.of("volumeMode"), errors);
    validateAttributes(spec, old, errors);
  }

  /** The new spec with the old values of what may change. */
  private static PersistentVolumeClaimSpec changeable(
      PersistentVolumeClaim claim, PersistentVolumeClaim old, FieldErrors errors) {
    PersistentVolumeClaimSpec spec = claim.spec();
    PersistentVolumeClaimSpec before = old.spec();
    String annotation = old.metadata().annotations().get(Volumes.CLASS_ANNOTATION);
    String now = claim.metadata().annotations().get(Volumes.CLASS_ANNOTATION);
    String name = spec.storageClassName();
    boolean given = before.storageClassName() == null && name != null;
    boolean same = name != null && name.equals(annotation);
    boolean moved = given && same && (now == null || now.equals(annotation));
    boolean first = given && (annotation == null || same);
    if (!moved && !Texts.orEmpty(now).equals(Texts.orEmpty(annotation))) {
      errors.invalid(
          Path.of("metadata", "annotations", Volumes.CLASS_ANNOTATION),
          Texts.orEmpty(now),
          Immutable.MESSAGE);
    }
    boolean bound = "Bound".equals(claim.status().phase());
    return spec.with(s -> {
      if (moved || first) {
        s.storageClassName(null);
      }
      if (bound) {
        s.volumeAttributesClassName(before.volumeAttributesClassName());
        if (!spec.resources().requests().isEmpty()) {
          Map<String, Quantity> requests = new TreeMap<>(spec.resources().requests());
          requests.put(STORAGE, before.resources().requests().getOrDefault(STORAGE, Quantity.ZERO));
          s.resources(spec.resources().with(r -> r.requests(requests)));
        }
      }
    });
  }

  /** The old spec; its volume may still be chosen. */
  private static PersistentVolumeClaimSpec comparable(
      PersistentVolumeClaimSpec old, PersistentVolumeClaimSpec spec) {
    return Texts.isEmpty(old.volumeName()) ? old.with(s -> s.volumeName(spec.volumeName())) : old;
  }

  private static void validateAttributes(
      PersistentVolumeClaimSpec spec, PersistentVolumeClaim old, FieldErrors errors) {
    String name = spec.volumeAttributesClassName();
    if (Objects.equals(name, old.spec().volumeAttributesClassName())
        || old.status().currentVolumeAttributesClassName() == null
        || (name != null && !name.isEmpty())) {
      return;
    }
    errors.forbidden(
        SPEC.child("volumeAttributesClassName"),
        "update to "
            + (name == null ? "nil" : "empty string")
            + " is forbidden when status.currentVolumeAttributesClassName is not nil");
  }

  @Override
  public PersistentVolumeClaim beforeStatusUpdate(
      PersistentVolumeClaim claim, PersistentVolumeClaim old) {
    boolean hadHealth = old.status().healthStatus() != null;
    return claim.with(c -> {
      c.spec(old.spec());
      if (!hadHealth) {
        c.status(claim.status().with(s -> s.healthStatus((VolumeHealthStatus) null)));
      }
    });
  }

  @Override
  public void validateStatusUpdate(
      PersistentVolumeClaim claim, PersistentVolumeClaim old, FieldErrors errors) {
    PersistentVolumeClaimStatus status = claim.status();
    status
        .capacity()
        .forEach(
            (name, amount) -> validateBasic(amount, STATUS.child("capacity").key(name), errors));
    Path states = STATUS.child("allocatedResourceStatuses");
    status
        .allocatedResourceStatuses()
        .forEach((name, state) -> {
          validateKey(name, states, errors);
          if (!RESIZE_STATES.contains(state)) {
            errors.notSupported(states, name, RESIZE_STATES);
          }
        });
    Path allocated = STATUS.child("allocatedResources");
    status
        .allocatedResources()
        .forEach((name, amount) -> {
          int before = errors.size();
          validateKey(name, allocated, errors);
          if (errors.size() == before) {
            validateBasic(amount, allocated.key(name), errors);
          }
        });
  }

  private static void validateBasic(Quantity amount, Path path, FieldErrors errors) {
    if (amount.signum() < 0) {
      errors.invalid(path, amount.value(), "must be a valid resource quantity");
    }
  }

  private static void validateKey(String name, Path path, FieldErrors errors) {
    List<String> problems = Names.qualifiedName(name);
    errors.invalid(path, name, problems);
    if (problems.isEmpty() && ResourceNames.isNative(name) && !name.equals(STORAGE)) {
      errors.notSupported(path, name, List.of(STORAGE));
    }
  }

  @Override
  public List<String> warnings(PersistentVolumeClaim claim, @Nullable PersistentVolumeClaim old) {
    List<String> warnings = new ArrayList<>();
    if (claim.metadata().annotations().containsKey(Volumes.CLASS_ANNOTATION)) {
      warnings.add(
          "metadata.annotations["
              + Volumes.CLASS_ANNOTATION
              + "]: deprecated since v1.8; use \"storageClassName\" attribute instead");
    }
    addFraction(claim.spec().resources().requests(), "requests", warnings);
    addFraction(claim.spec().resources().limits(), "limits", warnings);
    return warnings;
  }

  private static void addFraction(
      Map<String, Quantity> amounts, String field, List<String> warnings) {
    Quantity amount = amounts.get(STORAGE);
    if (amount != null && ResourceNames.isFraction(amount)) {
      warnings.add(
          "spec.resources."
              + field
              + "[storage]: fractional byte value \""
              + amount
              + "\" is invalid, must be an integer");
    }
  }

  @Override
  public List<JsonValue> cells(PersistentVolumeClaim claim, Instant now) {
    PersistentVolumeClaimSpec spec = claim.spec();
    PersistentVolumeClaimStatus status = claim.status();
    boolean hasVolume = !Texts.isEmpty(spec.volumeName());
    return Row.of(claim.metadata(), now)
        .text(claim.metadata().isTerminating() ? "Terminating" : status.phase())
        .text(spec.volumeName())
        .text(hasVolume ? status.capacity().getOrDefault(STORAGE, Quantity.ZERO).toString() : "")
        .text(hasVolume ? Volumes.accessModes(status.accessModes()) : "")
        .text(Volumes.storageClass(claim.metadata().annotations(), spec.storageClassName()))
        .textOr(spec.volumeAttributesClassName(), Row.UNSET)
        .age(claim.metadata())
        .textOr(spec.volumeMode(), Row.UNSET)
        .cells();
  }
}
