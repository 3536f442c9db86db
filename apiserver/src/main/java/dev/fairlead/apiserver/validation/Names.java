package dev.fairlead.apiserver.validation;

import static dev.fairlead.apiserver.validation.NameSyntax.addParentFolderProblems;
import static dev.fairlead.apiserver.validation.NameSyntax.consistsOf;
import static dev.fairlead.apiserver.validation.NameSyntax.isAlphanumeric;
import static dev.fairlead.apiserver.validation.NameSyntax.isDigit;
import static dev.fairlead.apiserver.validation.NameSyntax.isLabel;
import static dev.fairlead.apiserver.validation.NameSyntax.isLower;
import static dev.fairlead.apiserver.validation.NameSyntax.isSubdomain;
import static dev.fairlead.apiserver.validation.NameSyntax.isUnderscoreLabel;
import static dev.fairlead.apiserver.validation.NameSyntax.maskTrailingDash;
import static dev.fairlead.apiserver.validation.NameSyntax.pathSegmentPrefix;

import dev.fairlead.model.value.LabelSyntax;
import java.util.ArrayList;
import java.util.List;

/**
 * What names and other short texts may look like, with Kubernetes' words for what is wrong; an
 * empty list is a yes.
 *
 * <p>The rules are those of k8s.io/apimachinery/pkg/util/validation and pkg/api/validation.
 * Hand-written instead of regular expressions, which could be made to recurse by long texts.
 */
public final class Names {
  /** Longest DNS label, in bytes (DNS1123LabelMaxLength, DNS1035LabelMaxLength). */
  public static final int MAX_LABEL_LENGTH = 63;

  /** Longest DNS subdomain, in bytes (DNS1123SubdomainMaxLength). */
  public static final int MAX_SUBDOMAIN_LENGTH = 253;

  /** Longest name of a port, in bytes (IsValidPortName). */
  public static final int MAX_PORT_NAME_LENGTH = 15;

  private static final int MAX_PORT = 65_535;

  static final String LABEL_PATTERN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String UNDERSCORE_LABEL_PATTERN = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN_PATTERN = LABEL_PATTERN + "(\\." + LABEL_PATTERN + ")*";

  private Names() {}

  // --- names of objects ---

  /**
   * A DNS subdomain of RFC 1123: at most 253 characters.
   *
   * @param isPrefix whether more characters will follow, so that the text may end with a dash
   */
  public static List<String> subdomain(String name, boolean isPrefix) {
    return subdomain(isPrefix ? maskTrailingDash(name) : name);
  }

  /** A DNS label of RFC 1123: at most 63 characters, no dots. */
  public static List<String> label(String name, boolean isPrefix) {
    return label(isPrefix ? maskTrailingDash(name) : name);
  }

  /** A DNS label of RFC 1035: as {@link #label}, and starting with a letter. */
  public static List<String> label1035(String name, boolean isPrefix) {
    return label1035(isPrefix ? maskTrailingDash(name) : name);
  }

  /** Anything that can stand in a URL's path, such as {@code system:node}; for RBAC. */
  public static List<String> pathSegment(String name, boolean isPrefix) {
    return isPrefix ? pathSegmentPrefix(name) : pathSegment(name);
  }

  // --- single texts ---

  public static List<String> subdomain(String value) {
    List<String> problems = lengthProblems(value, MAX_SUBDOMAIN_LENGTH);
    if (!isSubdomain(value)) {
      problems.add(
          pattern(
              "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
                  + " '-' or '.', and must start and end with an alphanumeric character",
              SUBDOMAIN_PATTERN,
              "example.com"));
    }
    return problems;
  }

  /** As {@link #subdomain(String)}, and each part may start with and contain underscores. */
  public static List<String> subdomainWithUnderscore(String value) {
    List<String> problems = lengthProblems(value, MAX_SUBDOMAIN_LENGTH);
    for (String part : value.split("\\.", -1)) {
      if (!isUnderscoreLabel(part)) {
        problems.add(
            pattern(
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
                    + " characters, '_', '-' or '.', and must start and end with an alphanumeric"
                    + " character",
                UNDERSCORE_LABEL_PATTERN + "(\\." + UNDERSCORE_LABEL_PATTERN + ")*",
                "example.com"));
        break;
      }
    }
    return problems;
  }

  public static List<String> label(String value) {
    List<String> problems = lengthProblems(value, MAX_LABEL_LENGTH);
    if (isLabel(value)) {
      return problems;
    }
    problems.add(
        isSubdomain(value)
            ? "must not contain dots"
            : pattern(
                "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or"
                    + " '-', and must start and end with an alphanumeric character",
                LABEL_PATTERN,
                "my-name",
                "123-abc"));
    return problems;
  }

  public static List<String> label1035(String value) {
    List<String> problems = lengthProblems(value, MAX_LABEL_LENGTH);
    if (!isLabel(value) || !isLower(value.charAt(0))) {
      problems.add(
          pattern(
              "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start"
                  + " with an alphabetic character, and end with an alphanumeric character",
              "[a-z]([-a-z0-9]*[a-z0-9])?",
              "my-name",
              "abc-123"));
    }
    return problems;
  }

  /** A subdomain after {@code *.}, as in an Ingress's host. */
  public static List<String> wildcardSubdomain(String value) {
    List<String> problems = lengthProblems(value, MAX_SUBDOMAIN_LENGTH);
    if (!value.startsWith("*.") || !isSubdomain(value.substring(2))) {
      problems.add(
          pattern(
              "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS"
                  + " subdomain, which must consist of lower case alphanumeric characters, '-' or"
                  + " '.' and end with an alphanumeric character",
              "\\*\\." + SUBDOMAIN_PATTERN,
              "*.example.com"));
    }
    return problems;
  }

  /** A label's key: a name, or a DNS subdomain, a slash and a name. */
  public static List<String> qualifiedName(String value) {
    return LabelSyntax.keyProblems(value);
  }

  public static List<String> labelValue(String value) {
    return LabelSyntax.valueProblems(value);
  }

  public static List<String> pathSegment(String value) {
    return value.equals(".") || value.equals("..")
        ? List.of("may not be '" + value + "'")
        : pathSegmentPrefix(value);
  }

  /** A key in the data of a ConfigMap or Secret. */
  public static List<String> configMapKey(String value) {
    List<String> problems = lengthProblems(value, MAX_SUBDOMAIN_LENGTH);
    if (!consistsOf(value, c -> isAlphanumeric(c) || c == '-' || c == '_' || c == '.')) {
      problems.add(
          pattern(
              "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
              "[-._a-zA-Z0-9]+",
              "key.name",
              "KEY_NAME",
              "key-name"));
    }
    addParentFolderProblems(value, problems);
    return problems;
  }

  /** The strict rule for names of environment variables. */
  public static List<String> environmentVariable(String value) {
    List<String> problems = new ArrayList<>();
    boolean plain = consistsOf(value, c -> isAlphanumeric(c) || c == '-' || c == '_' || c == '.');
    if (!plain || isDigit(value.charAt(0))) {
      problems.add(
          pattern(
              "a valid environment variable name must consist of alphabetic characters, digits,"
                  + " '_', '-', or '.', and must not start with a digit",
              "[-._a-zA-Z][-._a-zA-Z0-9]*",
              "my.env-name",
              "MY_ENV.NAME",
              "MyEnvName1"));
    }
    addParentFolderProblems(value, problems);
    return problems;
  }

  /** The rule for names of environment variables since 1.34: any printable ASCII but {@code =}. */
  public static List<String> relaxedEnvironmentVariable(String value) {
    if (value.isEmpty()) {
      return List.of("environment variable name must be non-empty");
    }
    return consistsOf(value, c -> c >= ' ' && c <= '~' && c != '=')
        ? List.of()
        : List.of(
            "a valid environment variable name must consist only of printable ASCII characters"
                + " other than '='");
  }

  public static List<String> httpHeader(String value) {
    return consistsOf(value, c -> isAlphanumeric(c) || c == '-')
        ? List.of()
        : List.of(
            pattern(
                "a valid HTTP header must consist of alphanumeric characters or '-'",
                "[-A-Za-z0-9]+",
                "X-Header-Name"));
  }

  public static List<String> percent(String value) {
    return value.endsWith("%")
            && consistsOf(value.substring(0, value.length() - 1), NameSyntax::isDigit)
        ? List.of()
        : List.of(
            pattern(
                "a valid percent string must be a numeric string followed by an ending '%'",
                "[0-9]+%", "1%", "93%"));
  }

  /** A variable's name in C. */
  public static List<String> cIdentifier(String value) {
    return consistsOf(value, c -> isAlphanumeric(c) || c == '_') && !isDigit(value.charAt(0))
        ? List.of()
        : List.of(
            pattern(
                "a valid C identifier must start with alphabetic character or '_', followed by a"
                    + " string of alphanumeric characters or '_'",
                "[A-Za-z_][A-Za-z0-9_]*",
                "my_name",
                "MY_NAME",
                "MyName"));
  }

  /** The name of a container's port. */
  public static List<String> portName(String value) {
    List<String> problems = lengthProblems(value, MAX_PORT_NAME_LENGTH);
    if (!consistsOf(value, c -> isLower(c) || isDigit(c) || c == '-')) {
      problems.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    }
    if (value.chars().noneMatch(NameSyntax::isLower)) {
      problems.add("must contain at least one letter (a-z)");
    }
    if (value.contains("--")) {
      problems.add("must not contain consecutive hyphens");
    }
    if (value.startsWith("-") || value.endsWith("-")) {
      problems.add("must not begin or end with a hyphen");
    }
    return problems;
  }

  // --- numbers ---

  public static List<String> portNumber(long value) {
    return between(value, 1, MAX_PORT);
  }

  /** The id of a Unix user or group. */
  public static List<String> userId(long value) {
    return between(value, 0, Integer.MAX_VALUE);
  }

  public static List<String> between(long value, long lowest, long highest) {
    return value >= lowest && value <= highest
        ? List.of()
        : List.of("must be between " + lowest + " and " + highest + ", inclusive");
  }

  // --- words ---

  /** The words for a text that doesn't match a pattern; Go: validation.RegexError. */
  public static String pattern(String message, String pattern, String... examples) {
    String regex = "regex used for validation is '" + pattern + "')";
    return examples.length == 0
        ? message + " (" + regex
        : message + " (e.g. '" + String.join("',  or '", examples) + "', " + regex;
  }

  /** The words for a text of more bytes than that; Go: validation.MaxLenError. */
  public static String tooLong(int maximum) {
    return "must be no more than " + maximum + " characters";
  }

  private static List<String> lengthProblems(String value, int maximum) {
    List<String> problems = new ArrayList<>();
    if (Sizes.utf8(value) > maximum) {
      problems.add(tooLong(maximum));
    }
    return problems;
  }
}
