package dev.fairlead.client.config;

import dev.fairlead.client.config.Der.Element;
import dev.fairlead.client.config.Der.MalformedDerException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a private key in PEM: PKCS#8, the PKCS#1 of RSA or the SEC 1 of EC. Java knows only the
 * first, so the others are wrapped into it. Which one it is, the structure says and not the label,
 * as in Go: files with the wrong label exist. No message shows anything of the key.
 */
final class PrivateKeys {
  private static final String LABEL = "PRIVATE KEY";

  /** 1.2.840.113549.1.1.1, rsaEncryption (RFC 8017). */
  private static final byte[] RSA = HexFormat.of().parseHex("2a864886f70d010101");

  /** 1.2.840.10045.2.1, id-ecPublicKey (RFC 5480). */
  private static final byte[] EC = HexFormat.of().parseHex("2a8648ce3d0201");

  /** Java's algorithm of each object identifier, in hex. */
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "2a864886f70d010101", "RSA",
          "2a864886f70d01010a", "RSASSA-PSS",
          "2a8648ce3d0201", "EC",
          "2b6570", "EdDSA", // Ed25519
          "2b6571", "EdDSA"); // Ed448

  /** The curves that Java signs with, as encoded object identifiers: P-256, P-384, P-521. */
  private static final Set<String> CURVES =
      Set.of("06082a8648ce3d030107", "06052b81040022", "06052b81040023");

  private PrivateKeys() {}

  /** The first key; null, and a problem, if there is none that can be used. */
  static @Nullable PrivateKey read(byte[] pem, String where, Problems problems) {
    byte[] curve = null;
    List<Pem.Block> blocks = Pem.blocks(pem, LABEL, where, problems);
    for (Pem.Block block : blocks) {
      if (block.label().equals("EC PARAMETERS")) {
        curve = block.der();
      } else if (block.label().endsWith(LABEL)) {
        return readBlock(block, curve, where, problems);
      }
    }
    if (!blocks.isEmpty()) {
      problems.add(
          where,
          "has no key, only a block %s: it must have a block -----BEGIN %s-----"
              .formatted(blocks.get(0).label(), LABEL));
    }
    return null;
  }

  private static @Nullable PrivateKey readBlock(
      Pem.Block block, byte @Nullable [] curve, String where, Problems problems) {
    if (block.label().startsWith("ENCRYPTED") || block.headers().contains("ENCRYPTED")) {
      problems.add(
          where,
          "the key needs a passphrase, which can't be given here: write it without one, with"
              + " 'openssl pkey -in old.pem -out new.pem'");
      return null;
    }
    if (block.label().startsWith("OPENSSH")) {
      problems.add(
          where,
          "is a key in OpenSSH's own format: write it as PEM, with 'ssh-keygen -p -m PEM -f FILE'");
      return null;
    }
    try {
      return decode(block.der(), curve);
    } catch (MalformedDerException e) {
      problems.add(
          where, "the block %s is damaged or no key: copy it again".formatted(block.label()));
    } catch (GeneralSecurityException e) { // its message may show parts of the key
      problems.add(
          where,
          "is a key that Java can't use: take RSA, EC with P-256, P-384 or P-521, or Ed25519");
    }
    return null;
  }

  private static PrivateKey decode(byte[] der, byte @Nullable [] curve)
      throws MalformedDerException, GeneralSecurityException {
    List<Element> outer = Der.elements(der);
    if (outer.size() != 1 || outer.get(0).tag() != Der.SEQUENCE) {
      throw new MalformedDerException();
    }
    List<Element> parts = outer.get(0).children();
    if (parts.size() < 2 || parts.get(0).tag() != Der.INTEGER) {
      throw new MalformedDerException();
    }
    return switch (parts.get(1).tag()) {
      case Der.SEQUENCE -> pkcs8(der, parts.get(1));
      case Der.INTEGER -> {
        byte[] algorithm = Der.encode(Der.OBJECT_IDENTIFIER, RSA);
        yield wrapped("RSA", algorithm, Der.encode(Der.NULL), der);
      }
      case Der.OCTET_STRING -> {
        byte[] algorithm = Der.encode(Der.OBJECT_IDENTIFIER, EC);
        byte[] parameters = curveOf(parts, curve);
        checkCurve(parameters);
        yield wrapped("EC", algorithm, parameters, der);
      }
      default -> throw new MalformedDerException();
    };
  }

  private static PrivateKey pkcs8(byte[] der, Element algorithm)
      throws MalformedDerException, GeneralSecurityException {
    List<Element> parts = algorithm.children();
    if (parts.isEmpty() || parts.get(0).tag() != Der.OBJECT_IDENTIFIER) {
      throw new MalformedDerException();
    }
    String name = ALGORITHMS.get(HexFormat.of().formatHex(parts.get(0).content()));
    if (name == null) {
      throw new GeneralSecurityException("unknown algorithm");
    }
    if (name.equals("EC")) {
      checkCurve(parts.size() < 2 ? new byte[0] : parts.get(1).encoded());
    }
    return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /** KeyFactory takes more curves than signatures then do. */
  private static void checkCurve(byte[] curve) throws GeneralSecurityException {
    if (!CURVES.contains(HexFormat.of().formatHex(curve))) {
      throw new GeneralSecurityException("unknown curve");
    }
  }

  /** PKCS#8 (RFC 5958): version 0, the algorithm with its parameters, the key as it was. */
  private static PrivateKey wrapped(String name, byte[] algorithm, byte[] parameters, byte[] key)
      throws GeneralSecurityException {
    byte[] der =
        Der.encode(
            Der.SEQUENCE,
            Der.encode(Der.INTEGER, new byte[] {0}),
            Der.encode(Der.SEQUENCE, algorithm, parameters),
            Der.encode(Der.OCTET_STRING, key));
    return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /** The curve stands in the key (RFC 5915), or else in the block EC PARAMETERS before it. */
  private static byte[] curveOf(List<Element> parts, byte @Nullable [] before)
      throws MalformedDerException, GeneralSecurityException {
    for (Element part : parts) {
      if (part.tag() == Der.CONTEXT_0) {
        return part.content();
      }
    }
    if (before == null) {
      throw new GeneralSecurityException("no curve");
    }
    return before;
  }
}
