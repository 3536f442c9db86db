package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Domains;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.networking.v1.IngressClass;
import dev.fairlead.model.networking.v1.IngressClassParametersReference;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** IngressClasses of networking.k8s.io. */
final class IngressClasses extends Kind<IngressClass> {
  /** Longest name of a controller, in bytes (maxLenIngressClassController). */
  private static final int MAX_CONTROLLER_LENGTH = 250;

  private static final String DEFAULT = "ingressclass.kubernetes.io/is-default-class";
  private static final String CLUSTER = "Cluster";
  private static final String NAMESPACE = "Namespace";

  private static final Path CONTROLLER = Path.of("spec", "controller");
  private static final Path PARAMETERS = Path.of("spec", "parameters");

  IngressClasses() {
    super(IngressClass.TYPE);
  }

  @Override
  public IngressClass defaults(IngressClass ingress) {
    IngressClassParametersReference parameters = ingress.spec().parameters();
    if (parameters == null || parameters.scope() != null) {
      return ingress;
    }
    return ingress.with(i ->
        i.spec(
            ingress.spec().with(s -> s.parameters(parameters.with(p -> p.scope(CLUSTER))))));
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public void validate(IngressClass ingress, FieldErrors errors) {
    String controller = Texts.orEmpty(ingress.spec().controller());
    if (Sizes.utf8(controller) > MAX_CONTROLLER_LENGTH) {
      errors.tooLong(CONTROLLER, MAX_CONTROLLER_LENGTH);
    }
    Domains.domainPrefixedPath(controller, CONTROLLER, errors);
    IngressClassParametersReference parameters = ingress.spec().parameters();
    if (parameters != null) {
      validateParameters(parameters, errors);
    }
  }

  private static void validateParameters(
      IngressClassParametersReference parameters, FieldErrors errors) {
    if (parameters.apiGroup() != null) {
      errors.invalid(
          PARAMETERS.child("apiGroup"),
          parameters.apiGroup(),
          Names.subdomain(parameters.apiGroup()));
    }
    validateSegment(parameters.kind(), PARAMETERS.child("kind"), errors);
    validateSegment(parameters.name(), PARAMETERS.child("name"), errors);
    Path namespace = PARAMETERS.child("namespace");
    switch (parameters.scope()) {
      case null -> errors.required(PARAMETERS.child("scope"), "");
      case NAMESPACE -> {
        if (parameters.namespace() == null) {
          errors.required(namespace, "`parameters.scope` is set to 'Namespace'");
        } else {
          errors.invalid(namespace, parameters.namespace(), Names.label(parameters.namespace()));
        }
      }
      case CLUSTER -> {
        if (parameters.namespace() != null) {
          errors.forbidden(namespace, "`parameters.scope` is set to 'Cluster'");
        }
      }
      default ->
          errors.notSupported(
              PARAMETERS.child("scope"), parameters.scope(), List.of(CLUSTER, NAMESPACE));
    }
  }

  private static void validateSegment(String text, Path path, FieldErrors errors) {
    if (text.isEmpty()) {
      errors.required(path, "");
    } else {
      errors.invalid(path, text, Names.pathSegment(text));
    }
  }

  @Override
  public void validateUpdate(IngressClass ingress, IngressClass old, FieldErrors errors) {
    Immutable.checkText(
        ingress.spec().controller(), old.spec().controller(), CONTROLLER, errors);
    validate(ingress, errors);
  }

  @Override
  public List<JsonValue> cells(IngressClass ingress, Instant now) {
    boolean isDefault = "true".equals(ingress.metadata().annotations().get(DEFAULT));
    IngressClassParametersReference parameters = ingress.spec().parameters();
    String text = Row.NONE;
    if (parameters != null) {
      String group = parameters.apiGroup() == null ? "" : "." + parameters.apiGroup();
      text = parameters.kind() + group + "/" + parameters.name();
    }
    String name = Texts.orEmpty(ingress.metadata().name()) + (isDefault ? " (default)" : "");
    return Row.of(ingress.metadata().with(m -> m.name(name)), now)
        .text(ingress.spec().controller())
        .text(text)
        .age(ingress.metadata())
        .cells();
  }
}
