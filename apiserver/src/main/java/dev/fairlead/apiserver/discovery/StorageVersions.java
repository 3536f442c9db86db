package dev.fairlead.apiserver.discovery;

import dev.fairlead.apiserver.catalog.Catalog;
import dev.fairlead.apiserver.catalog.CustomResource;
import dev.fairlead.schema.ApiResource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The hashes by which discovery tells in which version objects are stored: storage migration looks
 * at them. We store in the served version, but show kube-apiserver's hash, so that the documents
 * are alike.
 */
final class StorageVersions {
  private static final int HASH_BYTES = 8; // k8s.io/apiserver/pkg/endpoints/discovery

  /** Kinds that kube-apiserver 1.37.2 stores in another version than that of discovery. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "events.k8s.io/v1/Event", "/v1/Event",
          "autoscaling/v1/HorizontalPodAutoscaler", "autoscaling/v2/HorizontalPodAutoscaler",
          "certificates.k8s.io/v1/ClusterTrustBundle",
              "certificates.k8s.io/v1beta1/ClusterTrustBundle",
          "certificates.k8s.io/v1/PodCertificateRequest",
              "certificates.k8s.io/v1beta1/PodCertificateRequest",
          "apiextensions.k8s.io/v1/CustomResourceDefinition",
              "apiextensions.k8s.io/v1beta1/CustomResourceDefinition",
          "resource.k8s.io/v1/DeviceTaintRule", "resource.k8s.io/v1beta2/DeviceTaintRule",
          "storagemigration.k8s.io/v1/StorageVersionMigration",
              "storagemigration.k8s.io/v1beta1/StorageVersionMigration");

  private final Map<String, String> stored = new HashMap<>(ELSEWHERE);

  StorageVersions(Catalog catalog) {
    for (CustomResource custom : catalog.customResources()) {
      ApiResource resource = custom.resource();
      stored.put(
          name(resource.group(), resource.version(), resource.kind()),
          name(resource.group(), custom.storageVersion(), resource.kind()));
    }
  }

  /** The hash, or empty if objects of the resource aren't stored. */
  String hash(ApiResource resource) {
    if (!resource.verbs().contains("get") || !resource.verbs().contains("create")) {
      return "";
    }
    String served = name(resource.group(), resource.version(), resource.kind());
    byte[] digest = sha256(stored.getOrDefault(served, served));
    return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, HASH_BYTES));
  }

  private static String name(String group, String version, String kind) {
    return group + "/" + version + "/" + kind;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
