package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.certificates.v1.ClusterTrustBundle;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * ClusterTrustBundles of certificates.k8s.io. Their names start with their signers\u2019, which
 * {@link #validate} checks.
 */
final class ClusterTrustBundles extends Kind<ClusterTrustBundle> {
  ClusterTrustBundles() {
    super(ClusterTrustBundle.TYPE);
  }

  @Override
  public List<String> nameProblems(String name, boolean isPrefix) {
    return List.of(); // depends on the signer: see validate
  }

  @Override
  public void validate(ClusterTrustBundle object, FieldErrors errors) {
    String signer = requireNonNullElse(object.spec().signerName(), "");
    String name = requireNonNullElse(object.metadata().name(), "");
    errors.invalid(Path.of("metadata", "name"), name, nameProblems(name, signer));
    if (!signer.isEmpty()) {
      SignerNames.validate(signer, Path.of("spec", "signerName"), errors);
    }
  }

  private static List<String> nameProblems(String name, String signer) {
    String prefix = signer.replace('/', ':') + ":";
    if (signer.isEmpty()) {
      return name.contains(":")
          ? List.of("ClusterTrustBundle without signer name must not have \":\" in its name")
          : Names.subdomain(name);
    }
    return name.startsWith(prefix)
        ? Names.subdomain(name.substring(prefix.length()))
        : List.of(
            "ClusterTrustBundle for signerName " + signer + " must be named with prefix " + prefix);
  }

  @Override
  public void validateUpdate(
      ClusterTrustBundle object, ClusterTrustBundle old, FieldErrors errors) {
    validate(object, errors);
    Immutable.checkText(
        object.spec().signerName(), old.spec().signerName(), Path.of("spec", "signerName"), errors);
  }

  @Override
  public boolean updatesUnconditionally() {
    return false;
  }

  @Override
  public Map<String, String> fields(ClusterTrustBundle object) {
    return Map.of("spec.signerName", requireNonNullElse(object.spec().signerName(), ""));
  }

  @Override
  public List<JsonValue> cells(ClusterTrustBundle object, Instant now) {
    return Row.of(object.metadata(), now).textOr(object.spec().signerName(), Row.NONE).cells();
  }
}
