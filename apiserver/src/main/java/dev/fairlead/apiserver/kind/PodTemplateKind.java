package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.PodTemplates;
import dev.fairlead.model.core.v1.PodTemplate;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Templates of Pods that stand alone. */
final class PodTemplateKind extends Kind<PodTemplate> {
  private static final Path TEMPLATE = Path.of("template");

  PodTemplateKind() {
    super(PodTemplate.TYPE);
  }

  @Override
  public PodTemplate defaults(PodTemplate object) {
    return object.with(o -> o.template(PodTemplates.defaults(object.template())));
  }

  @Override
  public void validate(PodTemplate object, FieldErrors errors) {
    PodTemplates.validate(object.template(), TEMPLATE, errors);
  }

  @Override
  public void validateUpdate(PodTemplate object, PodTemplate old, FieldErrors errors) {
    PodTemplates.validateUpdate(object.template(), old.template(), TEMPLATE, errors);
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public Object counted(PodTemplate object) {
    return object.template();
  }

  @Override
  public List<String> warnings(PodTemplate object, @Nullable PodTemplate old) {
    boolean changed =
        old == null || object.metadata().generation() != old.metadata().generation();
    return changed ? PodTemplates.warnings(object.template(), TEMPLATE) : List.of();
  }

  @Override
  public List<JsonValue> cells(PodTemplate object, Instant now) {
    String labels =
        object.template().metadata().labels().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
    return Row.of(object.metadata(), now)
        .containers(object.template().spec().containers())
        .textOr(labels.isEmpty() ? null : labels, Row.NONE)
        .cells();
  }
}
