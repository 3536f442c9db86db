package dev.fairlead.apiserver.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** What the rules of {@link Names} have in common: characters, and what names are made of. */
final class NameSyntax {
  private NameSyntax() {}

  /** What follows a prefix is always alphanumeric, so a dash at its end does no harm. */
  static String maskTrailingDash(String name) {
    return name.length() > 1 && name.endsWith("-")
        ? name.substring(0, name.length() - 2) + "a"
        : name;
  }

  static List<String> pathSegmentPrefix(String value) {
    List<String> problems = new ArrayList<>();
    for (String forbidden : List.of("/", "%")) {
      if (value.contains(forbidden)) {
        problems.add("may not contain '" + forbidden + "'");
      }
    }
    return problems;
  }

  /** Keys and variables become names of files, which must not lead out of their folder. */
  static void addParentFolderProblems(String value, List<String> problems) {
    if (value.equals(".") || value.equals("..")) {
      problems.add("must not be '" + value + "'");
    } else if (value.startsWith("..")) {
      problems.add("must not start with '..'");
    }
  }

  static boolean isSubdomain(String value) {
    for (String part : value.split("\\.", -1)) {
      if (!isLabel(part)) {
        return false;
      }
    }
    return true;
  }

  static boolean isLabel(String value) {
    return consistsOf(value, c -> isLower(c) || isDigit(c) || c == '-')
        && value.charAt(0) != '-'
        && !value.endsWith("-");
  }

  static boolean isUnderscoreLabel(String value) {
    String rest = value.startsWith("_") ? value.substring(1) : value;
    return consistsOf(rest, c -> isLower(c) || isDigit(c) || c == '-' || c == '_')
        && "-_".indexOf(rest.charAt(0)) < 0
        && "-_".indexOf(rest.charAt(rest.length() - 1)) < 0;
  }

  /** Whether there is a character, and each is one of those. */
  static boolean consistsOf(String value, IntPredicate allowed) {
    for (int i = 0; i < value.length(); i++) {
      if (!allowed.test(value.charAt(i))) {
        return false;
      }
    }
    return !value.isEmpty();
  }

  static boolean isLower(int c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isAlphanumeric(int c) {
    return isLower(c) || isDigit(c) || (c >= 'A' && c <= 'Z');
  }
}
