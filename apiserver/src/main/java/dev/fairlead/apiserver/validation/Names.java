package dev.fairlead.apiserver.validation;

import java.util.List;

/** What names may look like, with Kubernetes' words for what is wrong; an empty list is a yes. */
public final class Names {
  private Names() {}

  /**
   * A DNS subdomain of RFC 1123: at most 253 characters.
   *
   * @param isPrefix whether more characters will follow, so that the text may end with a dash
   */
  public static List<String> subdomain(String name, boolean isPrefix) {
    throw new UnsupportedOperationException("TODO by the validation helper");
  }
}
