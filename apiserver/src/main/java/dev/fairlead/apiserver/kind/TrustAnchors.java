package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.model.value.Bytes;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;

/** What is wrong with the certificates of authorities in a ClusterTrustBundle. */
final class TrustAnchors {
  /** In bytes; Go: certificates.MaxTrustBundleSize. */
  private static final int MAX_BYTES = 1024 * 1024;

  /** Stands for the certificates in messages. */
  private static final String OMITTED = "<value omitted>";

  private TrustAnchors() {}

  static void validate(String pem, Path path, FieldErrors errors) {
    if (Sizes.utf8(pem) > MAX_BYTES) {
      errors.tooLong(path, MAX_BYTES);
      return;
    }
    Map<Bytes, List<Integer>> seen = new LinkedHashMap<>();
    List<PemObject> blocks = PemBlocks.of(pem);
    int before = errors.size();
    for (int i = 0; i < blocks.size(); i++) {
      String problem = problem(blocks.get(i));
      if (problem != null) {
        errors.invalid(path, OMITTED, "entry " + i + " " + problem);
      } else {
        seen.computeIfAbsent(Bytes.of(blocks.get(i).getContent()), b -> new ArrayList<>()).add(i);
      }
    }
    if (errors.size() > before) {
      return;
    }
    if (blocks.isEmpty()) {
      errors.invalid(path, OMITTED, "at least one trust anchor must be provided");
    }
    for (List<Integer> places : seen.values()) {
      if (places.size() > 1) {
        String printed = places.stream().map(String::valueOf).collect(Collectors.joining(" "));
        errors.invalid(path, OMITTED, "duplicate trust anchor (indices [" + printed + "])");
      }
    }
  }

  private static @Nullable String problem(PemObject block) {
    if (!block.getType().equals("CERTIFICATE")) {
      return "has bad block type: " + block.getType();
    }
    if (!block.getHeaders().isEmpty()) {
      return "has PEM block headers";
    }
    X509Certificate certificate = PemBlocks.certificate(block);
    if (certificate == null) {
      return "does not parse as X.509";
    }
    return certificate.getBasicConstraints() < 0 ? "does not have the CA bit set" : null;
  }
}
