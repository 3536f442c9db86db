package dev.fairlead.apiserver.validation;

/** Checks names that hold a domain, such as {@code example.com/path}. */
public final class Domains {
  private static final String PATH_PATTERN = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
  private static final String PATH_PUNCTUATION = "/-._~%!$&'()*+,;=:";

  private Domains() {}

  /** A domain of three labels or more, such as a signer's. */
  public static void fullyQualifiedName(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path, "");
    } else if (!Names.subdomain(name).isEmpty()) {
      errors.invalid(path, name, String.join(",", Names.subdomain(name)));
    } else if (name.split("\\.", -1).length < 3) {
      errors.invalid(
          path, name, "should be a domain with at least three segments separated by dots");
    }
  }

  /** A domain of two labels or more, which may end with a dot. */
  public static void fullyQualifiedDomainName(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path, "");
      return;
    }
    String domain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (!Names.subdomain(domain).isEmpty()) {
      errors.invalid(path, domain, String.join(",", Names.subdomain(domain)));
      return;
    }
    String[] labels = domain.split("\\.", -1);
    if (labels.length < 2) {
      errors.invalid(
          path, domain, "should be a domain with at least two segments separated by dots");
      return;
    }
    for (String label : labels) {
      if (!Names.label(label).isEmpty()) {
        errors.invalid(path, label, String.join(",", Names.label(label)));
        return;
      }
    }
  }

  /** A domain, a slash and a path of HTTP, such as a managed-by label's. */
  public static void domainPrefixedPath(String value, Path path, FieldErrors errors) {
    if (value.isEmpty()) {
      errors.required(path, "");
      return;
    }
    int slash = value.indexOf('/');
    if (slash <= 0 || slash == value.length() - 1) {
      errors.invalid(path, value, "must be a domain-prefixed path (such as \"acme.io/foo\")");
      return;
    }
    String host = value.substring(0, slash);
    errors.invalid(path, host, Names.subdomain(host));
    String rest = value.substring(slash + 1);
    if (!rest.chars().allMatch(Domains::isPathCharacter)) {
      errors.invalid(path, rest, Names.pattern("Invalid path", PATH_PATTERN));
    }
  }

  /** A label's key whose prefix isn't left out. */
  public static void domainPrefixedKey(String value, Path path, FieldErrors errors) {
    if (value.isEmpty()) {
      errors.required(path, "");
    } else if (!Names.qualifiedName(value).isEmpty()) {
      errors.invalid(path, value, Names.qualifiedName(value));
    } else if (value.indexOf('/') < 0) {
      errors.invalid(path, value, "must be a domain-prefixed key (such as \"acme.io/foo\")");
    }
  }

  private static boolean isPathCharacter(int c) {
    return (c < 0x80 && Character.isLetterOrDigit(c)) || PATH_PUNCTUATION.indexOf(c) >= 0;
  }
}
