package dev.fairlead.apiserver.validation;

import java.util.List;

/**
 * Checks of names in the words of Kubernetes' declared rules, which count bytes where the others
 * say characters; Go: k8s.io/apimachinery/pkg/api/validate.
 */
public final class DeclaredRules {
  private DeclaredRules() {}

  /** Go: LongName. A missing name is found elsewhere. */
  public static List<String> subdomain(String value) {
    return value.isEmpty() ? List.of() : inBytes(Names.subdomain(value));
  }

  /** Go: ShortName. */
  public static List<String> label(String value) {
    return inBytes(Names.label(value));
  }

  private static List<String> inBytes(List<String> problems) {
    return problems.stream()
        .map(problem -> problem.replaceFirst("(must be no more than \\d+) characters", "$1 bytes"))
        .toList();
  }
}
