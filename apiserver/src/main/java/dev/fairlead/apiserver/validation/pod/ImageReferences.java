package dev.fairlead.apiserver.validation.pod;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reads as much of image names as the default pull policy needs. */
final class ImageReferences {
  /** Longer texts are no references: 255 bytes of name, 128 of tag, and a digest. */
  private static final int MAX_LENGTH = 1_024;

  /**
   * Longest name with its host (github.com/distribution/reference, RepositoryNameTotalLengthMax).
   */
  private static final int MAX_NAME_LENGTH = 255;

  /** Stands before the names that say no host. */
  private static final String OFFICIAL_HOST = "docker.io/";

  private static final String OFFICIAL_PATH = "library/";
  private static final String LATEST = "latest";
  private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");
  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
  private static final Pattern DIGEST =
      Pattern.compile("sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}");
  private static final Pattern HOST =
      Pattern.compile(
          "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
              + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[a-fA-F0-9:]+])(?::[0-9]+)?");
  private static final Pattern COMPONENT = Pattern.compile("[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*");

  private ImageReferences() {}

  /** Whether the tag is {@code latest}, said or unsaid; false for what is no reference. */
  static boolean isLatest(String image) {
    if (image.length() > MAX_LENGTH || IDENTIFIER.matcher(image).matches()) {
      return false;
    }
    int at = image.indexOf('@');
    String named = at < 0 ? image : image.substring(0, at);
    if (at >= 0 && !DIGEST.matcher(image.substring(at + 1)).matches()) {
      return false;
    }
    int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    String tag = colon < 0 ? "" : named.substring(colon + 1);
    String name = colon < 0 ? named : named.substring(0, colon);
    if ((colon >= 0 && !TAG.matcher(tag).matches()) || !isName(name)) {
      return false;
    }
    return tag.isEmpty() ? at < 0 : tag.equals(LATEST);
  }

  private static boolean isName(String name) {
    String path = name;
    int slash = name.indexOf('/');
    if (slash >= 0 && isHost(name.substring(0, slash))) {
      if (!HOST.matcher(name.substring(0, slash)).matches()) {
        return false;
      }
      path = name.substring(slash + 1);
    }
    boolean hosted = path.length() < name.length();
    String whole = hosted ? name : OFFICIAL_HOST + (slash < 0 ? OFFICIAL_PATH : "") + name;
    if (whole.length() > MAX_NAME_LENGTH) {
      return false;
    }
    for (String component : path.split("/", -1)) {
      if (!COMPONENT.matcher(component).matches()) {
        return false;
      }
    }
    return true;
  }

  /** What stands before the first slash is a host if it can't be part of a path. */
  private static boolean isHost(String first) {
    return first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || first.equals("localhost")
        || !first.toLowerCase(Locale.ROOT).equals(first);
  }
}
