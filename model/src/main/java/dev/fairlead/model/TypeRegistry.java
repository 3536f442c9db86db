package dev.fairlead.model;

import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the type of a kind. Immutable. */
public final class TypeRegistry {
  private static final TypeRegistry KUBERNETES = new TypeRegistry(Map.of());

  private final Map<GroupVersionKind, Type<?>> own;

  private TypeRegistry(Map<GroupVersionKind, Type<?>> own) {
    this.own = own;
  }

  /** The kinds that Kubernetes itself serves. */
  public static TypeRegistry kubernetes() {
    return KUBERNETES;
  }

  /**
   * A registry that knows one more type, in preference to those it knew.
   *
   * @throws IllegalArgumentException if the type has no kind
   */
  public TypeRegistry with(Type<?> type) {
    GroupVersionKind kind =
        type.kind()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    type.javaClass().getName() + " has no kind: annotate it with @Kind"));
    Map<GroupVersionKind, Type<?>> more = new HashMap<>(own);
    more.put(kind, type);
    return new TypeRegistry(Map.copyOf(more));
  }

  public Optional<Type<?>> find(GroupVersionKind kind) {
    Type<?> type = own.get(kind);
    return Optional.ofNullable(
        type != null ? type : BuiltInTypes.find(kind.apiVersion() + " " + kind.kind()));
  }

  /** Every kind known, those of Kubernetes in the order of their names. */
  public List<GroupVersionKind> kinds() {
    Stream<GroupVersionKind> builtIn =
        BuiltInTypes.keys().stream()
            .map(key -> {
              int space = key.indexOf(' ');
              return GroupVersionKind.of(key.substring(0, space), key.substring(space + 1));
            });
    return Stream.concat(own.keySet().stream(), builtIn).distinct().toList();
  }
}
