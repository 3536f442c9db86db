package dev.fairlead.model.value;

import java.util.ArrayList;
import java.util.List;

/**
 * What a label key and a label value may look like, with Kubernetes' own words for what is wrong.
 *
 * <p>The rules and messages are those of {@code k8s.io/apimachinery/pkg/api/validate/content}. An
 * empty list means that the text is valid. Hand-written instead of regular expressions, which could
 * be made to recurse by long texts.
 */
public final class LabelSyntax {

  /**
   * Longest name part of a key and longest value, in bytes (labelKeyMaxLength,
   * LabelValueMaxLength).
   */
  public static final int MAX_NAME_LENGTH = 63;

  /** Longest prefix of a key, in bytes (DNS1123SubdomainMaxLength). */
  public static final int MAX_PREFIX_LENGTH = 253;

  private static final String NAME_PATTERN = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

  private static final String NAME_MESSAGE =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '"
          + NAME_PATTERN
          + "')";

  private static final String VALUE_MESSAGE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is '("
          + NAME_PATTERN
          + ")?')";

  private static final String PREFIX_MESSAGE =
      "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
          + " characters, '-' or '.', and must start and end with an alphanumeric character (e.g."
          + " 'example.com', regex used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

  private LabelSyntax() {}

  /** What is wrong with the text as a label key: a name, or a DNS subdomain, a slash and a name. */
  public static List<String> keyProblems(String key) {
    int slash = key.indexOf('/');
    if (slash >= 0 && key.indexOf('/', slash + 1) >= 0) {
      return List.of(
          "a valid label key "
              + NAME_MESSAGE
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    List<String> problems = new ArrayList<>();
    if (slash >= 0) {
      addPrefixProblems(key.substring(0, slash), problems);
    }
    String name = key.substring(slash + 1);
    if (name.isEmpty()) {
      problems.add("name part must be non-empty");
    } else if (isLongerThan(name, MAX_NAME_LENGTH)) {
      problems.add("name part must be no more than " + MAX_NAME_LENGTH + " bytes");
    }
    if (!isName(name)) {
      problems.add("name part " + NAME_MESSAGE);
    }
    return problems;
  }

  /** What is wrong with the text as a label value. */
  public static List<String> valueProblems(String value) {
    List<String> problems = new ArrayList<>();
    if (isLongerThan(value, MAX_NAME_LENGTH)) {
      problems.add("must be no more than " + MAX_NAME_LENGTH + " bytes");
    }
    if (!value.isEmpty() && !isName(value)) {
      problems.add(VALUE_MESSAGE);
    }
    return problems;
  }

  private static void addPrefixProblems(String prefix, List<String> problems) {
    if (prefix.isEmpty()) {
      problems.add("prefix part must be non-empty");
      return;
    }
    if (isLongerThan(prefix, MAX_PREFIX_LENGTH)) {
      problems.add("prefix part must be no more than " + MAX_PREFIX_LENGTH + " bytes");
    }
    if (!isSubdomain(prefix)) {
      problems.add(PREFIX_MESSAGE);
    }
  }

  private static boolean isName(String name) {
    if (name.isEmpty()
        || !isAlphanumeric(name.charAt(0))
        || !isAlphanumeric(name.charAt(name.length() - 1))) {
      return false;
    }
    for (int i = 1; i < name.length() - 1; i++) {
      char c = name.charAt(i);
      if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isSubdomain(String domain) {
    char before = '.';
    for (int i = 0; i < domain.length(); i++) {
      char c = domain.charAt(i);
      boolean separator = c == '.' || c == '-';
      boolean misplaced = before == '.' || (before == '-' && c == '.');
      if (separator ? misplaced : !isLowerAlphanumeric(c)) {
        return false;
      }
      before = c;
    }
    return isLowerAlphanumeric(before);
  }

  private static boolean isLowerAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean isAlphanumeric(char c) {
    return isLowerAlphanumeric(c) || (c >= 'A' && c <= 'Z');
  }

  /** Counts UTF-8 bytes as Go does, and stops at the limit. */
  private static boolean isLongerThan(String text, int limit) {
    int bytes = 0;
    for (int i = 0; i < text.length() && bytes <= limit; i++) {
      char c = text.charAt(i);
      // Each half of a surrogate pair is two of the pair's four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes > limit;
  }
}
