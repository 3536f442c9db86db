package dev.fairlead.apiserver.admission;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a namespace asks of its Pods, by its labels; auditing isn't there.
 *
 * @param enforce refuses Pods
 * @param warn warns of Pods and of what makes Pods
 */
record PodSecurityPolicy(Bar enforce, Bar warn) {
  static final String PREFIX = "pod-security.kubernetes.io/";
  private static final Pattern VERSION = Pattern.compile("v1\\.([0-9]|[1-9][0-9]{1,4})");

  /** The levels, each stricter than the one before. */
  enum Level {
    PRIVILEGED,
    BASELINE,
    RESTRICTED;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A level as one version of Kubernetes defines it.
   *
   * @param minor of the version; {@link #LATEST} for this server's own
   */
  record Bar(Level level, int minor) {
    static final int LATEST = Integer.MAX_VALUE;
    static final Bar NONE = new Bar(Level.PRIVILEGED, LATEST);

    @Override
    public String toString() {
      return level + ":" + (minor == LATEST ? "latest" : "v1." + minor);
    }
  }

  boolean asksNothing() {
    return enforce.level == Level.PRIVILEGED && warn.level == Level.PRIVILEGED;
  }

  /** What labels ask for; an unknown level enforces the strictest, and warns of nothing. */
  static PodSecurityPolicy of(Map<String, String> labels, FieldErrors errors) {
    int before = errors.size();
    Bar enforce = bar(labels, "enforce", Level.RESTRICTED, errors);
    boolean warnByEnforce = errors.size() == before && labels.containsKey(PREFIX + "enforce");
    bar(labels, "audit", Level.PRIVILEGED, errors);
    Bar warn = bar(labels, "warn", Level.PRIVILEGED, errors);
    if (warnByEnforce
        && !labels.containsKey(PREFIX + "warn")
        && enforce.level.compareTo(warn.level) > 0) {
      boolean ownVersion = labels.containsKey(PREFIX + "warn-version");
      warn = new Bar(enforce.level, ownVersion ? warn.minor : enforce.minor);
    }
    return new PodSecurityPolicy(enforce, warn);
  }

  private static Bar bar(
      Map<String, String> labels, String mode, Level ifUnknown, FieldErrors errors) {
    String level = labels.get(PREFIX + mode);
    Level found =
        switch (level) {
          case null -> Level.PRIVILEGED;
          case "privileged" -> Level.PRIVILEGED;
          case "baseline" -> Level.BASELINE;
          case "restricted" -> Level.RESTRICTED;
          default -> {
            errors.invalid(path(mode), level, "must be one of privileged, baseline, restricted");
            yield ifUnknown;
          }
        };
    String version = labels.get(PREFIX + mode + "-version");
    if (version == null || version.equals("latest")) {
      return new Bar(found, Bar.LATEST);
    }
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      errors.invalid(path(mode + "-version"), version, "must be \"latest\" or \"v1.x\"");
      return new Bar(found, Bar.LATEST);
    }
    return new Bar(found, Integer.parseInt(matcher.group(1)));
  }

  private static Path path(String mode) {
    return Path.of("metadata", "labels").key(PREFIX + mode);
  }
}
