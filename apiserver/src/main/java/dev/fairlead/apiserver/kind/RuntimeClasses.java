package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.DeclaredRules;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.NodeSelectors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.ResourceNames;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.apiserver.validation.pod.Tolerations;
import dev.fairlead.model.core.v1.Toleration;
import dev.fairlead.model.node.v1.Overhead;
import dev.fairlead.model.node.v1.RuntimeClass;
import dev.fairlead.model.node.v1.Scheduling;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Quantity;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** RuntimeClasses of node.k8s.io. */
final class RuntimeClasses extends Kind<RuntimeClass> {

  private static final Path HANDLER = Path.of("handler");
  private static final Path SCHEDULING = Path.of("scheduling");
  private static final Path LIMITS = Path.of("overhead", "limits");

  RuntimeClasses() {
    super(RuntimeClass.TYPE);
  }

  @Override
  public boolean checksFinalizers() {
    return false;
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public boolean updatesUnconditionally() {
    return false;
  }

  @Override
  public void validate(RuntimeClass runtime, FieldErrors errors) {
    validateParts(runtime, errors);
    if (runtime.handler().isEmpty()) {
      errors.required(HANDLER, "");
    } else {
      errors.invalid(HANDLER, runtime.handler(), DeclaredRules.label(runtime.handler()));
    }
  }

  private static void validateParts(RuntimeClass runtime, FieldErrors errors) {
    Overhead overhead = runtime.overhead();
    if (overhead != null) {
      overhead.podFixed().forEach((name, amount) -> validateOverhead(name, amount, errors));
    }
    Scheduling scheduling = runtime.scheduling();
    if (scheduling != null) {
      LabelSelectors.validateLabels(
          scheduling.nodeSelector(), SCHEDULING.child("nodeSelector"), errors);
      validateTolerations(scheduling.tolerations(), SCHEDULING.child("tolerations"), errors);
    }
  }

  private static void validateOverhead(String name, Quantity amount, FieldErrors errors) {
    ResourceNames.validateContainer(name, LIMITS.key(name), errors);
    ResourceNames.validateAmount(name, amount, LIMITS.key(name), errors);
  }

  private static void validateTolerations(
      List<Toleration> tolerations, Path path, FieldErrors errors) {
    Set<Toleration> seen = new HashSet<>();
    Tolerations.validate(tolerations, path, errors);
    for (int i = 0; i < tolerations.size(); i++) {
      Toleration toleration = tolerations.get(i);
      if (!seen.add(toleration.with(t -> t.tolerationSeconds((Long) null)))) {
        errors.duplicate(path.index(i), goToleration(toleration));
      }
    }
  }

  /** A toleration as Go prints it, whose internal type names its fields in capitals. */
  private static JsonObject goToleration(Toleration toleration) {
    return JsonObject.builder()
        .put("Key", JsonValue.of(Texts.orEmpty(toleration.key())))
        .put("Operator", JsonValue.of(Texts.orEmpty(toleration.operator())))
        .put("Value", JsonValue.of(Texts.orEmpty(toleration.value())))
        .put("Effect", JsonValue.of(Texts.orEmpty(toleration.effect())))
        .put("TolerationSeconds", JsonValue.of(toleration.tolerationSeconds()))
        .build();
  }

  @Override
  public void validateUpdate(RuntimeClass runtime, RuntimeClass old, FieldErrors errors) {
    if (!runtime.handler().isEmpty()) {
      errors.invalid(HANDLER, runtime.handler(), Names.label(runtime.handler()));
    }
    validateParts(runtime, errors);
    Immutable.declared(runtime.handler(), old.handler(), HANDLER, errors);
    if (runtime.handler().isEmpty()) {
      errors.required(HANDLER, "");
    }
  }

  @Override
  public List<String> warnings(RuntimeClass runtime, @Nullable RuntimeClass old) {
    Scheduling scheduling = runtime.scheduling();
    return scheduling == null
        ? List.of()
        : NodeSelectors.warnings(scheduling.nodeSelector(), SCHEDULING.child("nodeSelector"));
  }

  @Override
  public List<JsonValue> cells(RuntimeClass runtime, Instant now) {
    return Row.of(runtime.metadata(), now).text(runtime.handler()).age(runtime.metadata()).cells();
  }
}
