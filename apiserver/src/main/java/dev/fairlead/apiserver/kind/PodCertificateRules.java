package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.certificates.v1.PodCertificateRequestSpec;
import dev.fairlead.model.value.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** What is wrong with a new PodCertificateRequest. */
final class PodCertificateRules {
  private static final Path SPEC = Path.of("spec");
  private static final Path REQUEST = SPEC.child("stubPKCS10Request");

  /** In characters. */
  private static final int MAX_UID = 128;

  /** In bytes; Go: certificates.MaxStubPKCS10RequestSize. */
  private static final int MAX_REQUEST = 10 * 1024;

  /** In seconds; Go: MinMaxExpirationSeconds and its like. */
  private static final int HOUR = 3_600;

  private static final int KUBERNETES_MAXIMUM = 24 * HOUR;
  private static final int MAXIMUM = 91 * 24 * HOUR;
  private static final Set<Integer> RSA_BITS = Set.of(3072, 4096);
  private static final Set<Integer> CURVE_BITS = Set.of(256, 384, 521);

  private PodCertificateRules() {}

  static void validate(PodCertificateRequestSpec spec, FieldErrors errors) {
    SignerNames.validate(spec.signerName(), SPEC.child("signerName"), errors);
    Path annotations = SPEC.child("unverifiedUserAnnotations");
    for (String key : spec.unverifiedUserAnnotations().keySet()) {
      validateKey(key.toLowerCase(Locale.ROOT), annotations, errors);
    }
    ObjectMetas.validateAnnotationsSize(spec.unverifiedUserAnnotations(), annotations, errors);
    named("podName", spec.podName(), Names.subdomain(spec.podName()), errors);
    uid("podUID", spec.podUID(), errors);
    named(
        "serviceAccountName",
        spec.serviceAccountName(),
        Names.subdomain(spec.serviceAccountName()),
        errors);
    uid("serviceAccountUID", spec.serviceAccountUID(), errors);
    named("nodeName", spec.nodeName(), Names.subdomain(spec.nodeName()), errors);
    uid("nodeUID", spec.nodeUID(), errors);
    Path path = SPEC.child("maxExpirationSeconds");
    if (spec.maxExpirationSeconds() == null) {
      errors.required(path, "must be set");
      return;
    }
    int seconds = spec.maxExpirationSeconds();
    int most = isKubernetes(spec.signerName()) ? KUBERNETES_MAXIMUM : MAXIMUM;
    if (seconds < HOUR || seconds > most) {
      errors.invalid(path, seconds, "must be in the range [" + HOUR + ", " + most + "]");
    }
    Bytes request = requireNonNullElse(spec.stubPKCS10Request(), Bytes.EMPTY);
    if (request.isEmpty()) {
      errors.invalidOmitted(
          SPEC,
          "exactly one of (stubPKCS10Request) or (pkixPublicKey, proofOfPossession) must be set");
    } else {
      validateRequest(request, errors);
    }
  }

  private static void validateKey(String key, Path path, FieldErrors errors) {
    List<String> problems = Names.qualifiedName(key);
    if (key.isEmpty()) {
      errors.required(path, "");
    } else if (!problems.isEmpty()) {
      errors.invalid(path, key, problems);
    } else if (key.indexOf('/') < 0) {
      errors.invalid(path, key, "must be a domain-prefixed key (such as \"acme.io/foo\")");
    }
  }

  private static void named(String field, String name, List<String> problems, FieldErrors errors) {
    errors.invalid(SPEC.child(field), name, problems);
  }

  private static void uid(String field, String uid, FieldErrors errors) {
    if (uid.isEmpty()) {
      errors.invalid(SPEC.child(field), uid, "must not be empty");
    }
    if (uid.length() > MAX_UID) {
      errors.tooLong(SPEC.child(field), MAX_UID);
    }
  }

  private static boolean isKubernetes(String signer) {
    String host = signer.split("/", 2)[0];
    return host.equals("kubernetes.io") || host.endsWith(".kubernetes.io");
  }

  private static void validateRequest(Bytes request, FieldErrors errors) {
    if (request.size() > MAX_REQUEST) {
      errors.tooLong(REQUEST, MAX_REQUEST);
      return;
    }
    String problem;
    try {
      problem = problem(new JcaPKCS10CertificationRequest(request.toByteArray()));
    } catch (IOException | InvalidKeyException | NoSuchAlgorithmException e) {
      problem = "must be a valid PKCS#10 CSR";
    }
    if (!problem.isEmpty()) {
      errors.invalidOmitted(REQUEST, problem);
    }
  }

  private static String problem(JcaPKCS10CertificationRequest request)
      throws InvalidKeyException, NoSuchAlgorithmException {
    PublicKey key = request.getPublicKey();
    switch (key) {
      case RSAPublicKey rsa -> {
        if (!RSA_BITS.contains(rsa.getModulus().bitLength())) {
          return "RSA keys must have modulus size 3072 or 4096";
        }
      }
      case ECPublicKey curve -> {
        BigInteger order = curve.getParams().getOrder();
        if (!CURVE_BITS.contains(order.bitLength())) {
          return "elliptic public keys must use curve P256, P384, or P521";
        }
      }
      case EdECPublicKey any -> {}
      default -> {
        return "unknown public key type; supported types are Ed25519, ECDSA, and RSA";
      }
    }
    try {
      boolean signed = request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
      return signed ? "" : "invalid signature";
    } catch (OperatorCreationException | PKCSException e) {
      return "invalid signature";
    }
  }
}
