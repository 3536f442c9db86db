package dev.fairlead.apiserver.catalog;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions as Kubernetes prefers them: stable before beta before alpha, each with the higher number
 * first; then whatever has another form, by name.
 */
final class VersionOrder implements Comparator<String> {
  private static final Pattern FORM =
      Pattern.compile("v([1-9]\\d{0,8})(?:(alpha|beta)([1-9]\\d{0,8}))?");

  private record Parsed(int stability, long major, long minor) {}

  @Override
  public int compare(String left, String right) {
    Parsed a = parse(left);
    Parsed b = parse(right);
    int order =
        Comparator.comparingInt(Parsed::stability)
            .thenComparing(Comparator.comparingLong(Parsed::major).reversed())
            .thenComparing(Comparator.comparingLong(Parsed::minor).reversed())
            .compare(a, b);
    return order != 0 ? order : left.compareTo(right);
  }

  private static Parsed parse(String version) {
    Matcher form = FORM.matcher(version);
    if (!form.matches()) {
      return new Parsed(3, 0, 0);
    }
    long major = Long.parseLong(form.group(1));
    if (form.group(2) == null) {
      return new Parsed(0, major, 0);
    }
    return new Parsed(form.group(2).equals("beta") ? 1 : 2, major, Long.parseLong(form.group(3)));
  }
}
