package dev.fairlead.apiserver.table;

import dev.fairlead.apiserver.kind.Kind;
import dev.fairlead.apiserver.request.Format;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.schema.ApiResource;
import org.jspecify.annotations.Nullable;

/**
 * How one request wants to see the objects of a resource.
 *
 * @param kind whose cells are shown
 * @param as the form asked for
 * @param include what a row of a table shows besides its cells
 * @param columns definitions that take the place of the built-in ones, or null
 */
public record View<T extends KubernetesObject>(
    ApiResource resource,
    Kind<T> kind,
    Negotiation.As as,
    Format format,
    IncludeObject include,
    @Nullable JsonArray columns) {

  /**
   * The view of a request, or null if it wants the objects themselves.
   *
   * @throws dev.fairlead.apiserver.status.StatusException if the parameters of a table are wrong
   */
  public static <T extends KubernetesObject> @Nullable View<T> of(
      Request request, Negotiation negotiation, ApiResource resource, Kind<T> kind) {
    Negotiation.As as = negotiation.as();
    if (as == null) {
      return null;
    }
    IncludeObject include = as.isTable() ? IncludeObject.of(request) : IncludeObject.METADATA;
    return new View<>(resource, kind, as, negotiation.format(), include, null);
  }

  /** The same with other columns, as those of a CustomResourceDefinition. */
  public View<T> withColumns(JsonArray definitions) {
    return new View<>(resource, kind, as, format, include, definitions);
  }

  /** Such as meta.k8s.io/v1. */
  String apiVersion() {
    return as.group() + "/" + as.version();
  }
}
