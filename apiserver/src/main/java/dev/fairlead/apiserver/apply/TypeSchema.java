package dev.fairlead.apiserver.apply;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.LocalObjectReference;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schema of a type with a descriptor. Made once per type, field by field when first asked. */
final class TypeSchema implements Schema.Members {
  private static final ClassValue<TypeSchema> BY_CLASS =
      new ClassValue<>() {
        @Override
        protected TypeSchema computeValue(Class<?> javaClass) {
          return new TypeSchema(Type.of(javaClass));
        }
      };

  private static final Schema OF_UNION = Schema.deduced();

  private final Type<?> type;
  private final List<String> zeroTimes;
  private volatile @Nullable Map<String, Schema> members;

  private TypeSchema(Type<?> type) {
    this.type = type;
    this.zeroTimes =
        type.fields().stream().filter(f -> isZeroTime(type, f)).map(Field::name).toList();
  }

  /**
   * Go's JSON writes a time that isn't a pointer as null when it is unset, whatever its tag says;
   * metadata.creationTimestamp alone is marked to be left out (omitzero).
   */
  private static boolean isZeroTime(Type<?> type, Field field) {
    return field.presence() == Field.Presence.IMPLICIT
        && (field.shape() == Shape.Scalar.TIME || field.shape() == Shape.Scalar.MICRO_TIME)
        && type != ObjectMeta.TYPE;
  }

  @Override
  public List<String> nullIfAbsent() {
    return zeroTimes;
  }

  static Schema of(Type<?> type) {
    if (type.isUnion()) {
      return OF_UNION;
    }
    Schema schema = Schema.ofMap(BY_CLASS.get(type.javaClass()));
    return AtomicTypes.contains(type) ? schema.atomicMap() : schema;
  }

  @Override
  public boolean atomic() {
    return false;
  }

  @Override
  public boolean declares(String name) {
    return members().containsKey(name);
  }

  @Override
  public @Nullable Schema member(String name) {
    return members().get(name);
  }

  /** A required scalar has the default of its Go type: the schema of Kubernetes says so. */
  @Override
  public @Nullable JsonValue defaultOf(String name) {
    Field field = type.field(name).orElse(null);
    if (field == null) {
      return null;
    }
    String json = field.defaultJson();
    if (json != null) {
      return Codec.json().decodeTree(json);
    }
    // An optional name with a default that isn't among the facts about types.
    boolean named = type.equals(LocalObjectReference.TYPE) && name.equals("name");
    if (!field.required() && !named) {
      return null;
    }
    if (field.shape() == Shape.Scalar.STRING) {
      return new JsonString("");
    }
    boolean number = field.shape() == Shape.Scalar.INT32 || field.shape() == Shape.Scalar.INT64;
    return number ? JsonNumber.of(0) : null;
  }

  private Map<String, Schema> members() {
    Map<String, Schema> current = members;
    if (current == null) {
      current = new HashMap<>();
      if (type.kind().isPresent()) {
        current.put("apiVersion", Schema.ofScalar(Schema.Scalar.STRING));
        current.put("kind", Schema.ofScalar(Schema.Scalar.STRING));
      }
      for (Field field : type.fields()) {
        current.put(field.name(), ofField(field));
      }
      members = current;
    }
    return current;
  }

  private static Schema ofField(Field field) {
    return switch (field.shape()) {
      case Shape.ListOf(Shape element) -> ofList(field, of(element));
      case Shape.MapOf(Shape value) -> Schema.mapOf(field.isAtomic(), of(value));
      case Shape other -> field.isAtomic() ? of(other).atomicMap() : of(other);
    };
  }

  /** The list type decides; where a type says none, the strategic merge rules do. */
  private static Schema ofList(Field field, Schema element) {
    Field.ListType listType = field.listType();
    if (listType != null) {
      return switch (listType) {
        case ATOMIC -> Schema.atomicList(element);
        case SET -> Schema.associativeList(List.of(), element);
        case MAP -> Schema.associativeList(field.listMapKeys(), element);
      };
    }
    if (!field.patchStrategy().contains("merge")) {
      return Schema.atomicList(element);
    }
    String key = field.patchMergeKey();
    return Schema.associativeList(key == null ? List.of() : List.of(key), element);
  }

  private static Schema of(Shape shape) {
    return switch (shape) {
      case Shape.Message message -> of(message.type());
      case Shape.ListOf(Shape element) -> Schema.atomicList(of(element));
      case Shape.MapOf(Shape value) -> Schema.mapOf(false, of(value));
      case Shape.Scalar scalar -> ofScalar(scalar);
    };
  }

  private static Schema ofScalar(Shape.Scalar scalar) {
    return switch (scalar) {
      case STRING, BYTES, DURATION -> Schema.ofScalar(Schema.Scalar.STRING);
      case BOOL -> Schema.ofScalar(Schema.Scalar.BOOLEAN);
      case INT32, INT64, DOUBLE -> Schema.ofScalar(Schema.Scalar.NUMERIC);
      case QUANTITY, TIME, MICRO_TIME -> Schema.ofScalar(Schema.Scalar.UNTYPED);
      case FIELDS_V1 -> Schema.mapOf(false, Schema.deduced());
      case RAW_EXTENSION -> Schema.anyAtomic();
      case INT_OR_STRING, JSON -> Schema.deduced();
    };
  }

  /**
   * The types whose objects are one value wherever they stand (x-kubernetes-map-type atomic at the
   * type itself in the OpenAPI of Kubernetes 1.37; a test compares), which descriptors don't tell.
   */
  static final class AtomicTypes {
    static final Set<String> NAMES =
        Set.of(
            "admissionregistration.v1.MatchResources",
            "admissionregistration.v1.NamedRuleWithOperations",
            "admissionregistration.v1.ParamKind",
            "admissionregistration.v1.ParamRef",
            "admissionregistration.v1.Variable",
            "admissionregistration.v1alpha1.MatchResources",
            "admissionregistration.v1alpha1.NamedRuleWithOperations",
            "admissionregistration.v1alpha1.ParamKind",
            "admissionregistration.v1alpha1.ParamRef",
            "admissionregistration.v1beta1.MatchResources",
            "admissionregistration.v1beta1.NamedRuleWithOperations",
            "admissionregistration.v1beta1.ParamKind",
            "admissionregistration.v1beta1.ParamRef",
            "admissionregistration.v1beta1.Variable",
            "autoscaling.v1.CrossVersionObjectReference",
            "core.v1.ConfigMapKeySelector",
            "core.v1.EndpointAddress",
            "core.v1.EndpointPort",
            "core.v1.EvictionResponder",
            "core.v1.FileKeySelector",
            "core.v1.LocalObjectReference",
            "core.v1.NodeSelector",
            "core.v1.NodeSelectorTerm",
            "core.v1.ObjectFieldSelector",
            "core.v1.ObjectReference",
            "core.v1.ResourceFieldSelector",
            "core.v1.ScopeSelector",
            "core.v1.SecretKeySelector",
            "core.v1.SecretReference",
            "core.v1.TopologySelectorTerm",
            "core.v1.TypedLocalObjectReference",
            "discovery.v1.EndpointPort",
            "lifecycle.v1alpha1.Requester",
            "lifecycle.v1alpha1.TargetResponder",
            "meta.v1.LabelSelector",
            "meta.v1.OwnerReference",
            "networking.v1.ServiceBackendPort",
            "rbac.v1.RoleRef",
            "rbac.v1.Subject");

    private static final String MODEL = "dev.fairlead.model.";

    private AtomicTypes() {}

    static boolean contains(Type<?> type) {
      String name = type.javaClass().getName();
      return name.startsWith(MODEL) && NAMES.contains(name.substring(MODEL.length()));
    }
  }
}
