package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.model.value.GoQuote;
import java.util.List;
import java.util.function.Function;

/** Checks the names of signers: a domain, a slash and a path of labels. */
final class SignerNames {
  /** In bytes: a domain, a slash, and a path that holds a label, a dot and a subdomain. */
  private static final int MAX_LENGTH =
      Names.MAX_SUBDOMAIN_LENGTH
          + 1
          + Names.MAX_SUBDOMAIN_LENGTH
          + Names.MAX_LABEL_LENGTH
          + 1;

  private SignerNames() {}

  static void validate(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path, "");
      return;
    }
    String[] segments = name.split("/", -1);
    if (segments.length != 2) {
      errors.invalid(
          path,
          name,
          "must be a fully qualified domain and path of the form 'example.com/signer-name'");
      return;
    }
    if (Sizes.utf8(segments[0]) > Names.MAX_SUBDOMAIN_LENGTH) {
      errors.tooLong(path, Names.MAX_SUBDOMAIN_LENGTH);
    }
    validateLabels(segments[0], Names::label, path, errors);
    if (segments[0].indexOf('.') < 0) {
      errors.invalid(
          path, segments[0], "should be a domain with at least two segments separated by dots");
    }
    validateLabels(segments[1], Names::subdomain, path, errors);
    if (Sizes.utf8(name) > MAX_LENGTH) {
      errors.tooLong(path, MAX_LENGTH);
    }
  }

  /** Reports the first label that is wrong. */
  private static void validateLabels(
      String text, Function<String, List<String>> rule, Path path, FieldErrors errors) {
    for (String label : text.split("\\.", -1)) {
      List<String> problems = rule.apply(label);
      problems.forEach(problem ->
          errors.invalid(
              path, text, "validating label " + GoQuote.quote(label) + ": " + problem));
      if (!problems.isEmpty()) {
        return;
      }
    }
  }
}
