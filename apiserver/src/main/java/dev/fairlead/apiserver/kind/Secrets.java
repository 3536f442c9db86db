package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.request.GoJsonSyntax;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.core.v1.Secret;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Bytes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Secrets. */
final class Secrets extends Kind<Secret> {
  private static final String OPAQUE = "Opaque";
  private static final String SERVICE_ACCOUNT_TOKEN = "kubernetes.io/service-account-token";
  private static final String SERVICE_ACCOUNT_NAME = "kubernetes.io/service-account.name";
  private static final String TLS = "kubernetes.io/tls";
  private static final String TLS_CERTIFICATE = "tls.crt";
  private static final String TLS_KEY = "tls.key";
  private static final String REDACTED = "<secret contents redacted>";

  private static final Path DATA = Path.of("data");

  Secrets() {
    super(Secret.TYPE);
  }

  /** Texts that clients write for their convenience become data; Go: Convert_v1_Secret. */
  @Override
  public Secret defaults(Secret secret) {
    Map<String, Bytes> data = new HashMap<>(secret.data());
    secret.stringData().forEach((key, text) -> data.put(key, Bytes.ofUtf8(text)));
    return secret.with(s ->
        s.data(data)
            .stringData(Map.of())
            .type(Texts.isEmpty(secret.type()) ? OPAQUE : secret.type()));
  }

  @Override
  public void validate(Secret secret, FieldErrors errors) {
    long bytes = 0;
    for (Map.Entry<String, Bytes> each : secret.data().entrySet()) {
      String key = each.getKey();
      errors.invalid(DATA.key(key), key, Names.configMapKey(key));
      bytes += each.getValue().size();
    }
    if (bytes > ConfigMaps.MAX_DATA_BYTES) {
      errors.tooLong(DATA, ConfigMaps.MAX_DATA_BYTES);
    }
    switch (Texts.orEmpty(secret.type())) {
      case SERVICE_ACCOUNT_TOKEN -> {
        if (secret.metadata().annotation(SERVICE_ACCOUNT_NAME).orElse("").isEmpty()) {
          errors.required(Path.of("metadata", "annotations").key(SERVICE_ACCOUNT_NAME), "");
        }
      }
      case "kubernetes.io/dockercfg" -> validateJson(secret, ".dockercfg", errors);
      case "kubernetes.io/dockerconfigjson" -> validateJson(secret, ".dockerconfigjson", errors);
      case "kubernetes.io/basic-auth" -> {
        if (!secret.data().containsKey("username") && !secret.data().containsKey("password")) {
          requireKey(secret, "username", errors);
          requireKey(secret, "password", errors);
        }
      }
      case "kubernetes.io/ssh-auth" -> {
        Bytes key = secret.data().get("ssh-privatekey");
        if (key == null || key.isEmpty()) {
          errors.required(DATA.key("ssh-privatekey"), "");
        }
      }
      case TLS -> {
        requireKey(secret, TLS_CERTIFICATE, errors);
        requireKey(secret, TLS_KEY, errors);
      }
      default -> {
        // Other types are their users' own.
      }
    }
  }

  private static void requireKey(Secret secret, String key, FieldErrors errors) {
    if (!secret.data().containsKey(key)) {
      errors.required(DATA.key(key), "");
    }
  }

  private static void validateJson(Secret secret, String key, FieldErrors errors) {
    Bytes json = secret.data().get(key);
    if (json == null) {
      errors.required(DATA.key(key), "");
    } else if (json.isEmpty()) {
      errors.invalid(DATA.key(key), REDACTED, "unexpected end of JSON input");
    } else {
      String problem = jsonProblem(json);
      if (problem != null) {
        errors.invalid(DATA.key(key), REDACTED, problem);
      }
    }
  }

  private static @Nullable String jsonProblem(Bytes json) {
    String syntax = GoJsonSyntax.problem(json.toByteArray());
    if (syntax != null) {
      return syntax;
    }
    try {
      JsonValue value = Codec.json().decodeTree(json.utf8());
      return value instanceof JsonObject
          ? null
          : "json: cannot unmarshal "
              + (value.kindName().equals("boolean") ? "bool" : value.kindName())
              + " into Go value of type map[string]interface {}";
    } catch (DecodeException notJson) {
      return notJson.getMessage();
    }
  }

  @Override
  public Secret beforeUpdate(Secret secret, Secret old) {
    return Texts.isEmpty(secret.type()) ? secret.with(s -> s.type(old.type())) : secret;
  }

  @Override
  public void validateUpdate(Secret secret, Secret old, FieldErrors errors) {
    Immutable.checkText(secret.type(), old.type(), Path.of("type"), errors);
    if (Boolean.TRUE.equals(old.immutable())) {
      if (!Boolean.TRUE.equals(secret.immutable())) {
        errors.forbidden(Path.of("immutable"), ConfigMaps.IMMUTABLE_MESSAGE);
      }
      if (!secret.data().equals(old.data())) {
        errors.forbidden(DATA, ConfigMaps.IMMUTABLE_MESSAGE);
      }
    }
    validate(secret, errors);
  }

  /** Of a pair of key and certificate, only whether there are any is looked at. */
  @Override
  public List<String> warnings(Secret secret, @Nullable Secret old) {
    if (!TLS.equals(secret.type())) {
      return List.of();
    }
    if (!hasPem(secret, TLS_CERTIFICATE, "-----BEGIN CERTIFICATE-----")) {
      return List.of("tls: failed to find any PEM data in certificate input");
    }
    return hasPem(secret, TLS_KEY, "PRIVATE KEY-----")
        ? List.of()
        : List.of("tls: failed to find any PEM data in key input");
  }

  private static boolean hasPem(Secret secret, String key, String mark) {
    Bytes pem = secret.data().get(key);
    return pem != null && pem.utf8().contains(mark);
  }

  @Override
  public Map<String, String> fields(Secret secret) {
    return Map.of("type", Texts.orEmpty(secret.type()));
  }

  @Override
  public List<JsonValue> cells(Secret secret, Instant now) {
    return Row.of(secret.metadata(), now)
        .text(secret.type())
        .number(secret.data().size())
        .age(secret.metadata())
        .cells();
  }
}
