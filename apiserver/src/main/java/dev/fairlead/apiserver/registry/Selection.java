package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.request.ListOptions;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.selector.FieldRequirement;
import dev.fairlead.model.selector.Fields;
import dev.fairlead.model.selector.Labels;
import dev.fairlead.model.value.GoQuote;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which objects a list or watch is about: what both selectors want. */
final class Selection<S extends KubernetesObject> implements Predicate<Stored> {
  private static final String NAME = "metadata.name";
  private static final String NAMESPACE = "metadata.namespace";

  private final Served<S> resource;
  private final Labels labels;
  private final Fields fields;

  private Selection(Served<S> resource, Labels labels, Fields fields) {
    this.resource = resource;
    this.labels = labels;
    this.fields = fields;
  }

  /** Fails for a field that the resource can't be selected by. */
  static <S extends KubernetesObject> Selection<S> of(Served<S> resource, ListOptions options) {
    if (!options.fields().isEverything()) {
      Set<String> own = resource.kind().fields(resource.kind().type().empty()).keySet();
      for (FieldRequirement requirement : options.fields().requirements()) {
        checkKnown(resource, own, requirement.field());
      }
    }
    return new Selection<>(resource, options.labels(), options.fields());
  }

  private static void checkKnown(Served<?> resource, Set<String> own, String field) {
    boolean metadata =
        field.equals(NAME)
            || (field.equals(NAMESPACE)
                && resource.namespaced()
                && resource.kind().selectsByNamespace());
    if (metadata || own.contains(field)) {
      return;
    }
    if (own.isEmpty()) {
      if (field.equals(NAMESPACE)) {
        return;
      }
      throw Failures.badRequest(
          GoQuote.quote(field)
              + " is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
    }
    throw Failures.badRequest(resource.kind().unknownField(field));
  }

  boolean isEverything() {
    return labels.isEverything() && fields.isEverything();
  }

  /** The one name that is wanted, or null. */
  @org.jspecify.annotations.Nullable
  String name() {
    return fields.requiredValue(NAME);
  }

  @Override
  public boolean test(Stored stored) {
    KubernetesObject object = stored.object();
    ObjectMeta metadata = object.metadata();
    if (!labels.isEverything() && !labels.matches(metadata.labels())) {
      return false;
    }
    if (fields.isEverything()) {
      return true;
    }
    Map<String, String> values = new HashMap<>(resource.kind().fields(resource.stored(object)));
    values.put(NAME, Registry.text(metadata.name()));
    values.put(NAMESPACE, Registry.text(metadata.namespace()));
    return fields.matches(values);
  }
}
