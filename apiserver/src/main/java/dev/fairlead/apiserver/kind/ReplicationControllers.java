package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.validation.ObjectMetas.nonNegative;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.apiserver.validation.pod.PodTemplates;
import dev.fairlead.model.core.v1.PodTemplateSpec;
import dev.fairlead.model.core.v1.ReplicationController;
import dev.fairlead.model.core.v1.ReplicationControllerSpec;
import dev.fairlead.model.core.v1.ReplicationControllerStatus;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ReplicationControllers. */
final class ReplicationControllers extends Kind<ReplicationController> {
  private static final Path SPEC = Path.of("spec");
  private static final Path STATUS = Path.of("status");

  ReplicationControllers() {
    super(ReplicationController.TYPE);
  }

  /** Labels and selector are the template's labels, if they are left out. */
  @Override
  public ReplicationController defaults(ReplicationController controller) {
    ReplicationControllerSpec spec = controller.spec();
    PodTemplateSpec template = spec.template();
    Map<String, String> labels = template == null ? Map.of() : template.metadata().labels();
    return controller.with(c -> {
      c.spec(
          spec.with(s -> {
            s.replicas(spec.replicas() == null ? 1 : spec.replicas());
            if (spec.selector().isEmpty()) {
              s.selector(labels);
            }
            if (template != null) {
              s.template(PodTemplates.defaults(template));
            }
          }));
      if (controller.metadata().labels().isEmpty()) {
        c.metadata(controller.metadata().with(m -> m.labels(labels)));
      }
    });
  }

  @Override
  public ReplicationController beforeCreate(ReplicationController controller) {
    return controller.with(c -> c.status(ReplicationControllerStatus.TYPE.empty()));
  }

  @Override
  public ReplicationController beforeUpdate(
      ReplicationController controller, ReplicationController old) {
    return controller.with(c -> c.status(old.status()));
  }

  @Override
  public boolean declaresName() {
    return true;
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  /** As it was before garbage collection came. */
  @Override
  public boolean orphansByDefault() {
    return true;
  }

  @Override
  public void validate(ReplicationController controller, FieldErrors errors) {
    validate(controller.spec(), null, errors);
  }

  @Override
  public void validateUpdate(
      ReplicationController controller, ReplicationController old, FieldErrors errors) {
    validate(controller.spec(), old.spec().template(), errors);
  }

  private static void validate(
      ReplicationControllerSpec spec, @Nullable PodTemplateSpec old, FieldErrors errors) {
    if (spec.selector().isEmpty()) {
      errors.required(SPEC.child("selector"), "");
    }
    Path path = SPEC.child("template");
    if (spec.template() == null) {
      errors.required(path, "");
    } else {
      validateTemplate(spec.template(), old, spec.selector(), path, errors);
    }
    if (spec.replicas() == null) {
      errors.required(SPEC.child("replicas"), "");
    } else {
      nonNegative(spec.replicas(), SPEC.child("replicas"), errors);
    }
    nonNegative(spec.minReadySeconds(), SPEC.child("minReadySeconds"), errors);
  }

  private static void validateTemplate(
      PodTemplateSpec template,
      @Nullable PodTemplateSpec old,
      Map<String, String> selector,
      Path path,
      FieldErrors errors) {
    Map<String, String> labels = template.metadata().labels();
    if (!labels.entrySet().containsAll(selector.entrySet())) {
      errors.invalid(
          path.child("metadata", "labels"),
          labels.isEmpty() ? null : labels,
          Workloads.SELECTOR_MISMATCH);
    }
    PodTemplates.validateUpdate(template, old, path, errors);
    Workloads.alwaysRestarted(template, path, "ReplicationController", errors);
  }

  @Override
  public ReplicationController beforeStatusUpdate(
      ReplicationController controller, ReplicationController old) {
    return controller.with(c -> c.spec(old.spec()));
  }

  @Override
  public void validateStatusUpdate(
      ReplicationController controller, ReplicationController old, FieldErrors errors) {
    ReplicationControllerStatus status = controller.status();
    nonNegative(status.replicas(), STATUS.child("replicas"), errors);
    nonNegative(status.fullyLabeledReplicas(), STATUS.child("fullyLabeledReplicas"), errors);
    nonNegative(status.readyReplicas(), STATUS.child("readyReplicas"), errors);
    nonNegative(status.availableReplicas(), STATUS.child("availableReplicas"), errors);
    nonNegative(status.observedGeneration(), STATUS.child("observedGeneration"), errors);
    String tooMany = "cannot be greater than status.replicas";
    if (status.fullyLabeledReplicas() > status.replicas()) {
      errors.invalid(STATUS.child("fullyLabeledReplicas"), status.fullyLabeledReplicas(), tooMany);
    }
    if (status.readyReplicas() > status.replicas()) {
      errors.invalid(STATUS.child("readyReplicas"), status.readyReplicas(), tooMany);
    }
    if (status.availableReplicas() > status.replicas()) {
      errors.invalid(STATUS.child("availableReplicas"), status.availableReplicas(), tooMany);
    }
    if (status.availableReplicas() > status.readyReplicas()) {
      errors.invalid(
          STATUS.child("availableReplicas"),
          status.availableReplicas(),
          "cannot be greater than readyReplicas");
    }
  }

  @Override
  public List<String> warnings(
      ReplicationController controller, @Nullable ReplicationController old) {
    List<String> warnings = new ArrayList<>();
    List<String> problems = Names.label(Texts.orEmpty(controller.metadata().name()));
    if (old == null && !problems.isEmpty()) {
      warnings.add(
          "metadata.name: this is used in Pod names and hostnames, which can result in surprising"
              + " behavior; a DNS label is recommended: ["
              + String.join(" ", problems)
              + "]");
    }
    if (old == null && controller.spec().template() != null) {
      warnings.addAll(PodTemplates.warnings(controller.spec().template(), SPEC.child("template")));
    }
    return warnings;
  }

  @Override
  public Map<String, String> fields(ReplicationController controller) {
    return Map.of("status.replicas", Integer.toString(controller.status().replicas()));
  }

  @Override
  public List<JsonValue> cells(ReplicationController controller, Instant now) {
    ReplicationControllerSpec spec = controller.spec();
    ReplicationControllerStatus status = controller.status();
    return Row.of(controller.metadata(), now)
        .number(spec.replicas() == null ? 0 : spec.replicas())
        .number(status.replicas())
        .number(status.readyReplicas())
        .age(controller.metadata())
        .containers(spec.template() == null ? List.of() : spec.template().spec().containers())
        .text(Selectors.cell(spec.selector()))
        .cells();
  }
}
