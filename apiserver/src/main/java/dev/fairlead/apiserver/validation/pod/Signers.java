package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.value.GoQuote;
import java.util.List;

/** Checks names of signers of certificates: a domain, a slash, and a path of labels. */
public final class Signers {
  /** Longest name, in bytes: a subdomain, a slash, a label, a dot and a subdomain. */
  private static final int MAX_LENGTH = 2 * Names.MAX_SUBDOMAIN_LENGTH + Names.MAX_LABEL_LENGTH + 2;

  private Signers() {}

  public static boolean isOfKubernetes(String signer) {
    int slash = signer.indexOf('/');
    String host = slash < 0 ? signer : signer.substring(0, slash);
    return host.equals("kubernetes.io") || host.endsWith(".kubernetes.io");
  }

  public static void validate(String signer, Path path, FieldErrors errors) {
    if (signer.isEmpty()) {
      errors.required(path, "");
      return;
    }
    List<String> segments = List.of(signer.split("/", -1));
    if (segments.size() != 2) {
      errors.invalid(
          path,
          signer,
          "must be a fully qualified domain and path of the form 'example.com/signer-name'");
      return;
    }
    String domain = segments.get(0);
    if (domain.length() > Names.MAX_SUBDOMAIN_LENGTH) {
      errors.tooLong(path, Names.MAX_SUBDOMAIN_LENGTH);
    }
    List<String> labels = List.of(domain.split("\\.", -1));
    for (String label : labels) {
      if (report(Names.label(label), label, domain, path, errors)) {
        break;
      }
    }
    if (labels.size() < 2) {
      errors.invalid(
          path, domain, "should be a domain with at least two segments separated by dots");
    }
    for (String part : segments.get(1).split("\\.", -1)) {
      if (report(Names.subdomain(part), part, segments.get(1), path, errors)) {
        break;
      }
    }
    if (signer.length() > MAX_LENGTH) {
      errors.tooLong(path, MAX_LENGTH);
    }
  }

  private static boolean report(
      List<String> problems, String label, String segment, Path path, FieldErrors errors) {
    for (String problem : problems) {
      errors.invalid(path, segment, "validating label " + GoQuote.quote(label) + ": " + problem);
    }
    return !problems.isEmpty();
  }
}
