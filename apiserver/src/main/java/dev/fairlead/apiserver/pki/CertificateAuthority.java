package dev.fairlead.apiserver.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** Makes and signs the certificates of one server. Safe for use by many threads. */
public final class CertificateAuthority {
  /** As kubeadm's CertificateAuthorityValidity: ten years. */
  public static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);

  /** As kubeadm's CertificateValidity: a year. */
  public static final Duration VALIDITY = Duration.ofDays(365);

  /** By which names programs call the server, from outside and from Pods. */
  public static final List<String> SERVER_NAMES =
      List.of(
          "localhost",
          "kubernetes",
          "kubernetes.default",
          "kubernetes.default.svc",
          "kubernetes.default.svc.cluster.local");

  /** The loopback interface, and the first address of kube-apiserver's default service range. */
  public static final List<String> SERVER_ADDRESSES = List.of("127.0.0.1", "::1", "10.0.0.1");

  /** How long before now a certificate begins to hold, for clients whose clocks are behind. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** The curve of all keys: the fastest that every TLS client has. */
  private static final String CURVE = "secp256r1";

  /** Bits of a serial number: what the CA/Browser Forum asks for, and positive. */
  private static final int SERIAL_BITS = 127;

  private final SecureRandom random;
  private final InstantSource clock;
  private final Identity self;
  private final X500Name name;

  private CertificateAuthority(
      SecureRandom random, InstantSource clock, Identity self, X500Name name) {
    this.random = random;
    this.clock = clock;
    this.self = self;
    this.name = name;
  }

  /** A new authority with a new key. */
  public static CertificateAuthority create(String name, SecureRandom random, InstantSource clock) {
    KeyPair keys = newKeys(random);
    X500Name subject = subject(name, List.of());
    try {
      X509v3CertificateBuilder certificate =
          builder(subject, subject, keys.getPublic(), AUTHORITY_VALIDITY, random, clock);
      certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      certificate.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(
              KeyUsage.digitalSignature | KeyUsage.keyEncipherment | KeyUsage.keyCertSign));
      X509Certificate signed = sign(certificate, keys.getPrivate(), random);
      return new CertificateAuthority(
          random, clock, new Identity(signed, keys.getPrivate()), subject);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("can't make the certificate of the authority", e);
    }
  }

  /** A key pair on P-256, for certificates and for ServiceAccount tokens signed with ES256. */
  public static KeyPair newKeys(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no keys on " + CURVE, e);
    }
  }

  /** The authority's own certificate, for those who are to trust it. */
  public X509Certificate certificate() {
    return self.certificate();
  }

  public String certificatePem() {
    return self.certificatePem();
  }

  /**
   * A new key with a certificate for a server.
   *
   * @param dnsNames and addresses by which clients will call it
   */
  public Identity server(String commonName, List<String> dnsNames, List<String> addresses) {
    KeyPair keys = newKeys(random);
    GeneralName[] names = new GeneralName[dnsNames.size() + addresses.size()];
    int at = 0;
    for (String dnsName : dnsNames) {
      names[at++] = new GeneralName(GeneralName.dNSName, dnsName);
    }
    for (String address : addresses) {
      names[at++] = new GeneralName(GeneralName.iPAddress, address);
    }
    X509Certificate certificate =
        issue(
            subject(commonName, List.of()),
            keys.getPublic(),
            VALIDITY,
            KeyPurposeId.id_kp_serverAuth,
            names);
    return new Identity(certificate, keys.getPrivate());
  }

  /**
   * A new key with a certificate for a client.
   *
   * @param user becomes the common name
   * @param groups become the organizations
   */
  public Identity client(String user, List<String> groups, Duration validity) {
    KeyPair keys = newKeys(random);
    X509Certificate certificate =
        issue(
            subject(user, groups),
            keys.getPublic(),
            validity,
            KeyPurposeId.id_kp_clientAuth,
            new GeneralName[0]);
    return new Identity(certificate, keys.getPrivate());
  }

  private X509Certificate issue(
      X500Name subject,
      PublicKey key,
      Duration validity,
      KeyPurposeId purpose,
      GeneralName[] names) {
    try {
      X509v3CertificateBuilder certificate = builder(name, subject, key, validity, random, clock);
      certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      certificate.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
      certificate.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      if (names.length > 0) {
        certificate.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      return sign(certificate, self.key(), random);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("can't make the certificate of " + subject, e);
    }
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer,
      X500Name subject,
      PublicKey key,
      Duration validity,
      SecureRandom random,
      InstantSource clock) {
    Instant now = clock.instant();
    return new X509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, random),
        Date.from(now.minus(CLOCK_SKEW)),
        Date.from(now.plus(validity)),
        subject,
        SubjectPublicKeyInfo.getInstance(key.getEncoded()));
  }

  private static X509Certificate sign(
      X509v3CertificateBuilder certificate, PrivateKey key, SecureRandom random)
      throws IOException, GeneralSecurityException {
    byte[] der = certificate.build(new EcdsaSigner(key, random)).getEncoded();
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static X500Name subject(String commonName, List<String> organizations) {
    X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
    for (String organization : organizations) {
      subject.addRDN(BCStyle.O, organization);
    }
    return subject.addRDN(BCStyle.CN, commonName).build();
  }
}
