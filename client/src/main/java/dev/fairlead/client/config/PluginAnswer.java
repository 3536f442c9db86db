package dev.fairlead.client.config;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a credential plugin has given.
 *
 * @param expires after which it is to be asked again; null for never
 */
record PluginAnswer(
    @Nullable String token, @Nullable ClientCertificate certificate, @Nullable Instant expires) {

  /**
   * Reads what a plugin has printed.
   *
   * @throws ConfigException if it is no ExecCredential of the version asked for, or has nothing
   */
  static PluginAnswer read(byte[] printed, Plugin plugin) {
    String where = plugin.where() + ": " + plugin;
    Problems problems = new Problems();
    if (!(tree(printed) instanceof JsonObject object)) {
      throw plugin.failed("printed no ExecCredential in JSON: it must, and nothing else");
    }
    Fields root = new Fields(object, where, problems);
    String kind = root.text("kind");
    String version = root.text("apiVersion");
    problems.throwIfAny();
    if (!kind.equals("ExecCredential") || !version.equals(plugin.apiVersion())) {
      throw plugin.failed(
          "printed kind %s and apiVersion %s: it must print an ExecCredential of the kubeconfig's %s"
              .formatted(Problems.quote(kind), Problems.quote(version), plugin.apiVersion()));
    }
    if (!root.has("status")) {
      throw plugin.failed("printed an ExecCredential without status: log in with it");
    }
    PluginAnswer answer = status(root.object("status"), plugin, problems);
    problems.throwIfAny();
    return answer;
  }

  private static @Nullable JsonValue tree(byte[] printed) {
    String text = new String(printed, StandardCharsets.UTF_8);
    try {
      return Codec.json().decodeTree(text);
    } catch (DecodeException e) { // whose message may show a part
      return yaml(text);
    }
  }

  /** As client-go, which asks for JSON and takes both. */
  private static @Nullable JsonValue yaml(String text) {
    try {
      return Codec.yaml().decodeTree(text);
    } catch (DecodeException e) {
      return null;
    }
  }

  private static PluginAnswer status(Fields status, Plugin plugin, Problems problems) {
    String token = status.text("token");
    String certificate = status.text("clientCertificateData");
    String key = status.text("clientKeyData");
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
    if (token.isEmpty() && certificate.isEmpty() && key.isEmpty()) {
      throw plugin.failed("gave neither a token nor a client certificate: log in with it");
    }
    if (certificate.isEmpty() != key.isEmpty()) {
      throw plugin.failed(
          "gave only one of clientCertificateData and clientKeyData: both belong together");
    }
    if (!token.isEmpty()) {
      Credential.checkHeader(token, status.where() + ".token", problems);
    }
    ClientCertificate own =
        certificate.isEmpty()
            ? null
            : ClientCertificate.read(
                certificate.getBytes(StandardCharsets.UTF_8),
                status.where() + ".clientCertificateData",
                key.getBytes(StandardCharsets.UTF_8),
                status.where() + ".clientKeyData",
                problems);
    return new PluginAnswer(token.isEmpty() ? null : token, own, expires(status, problems));
  }

  private static @Nullable Instant expires(Fields status, Problems problems) {
    String text = status.text("expirationTimestamp");
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      problems.add(
          status.where() + ".expirationTimestamp",
          Problems.quote(text) + " is no time: it must be like 2026-01-31T08:00:00Z");
      return null;
    }
  }

  boolean isOver(Instant now) {
    return expires != null && now.isAfter(expires);
  }

  @Override
  public String toString() {
    return "PluginAnswer[expires " + expires + "]"; // the rest is secret
  }
}
