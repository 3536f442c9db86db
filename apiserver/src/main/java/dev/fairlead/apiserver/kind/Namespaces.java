package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Namespaces. Their deletion is in two steps: the registry sets the deletion time and the phase,
 * and {@link #finalized} takes what the subresource {@code finalize} may change.
 */
public final class Namespaces extends Kind<Namespace> {
  /** The label that tells a namespace's own name, so that selectors can name it. */
  public static final String NAME_LABEL = "kubernetes.io/metadata.name";

  /** Held by the namespace controller until the namespace is empty. */
  public static final String FINALIZER = "kubernetes";

  public static final String ACTIVE = "Active";
  public static final String TERMINATING = "Terminating";

  private static final Path FINALIZERS = Path.of("spec", "finalizers");

  Namespaces() {
    super(Namespace.TYPE);
  }

  @Override
  public Namespace defaults(Namespace namespace) {
    String name = Texts.orEmpty(namespace.metadata().name());
    String phase = Texts.orEmpty(namespace.status().phase());
    return namespace.with(n -> {
      if (!name.isEmpty()) {
        n.metadata(namespace.metadata().with(m -> m.label(NAME_LABEL, name)));
      }
      n.status(namespace.status().with(s -> s.phase(phase.isEmpty() ? ACTIVE : phase)));
    });
  }

  @Override
  public List<String> nameProblems(String name, boolean isPrefix) {
    return Names.label(name, isPrefix);
  }

  @Override
  public Namespace beforeCreate(Namespace namespace) {
    List<String> finalizers = namespace.spec().finalizers();
    String name = Texts.orEmpty(namespace.metadata().name());
    return namespace.with(n -> {
      n.status(s -> s.phase(ACTIVE).conditions(List.of()));
      if (!finalizers.contains(FINALIZER)) {
        n.spec(namespace.spec().with(s -> s.finalizer(FINALIZER)));
      }
      // A generated name is there only now.
      n.metadata(namespace.metadata().with(m -> m.label(NAME_LABEL, name)));
    });
  }

  @Override
  public void validate(Namespace namespace, FieldErrors errors) {
    namespace.spec().finalizers().forEach(name -> validateFinalizer(name, FINALIZERS, errors));
  }

  @Override
  public Namespace beforeUpdate(Namespace namespace, Namespace old) {
    return namespace.with(n ->
        n.spec(namespace.spec().with(s -> s.finalizers(old.spec().finalizers())))
            .status(old.status()));
  }

  @Override
  public Namespace beforeStatusUpdate(Namespace namespace, Namespace old) {
    return namespace.with(n -> n.spec(old.spec()));
  }

  @Override
  public void validateStatusUpdate(Namespace namespace, Namespace old, FieldErrors errors) {
    boolean terminating = namespace.metadata().isTerminating();
    String phase = Texts.orEmpty(namespace.status().phase());
    if (!phase.equals(terminating ? TERMINATING : ACTIVE)) {
      errors.invalid(
          Path.of("status", "Phase"),
          phase,
          terminating
              ? "may only be 'Terminating' if `deletionTimestamp` is not empty"
              : "may only be 'Active' if `deletionTimestamp` is empty");
    }
  }

  /** For an update of the finalizers: everything but them and metadata from the old object. */
  public static Namespace finalized(Namespace namespace, Namespace old) {
    return namespace.with(n -> n.status(old.status()));
  }

  /** What is wrong with the new finalizers. */
  public static void validateFinalize(Namespace namespace, FieldErrors errors) {
    List<String> finalizers = namespace.spec().finalizers();
    for (int i = 0; i < finalizers.size(); i++) {
      validateFinalizer(finalizers.get(i), FINALIZERS.index(i), errors);
    }
  }

  private static void validateFinalizer(String name, Path path, FieldErrors errors) {
    errors.invalid(path, name, Names.qualifiedName(name));
    ObjectMetas.validateStandardFinalizer(name, path, errors);
  }

  @Override
  public Map<String, String> fields(Namespace namespace) {
    return Map.of("status.phase", Texts.orEmpty(namespace.status().phase()));
  }

  @Override
  public List<JsonValue> cells(Namespace namespace, Instant now) {
    return Row.of(namespace.metadata(), now)
        .text(namespace.status().phase())
        .age(namespace.metadata())
        .cells();
  }
}
