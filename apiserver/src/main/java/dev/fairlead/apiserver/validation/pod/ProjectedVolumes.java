package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.model.core.v1.ClusterTrustBundleProjection;
import dev.fairlead.model.core.v1.KeyToPath;
import dev.fairlead.model.core.v1.PodCertificateProjection;
import dev.fairlead.model.core.v1.ProjectedVolumeSource;
import dev.fairlead.model.core.v1.ServiceAccountTokenProjection;
import dev.fairlead.model.core.v1.VolumeProjection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a volume that shows several sources in one folder. */
final class ProjectedVolumes {
  private static final long MIN_TOKEN_SECONDS = 600;
  private static final long MAX_TOKEN_SECONDS = 1L << 32;
  private static final int MIN_CERTIFICATE_SECONDS = 3_600;

  /** 91 days (certificates.MaxMaxExpirationSeconds). */
  private static final int MAX_CERTIFICATE_SECONDS = 91 * 24 * 3_600;

  /** A day, for signers of Kubernetes itself (KubernetesMaxMaxExpirationSeconds). */
  private static final int MAX_KUBERNETES_CERTIFICATE_SECONDS = 24 * 3_600;

  private static final List<String> KEY_TYPES =
      List.of("ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519", "RSA3072", "RSA4096");

  private final Path path;
  private final FieldErrors errors;
  private final Scope scope;
  private final Set<String> files = new HashSet<>();

  private ProjectedVolumes(Path path, Scope scope) {
    this.path = path;
    this.errors = scope.errors();
    this.scope = scope;
  }

  static void validate(ProjectedVolumeSource projected, Path path, Scope scope) {
    FileVolumes.mode(projected.defaultMode(), path.child("defaultMode"), scope.errors());
    ProjectedVolumes checks = new ProjectedVolumes(path, scope);
    for (int i = 0; i < projected.sources().size(); i++) {
      checks.source(projected.sources().get(i), path.child("sources").index(i));
    }
  }

  private void source(VolumeProjection source, Path at) {
    int count = 0;
    if (source.secret() != null) {
      count++;
      items(source.secret().name(), source.secret().items(), at.child("secret"));
    }
    if (source.configMap() != null) {
      count++;
      items(source.configMap().name(), source.configMap().items(), at.child("configMap"));
    }
    if (source.downwardAPI() != null) {
      count++;
      for (var file : source.downwardAPI().items()) {
        FileVolumes.file(file, at.child("downwardAPI"), errors);
        once(file.path(), file.path());
      }
    }
    if (source.serviceAccountToken() != null) {
      count++;
      token(source.serviceAccountToken(), at.child("serviceAccountToken"));
    }
    if (source.clusterTrustBundle() != null) {
      count++;
      bundle(source.clusterTrustBundle(), at.child("clusterTrustBundle"));
    }
    if (source.podCertificate() != null) {
      count++;
      certificate(source.podCertificate(), at.child("podCertificate"));
    }
    if (count > 1) {
      errors.forbidden(at, "may not specify more than 1 volume type per source");
    }
  }

  private void items(@Nullable String name, List<KeyToPath> items, Path at) {
    if (isEmpty(name)) {
      errors.required(at.child("name"), "");
    }
    for (int i = 0; i < items.size(); i++) {
      FileVolumes.item(items.get(i), at.child("items").index(i), errors);
      once(items.get(i).path(), orEmpty(name));
    }
  }

  private void once(String file, String shown) {
    if (!file.isEmpty() && !files.add(file)) {
      errors.invalid(path, shown, "conflicting duplicate paths");
    }
  }

  private void token(ServiceAccountTokenProjection token, Path at) {
    Path expiration = at.child("expirationSeconds");
    Long seconds = token.expirationSeconds();
    if (seconds == null) {
      errors.required(expiration, "");
    } else if (seconds < MIN_TOKEN_SECONDS) {
      errors.invalid(expiration, seconds, "may not specify a duration less than 10 minutes");
    } else if (seconds > MAX_TOKEN_SECONDS) {
      errors.invalid(expiration, seconds, "may not specify a duration larger than 2^32 seconds");
    }
    if (token.path().isEmpty()) {
      errors.required(path.child("path"), "");
      return;
    }
    FieldErrors problems = new FieldErrors();
    FilePaths.notReserved(token.path(), path.child("path"), problems);
    if (!problems.isEmpty() && !scope.tolerates(Scope.Tolerance.TOKEN_PATH)) {
      errors.addAll(problems);
    }
  }

  private void bundle(ClusterTrustBundleProjection bundle, Path at) {
    String name = bundle.name();
    String signer = bundle.signerName();
    if (name != null && signer != null) {
      errors.invalid(at, InternalJson.of(bundle), "only one of name and signerName may be used");
    } else if (name != null) {
      if (name.isEmpty()) {
        errors.required(at.child("name"), "must be a valid object name");
      }
      for (String problem : bundleNameProblems(name)) {
        errors.invalid(at.child("name"), name, "not a valid clustertrustbundlename: " + problem);
      }
      if (bundle.labelSelector() != null) {
        errors.invalid(
            at.child("labelSelector"),
            bundle.labelSelector(),
            "labelSelector must be unset if name is specified");
      }
    } else if (signer != null) {
      if (signer.isEmpty()) {
        errors.required(at.child("signerName"), "must be a valid signer name");
      }
      Signers.validate(signer, at.child("signerName"), errors);
      LabelSelectors.validate(bundle.labelSelector(), at.child("labelSelector"), errors);
    } else {
      errors.required(at, "either name or signerName must be specified");
    }
    if (bundle.path().isEmpty()) {
      errors.required(at.child("path"), "");
    }
    FilePaths.notReserved(bundle.path(), at.child("path"), errors);
    if (!files.add(bundle.path())) {
      errors.invalid(path, bundle.path(), "conflicting duplicate paths");
    }
  }

  /** A name with colons starts with that of a signer, whose slash is a colon too. */
  private static List<String> bundleNameProblems(String name) {
    int colon = name.lastIndexOf(':');
    return Names.subdomain(colon > 0 ? name.substring(colon + 1) : name);
  }

  private void certificate(PodCertificateProjection certificate, Path at) {
    String signer = orEmpty(certificate.signerName());
    Signers.validate(signer, at.child("signerName"), errors);
    annotations(certificate.userAnnotations(), at.child("userAnnotations"));
    String keyType = orEmpty(certificate.keyType());
    if (!KEY_TYPES.contains(keyType)) {
      errors.notSupported(
          at.child("keyType"),
          keyType,
          List.of("RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519"));
    }
    Integer seconds = certificate.maxExpirationSeconds();
    Path expiration = at.child("maxExpirationSeconds");
    int most =
        Signers.isOfKubernetes(signer)
            ? MAX_KUBERNETES_CERTIFICATE_SECONDS
            : MAX_CERTIFICATE_SECONDS;
    if (seconds != null && seconds < MIN_CERTIFICATE_SECONDS) {
      errors.invalid(expiration, seconds, "if provided, maxExpirationSeconds must be >= 3600");
    }
    if (seconds != null && seconds > most) {
      errors.invalid(expiration, seconds, "if provided, maxExpirationSeconds must be <= " + most);
    }
    certificateFile(certificate.credentialBundlePath(), at.child("credentialBundlePath"));
    certificateFile(certificate.keyPath(), at.child("keyPath"));
    certificateFile(certificate.certificateChainPath(), at.child("certificateChainPath"));
    if (isEmpty(certificate.credentialBundlePath())
        && isEmpty(certificate.keyPath())
        && isEmpty(certificate.certificateChainPath())) {
      errors.required(
          at, "specify at least one of credentialBundlePath, keyPath, and certificateChainPath");
    }
  }

  private void certificateFile(@Nullable String file, Path at) {
    if (file != null && !file.isEmpty()) {
      FilePaths.notReserved(file, at, errors);
      once(file, file);
    }
  }

  private void annotations(Map<String, String> annotations, Path at) {
    long bytes = 0;
    for (Map.Entry<String, String> each : annotations.entrySet()) {
      String key = each.getKey().toLowerCase(Locale.ROOT);
      List<String> problems = Names.qualifiedName(key);
      if (key.isEmpty()) {
        errors.required(at, "");
      } else if (problems.isEmpty() && key.indexOf('/') < 0) {
        errors.invalid(at, key, "must be a domain-prefixed key (such as \"acme.io/foo\")");
      } else {
        errors.invalid(at, key, problems);
      }
      bytes += Sizes.utf8(each.getKey()) + Sizes.utf8(each.getValue());
    }
    if (bytes > ObjectMetas.MAX_ANNOTATION_BYTES) {
      errors.tooLong(at, (int) ObjectMetas.MAX_ANNOTATION_BYTES);
    }
  }
}
