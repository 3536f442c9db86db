package dev.fairlead.apiserver.differential;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Where a server is and as whom to ask it. */
record Endpoint(URI url, @Nullable SSLContext tls, @Nullable String token) {
  private static final char[] NO_PASSWORD = {};

  /** The current context of a kubeconfig, or {@code FILE#CONTEXT} for another. */
  static Endpoint ofKubeconfig(String place) {
    int hash = place.indexOf('#');
    Path file = Path.of(hash < 0 ? place : place.substring(0, hash));
    try {
      JsonObject config = (JsonObject) Codec.yaml().decodeTree(Files.readString(file));
      String wanted = hash < 0 ? config.string("current-context") : place.substring(hash + 1);
      JsonObject context = named(config, "contexts", "context", wanted);
      JsonObject cluster = named(config, "clusters", "cluster", context.string("cluster"));
      JsonObject user = named(config, "users", "user", context.string("user"));
      byte[] authority = bytes(file, cluster, "certificate-authority");
      SSLContext tls =
          authority == null
              ? null
              : tls(
                  authority,
                  bytes(file, user, "client-certificate"),
                  bytes(file, user, "client-key"));
      String server = cluster.string("server");
      return new Endpoint(URI.create(server == null ? "" : server), tls, user.string("token"));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("the kubeconfig " + file + " can't be used: " + e, e);
    }
  }

  private static JsonObject named(
      JsonObject config, String list, String member, @Nullable String name) {
    if (config.get(list) instanceof JsonArray entries) {
      for (JsonValue entry : entries.items()) {
        if (entry instanceof JsonObject o
            && o.get(member) instanceof JsonObject found
            && (name == null || name.equals(o.string("name")))) {
          return found;
        }
      }
    }
    throw new IllegalArgumentException("the kubeconfig has no " + name + " in its " + list);
  }

  private static byte @Nullable [] bytes(Path config, JsonObject from, String name)
      throws IOException {
    String data = from.string(name + "-data");
    if (data != null) {
      return Base64.getDecoder().decode(data);
    }
    String path = from.string(name);
    return path == null ? null : Files.readAllBytes(config.resolveSibling(path));
  }

  static SSLContext tls(byte[] authority, byte @Nullable [] certificate, byte @Nullable [] key)
      throws GeneralSecurityException, IOException {
    CertificateFactory x509 = CertificateFactory.getInstance("X.509");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, NO_PASSWORD);
    int count = 0;
    for (Certificate each : x509.generateCertificates(new ByteArrayInputStream(authority))) {
      trusted.setCertificateEntry("ca" + count++, each);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManager[] own = null;
    if (certificate != null && key != null) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      Certificate[] chain =
          x509.generateCertificates(new ByteArrayInputStream(certificate))
              .toArray(new Certificate[0]);
      store.setKeyEntry("client", privateKey(key), NO_PASSWORD, chain);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      own = keys.getKeyManagers();
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own, trust.getTrustManagers(), null);
    return context;
  }

  private static PrivateKey privateKey(byte[] pem) throws GeneralSecurityException {
    String text = new String(pem, StandardCharsets.US_ASCII);
    String base64 = text.replaceAll("-----[^-]+-----", "").replaceAll("\\s", "");
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(spec);
    } catch (InvalidKeySpecException notRsa) {
      return KeyFactory.getInstance("EC").generatePrivate(spec);
    }
  }
}
