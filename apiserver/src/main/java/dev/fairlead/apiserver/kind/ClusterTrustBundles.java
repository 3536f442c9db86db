package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.certificates.v1.ClusterTrustBundle;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** ClusterTrustBundles of certificates.k8s.io. Their names start with their signers\u2019. */
final class ClusterTrustBundles extends Kind<ClusterTrustBundle> {
  private static final Path SIGNER = Path.of("spec", "signerName");
  private static final Path TRUST = Path.of("spec", "trustBundle");

  ClusterTrustBundles() {
    super(ClusterTrustBundle.TYPE);
  }

  @Override
  public List<String> nameProblems(ClusterTrustBundle object, String name, boolean isPrefix) {
    String signer = Texts.orEmpty(object.spec().signerName());
    if (signer.isEmpty()) {
      return name.contains(":")
          ? List.of("ClusterTrustBundle without signer name must not have \":\" in its name")
          : Names.subdomain(name, isPrefix);
    }
    String prefix = signer.replace('/', ':') + ":";
    return name.startsWith(prefix)
        ? Names.subdomain(name.substring(prefix.length()), isPrefix)
        : List.of(
            "ClusterTrustBundle for signerName " + signer + " must be named with prefix " + prefix);
  }

  @Override
  public void validate(ClusterTrustBundle object, FieldErrors errors) {
    validateSigner(object, errors);
    TrustAnchors.validate(object.spec().trustBundle(), TRUST, errors);
  }

  private static void validateSigner(ClusterTrustBundle object, FieldErrors errors) {
    String signer = Texts.orEmpty(object.spec().signerName());
    if (!signer.isEmpty()) {
      SignerNames.validate(signer, SIGNER, errors);
    }
  }

  /** Certificates that were there before aren't read again. */
  @Override
  public void validateUpdate(
      ClusterTrustBundle object, ClusterTrustBundle old, FieldErrors errors) {
    ObjectMetas.validate(
        object.metadata(),
        false,
        (name, isPrefix) -> nameProblems(object, name, isPrefix),
        Path.of("metadata"),
        errors);
    validateSigner(object, errors);
    if (!object.spec().trustBundle().equals(old.spec().trustBundle())) {
      TrustAnchors.validate(object.spec().trustBundle(), TRUST, errors);
    }
    Immutable.checkText(object.spec().signerName(), old.spec().signerName(), SIGNER, errors);
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
