package dev.fairlead.client.discovery;

import java.util.List;

/** More than one group serves what that name says, and none of them is Kubernetes' core. */
public final class AmbiguousKindException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String asked;
  private final transient List<ApiResource> candidates;

  AmbiguousKindException(String asked, List<ApiResource> candidates) {
    super(
        asked
            + " is served by more than one group. Name one: "
            + String.join(" or ", candidates.stream().map(ApiResource::qualifiedName).toList())
            + ".");
    this.asked = asked;
    this.candidates = List.copyOf(candidates);
  }

  /** What was looked for. */
  public String asked() {
    return asked;
  }

  /** One of each group, in its preferred version. */
  public List<ApiResource> candidates() {
    return candidates;
  }
}
