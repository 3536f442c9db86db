package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** ConfigMaps. */
final class ConfigMaps extends Kind<ConfigMap> {
  /** Most bytes of all values of a ConfigMap or a Secret (core.MaxSecretSize). */
  static final int MAX_DATA_BYTES = 1024 * 1024;

  static final String IMMUTABLE_MESSAGE = "field is immutable when `immutable` is set";

  private static final Path DATA = Path.of("data");
  private static final Path BINARY_DATA = Path.of("binaryData");

  ConfigMaps() {
    super(ConfigMap.TYPE);
  }

  @Override
  public void validate(ConfigMap map, FieldErrors errors) {
    long bytes = 0;
    for (Map.Entry<String, String> each : map.data().entrySet()) {
      String key = each.getKey();
      errors.invalid(DATA.key(key), key, Names.configMapKey(key));
      if (map.binaryData().containsKey(key)) {
        errors.invalid(DATA.key(key), key, "duplicate of key present in binaryData");
      }
      bytes += Sizes.utf8(each.getValue());
    }
    for (Map.Entry<String, Bytes> each : map.binaryData().entrySet()) {
      String key = each.getKey();
      errors.invalid(BINARY_DATA.key(key), key, Names.configMapKey(key));
      bytes += each.getValue().size();
    }
    if (bytes > MAX_DATA_BYTES) {
      errors.tooLong(Path.ROOT.key(""), MAX_DATA_BYTES); // the whole object
    }
  }

  @Override
  public void validateUpdate(ConfigMap map, ConfigMap old, FieldErrors errors) {
    if (Boolean.TRUE.equals(old.immutable())) {
      if (!Boolean.TRUE.equals(map.immutable())) {
        errors.forbidden(Path.of("immutable"), IMMUTABLE_MESSAGE);
      }
      if (!map.data().equals(old.data())) {
        errors.forbidden(DATA, IMMUTABLE_MESSAGE);
      }
      if (!map.binaryData().equals(old.binaryData())) {
        errors.forbidden(BINARY_DATA, IMMUTABLE_MESSAGE);
      }
    }
    validate(map, errors);
  }

  @Override
  public List<JsonValue> cells(ConfigMap map, Instant now) {
    return Row.of(map.metadata(), now)
        .number(map.data().size() + map.binaryData().size())
        .age(map.metadata())
        .cells();
  }
}
