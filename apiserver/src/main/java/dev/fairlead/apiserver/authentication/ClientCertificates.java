package dev.fairlead.apiserver.authentication;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.User;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;

/**
 * Users by client certificate: the common name is the user, the organizations are the groups.
 *
 * <p>TLS has verified that the client owns the certificate; validity, usage and the chain up to one
 * of the authorities are checked here, since TLS may take certificates of other authorities too.
 */
public final class ClientCertificates implements Authenticator {
  static final String CREDENTIAL_ID = "authentication.kubernetes.io/credential-id";

  /** Remembered verified certificates, so that a connection's requests don't verify again. */
  private static final int MAX_REMEMBERED = 1_000;

  /** The attribute of a subject that holds the uid; Go: parseUIDFromCert. */
  private static final ASN1ObjectIdentifier UID = new ASN1ObjectIdentifier("1.3.6.1.4.1.57683.2");

  private static final String USAGE_CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final String USAGE_ANY = "2.5.29.37.0";

  private record Verified(User user, Instant notBefore, Instant notAfter) {
    boolean covers(Instant now) {
      return !now.isBefore(notBefore) && !now.isAfter(notAfter);
    }
  }

  private final Set<TrustAnchor> authorities;
  private final InstantSource clock;
  private final Map<List<X509Certificate>, Verified> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<X509Certificate>, Verified> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  public ClientCertificates(Collection<X509Certificate> authorities, InstantSource clock) {
    this.authorities =
        authorities.stream()
            .map(authority -> new TrustAnchor(authority, null))
            .collect(Collectors.toUnmodifiableSet());
    this.clock = clock;
  }

  @Override
  public Outcome authenticate(Request request) {
    List<X509Certificate> chain = request.clientCertificates();
    if (chain.isEmpty() || authorities.isEmpty()) {
      return Outcome.UNKNOWN;
    }
    Instant now = clock.instant();
    Verified known = recall(chain);
    if (known != null && known.covers(now)) {
      return new Outcome.Authenticated(known.user);
    }
    String problem = problem(chain, now);
    if (problem != null) {
      return new Outcome.Rejected(problem);
    }
    User user = user(chain.getFirst());
    if (user == null) {
      return Outcome.UNKNOWN;
    }
    remember(chain, user);
    return new Outcome.Authenticated(user);
  }

  private @Nullable Verified recall(List<X509Certificate> chain) {
    synchronized (remembered) {
      return remembered.get(chain);
    }
  }

  private void remember(List<X509Certificate> chain, User user) {
    Instant from = Instant.MIN;
    Instant to = Instant.MAX;
    for (X509Certificate each : chain) {
      Instant starts = each.getNotBefore().toInstant();
      Instant ends = each.getNotAfter().toInstant();
      from = starts.isAfter(from) ? starts : from;
      to = ends.isBefore(to) ? ends : to;
    }
    synchronized (remembered) {
      remembered.put(List.copyOf(chain), new Verified(user, from, to));
    }
  }

  private @Nullable String problem(List<X509Certificate> chain, Instant now) {
    try {
      for (X509Certificate each : chain) {
        List<String> usages = each.getExtendedKeyUsage();
        if (usages != null && !usages.contains(USAGE_CLIENT) && !usages.contains(USAGE_ANY)) {
          return "x509: certificate specifies an incompatible key usage";
        }
      }
      X509CertSelector leaf = new X509CertSelector();
      leaf.setCertificate(chain.getFirst());
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(authorities, leaf);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
      parameters.setRevocationEnabled(false); // as kube-apiserver, which reads no revocation lists
      parameters.setDate(Date.from(now));
      CertPathBuilder.getInstance("PKIX").build(parameters);
      return null;
    } catch (GeneralSecurityException e) {
      return "verifying certificate failed: " + e.getMessage();
    }
  }

  /** The user that a verified certificate names, or null if it has no common name. */
  private static @Nullable User user(X509Certificate certificate) {
    X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    List<String> names = values(subject, BCStyle.CN);
    if (names.isEmpty() || names.getLast().isEmpty()) {
      return null;
    }
    List<String> uids = values(subject, UID);
    return new User(
        names.getLast(),
        uids.isEmpty() ? "" : uids.getFirst(),
        values(subject, BCStyle.O),
        Map.of(CREDENTIAL_ID, List.of("X509SHA256=" + fingerprint(certificate))));
  }

  private static List<String> values(X500Name subject, ASN1ObjectIdentifier attribute) {
    List<String> found = new ArrayList<>();
    for (RDN part : subject.getRDNs()) {
      for (AttributeTypeAndValue each : part.getTypesAndValues()) {
        if (each.getType().equals(attribute) && each.getValue() instanceof ASN1String text) {
          found.add(text.getString());
        }
      }
    }
    return found;
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no SHA-256, which every JVM must have", e);
    }
  }
}
