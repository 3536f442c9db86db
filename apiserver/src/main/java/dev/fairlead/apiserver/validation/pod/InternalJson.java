package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.IntOrString;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects as the messages of the API server show them: its inner types have no names for JSON, so
 * it prints Go's, and everything that isn't set.
 */
public final class InternalJson {
  /** Go's names where they aren't the JSON name with a capital; some in one type only. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("dnsPolicy", "DNSPolicy"),
          Map.entry("dnsConfig", "DNSConfig"),
          Map.entry("serviceAccount", "DeprecatedServiceAccount"),
          Map.entry("os", "OS"),
          Map.entry("tty", "TTY"),
          Map.entry("httpGet", "HTTPGet"),
          Map.entry("httpHeaders", "HTTPHeaders"),
          Map.entry("tcpSocket", "TCPSocket"),
          Map.entry("grpc", "GRPC"),
          Map.entry("seLinuxOptions", "SELinuxOptions"),
          Map.entry("seLinuxChangePolicy", "SELinuxChangePolicy"),
          Map.entry("fsGroup", "FSGroup"),
          Map.entry("fsGroupChangePolicy", "FSGroupChangePolicy"),
          Map.entry("gmsaCredentialSpecName", "GMSACredentialSpecName"),
          Map.entry("gmsaCredentialSpec", "GMSACredentialSpec"),
          Map.entry("apiVersion", "APIVersion"),
          Map.entry("apiGroup", "APIGroup"),
          Map.entry("ip", "IP"),
          Map.entry("fsType", "FSType"),
          Map.entry("cel", "CEL"),
          Map.entry("csi", "CSI"),
          Map.entry("nfs", "NFS"),
          Map.entry("iscsi", "ISCSI"),
          Map.entry("rbd", "RBD"),
          Map.entry("cephfs", "CephFS"),
          Map.entry("fc", "FC"),
          Map.entry("gcePersistentDisk", "GCEPersistentDisk"),
          Map.entry("awsElasticBlockStore", "AWSElasticBlockStore"),
          Map.entry("storageos", "StorageOS"),
          Map.entry("diskURI", "DataDiskURI"),
          Map.entry("chapAuthDiscovery", "DiscoveryCHAPAuth"),
          Map.entry("chapAuthSession", "SessionCHAPAuth"),
          Map.entry("iqn", "IQN"),
          Map.entry("iscsiInterface", "ISCSIInterface"),
          Map.entry("pdName", "PDName"),
          Map.entry("sslEnabled", "SSLEnabled"),
          Map.entry("wwids", "WWIDs"),
          Map.entry("endpoints", "EndpointsName"),
          Map.entry("RBDVolumeSource.monitors", "CephMonitors"),
          Map.entry("RBDVolumeSource.image", "RBDImage"),
          Map.entry("RBDVolumeSource.pool", "RBDPool"),
          Map.entry("RBDVolumeSource.user", "RadosUser"),
          Map.entry("RBDPersistentVolumeSource.monitors", "CephMonitors"),
          Map.entry("RBDPersistentVolumeSource.image", "RBDImage"),
          Map.entry("RBDPersistentVolumeSource.pool", "RBDPool"),
          Map.entry("RBDPersistentVolumeSource.user", "RadosUser"));

  private InternalJson() {}

  /** The record with Go's names, null where something is not set. */
  public static JsonValue of(Object record) {
    return message(Type.of(record.getClass()), record);
  }

  private static <T> JsonObject message(Type<T> type, Object value) {
    T object = type.javaClass().cast(value);
    if (type.javaClass().getPackage().equals(ObjectMeta.class.getPackage())
        && Codec.toTree(value) instanceof JsonObject outer) {
      return outer; // types of meta/v1 are the same inside and outside
    }
    JsonObject.Builder members = JsonObject.builder();
    List<Field> fields = type.fields();
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i).name();
      if (name.equals("metadata") && type.get(object, i) instanceof ObjectMeta metadata) {
        members.putAll((JsonObject) Codec.toTree(metadata)); // embedded, as Go says
        continue;
      }
      String goName =
          NAMES.getOrDefault(
              type.name() + "." + name,
              NAMES.getOrDefault(name, Character.toUpperCase(name.charAt(0)) + name.substring(1)));
      members.put(goName, value(fields.get(i), type.get(object, i)));
    }
    return members.build();
  }

  private static JsonValue value(Field field, @Nullable Object value) {
    if (value == null) {
      return field.presence() == Field.Presence.EXPLICIT ? JsonNull.NULL : zero(field.shape());
    }
    return value(field.shape(), value);
  }

  private static JsonValue zero(Shape shape) {
    return switch (shape) {
      case Shape.Scalar scalar ->
          switch (scalar) {
            case STRING -> JsonValue.of("");
            case BOOL -> JsonBool.FALSE;
            case INT32, INT64, DOUBLE, INT_OR_STRING -> JsonValue.of(0);
            case QUANTITY -> JsonValue.of("0");
            default -> JsonNull.NULL;
          };
      default -> JsonNull.NULL;
    };
  }

  private static JsonValue value(Shape shape, Object value) {
    return switch (shape) {
      case Shape.Message message -> message(message.type(), value);
      case Shape.ListOf list when value instanceof List<?> items ->
          items.isEmpty()
              ? JsonNull.NULL
              : new JsonArray(items.stream().map(item -> value(list.element(), item)).toList());
      case Shape.MapOf map when value instanceof Map<?, ?> entries -> {
        JsonObject.Builder members = JsonObject.builder();
        entries.forEach((key, each) -> members.put(String.valueOf(key), value(map.value(), each)));
        yield entries.isEmpty() ? JsonNull.NULL : members.build();
      }
      default -> JsonValue.of(plain(value));
    };
  }

  private static Object plain(Object value) {
    return switch (value) {
      case IntOrString.OfInt number -> number.value();
      case Number number -> number;
      case Boolean flag -> flag;
      case Bytes bytes -> bytes.toBase64();
      default -> value.toString();
    };
  }
}
