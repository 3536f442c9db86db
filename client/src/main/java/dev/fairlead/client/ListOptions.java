package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which objects to list, and how fresh. Filled in by a lambda, {@code list(o ->
 * o.labelSelector("app=web").limit(100))}; not for keeping.
 */
public final class ListOptions {
  /** What {@link #resourceVersion} means for a list. */
  public enum Match {
    /** The list is at that version. */
    EXACT("Exact"),
    /** The list is at that version or a newer one. */
    NOT_OLDER_THAN("NotOlderThan");

    final String text;

    Match(String text) {
      this.text = text;
    }
  }

  private String labelSelector = "";
  private String fieldSelector = "";
  private long limit;
  private String continueToken = "";
  private String resourceVersion = "";
  private @Nullable Match match;
  private @Nullable Duration timeout;

  ListOptions() {}

  /** As kubectl -l: {@code app=web,tier in (front, back)}. Default: all. */
  public ListOptions labelSelector(String selector) {
    this.labelSelector = selector;
    return this;
  }

  /** As kubectl --field-selector: {@code spec.nodeName=n1}. Default: all. */
  public ListOptions fieldSelector(String selector) {
    this.fieldSelector = selector;
    return this;
  }

  /**
   * At most so many objects, and a token to go on with; 0, the default, for all. {@code pages} and
   * {@code listAll} take it as the size of a page.
   */
  public ListOptions limit(long limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit " + limit + " is negative: give 0 for no limit");
    }
    this.limit = limit;
    return this;
  }

  /** Goes on after the page whose metadata has this token. */
  public ListOptions continueToken(String token) {
    this.continueToken = token;
    return this;
  }

  /**
   * How fresh: "0" for what the server has in its cache, a version for one at least as new.
   * Default: the newest.
   */
  public ListOptions resourceVersion(String version) {
    this.resourceVersion = version;
    return this;
  }

  public ListOptions resourceVersionMatch(Match match) {
    this.match = match;
    return this;
  }

  /** For the whole call, or each page. Default: the Config's. */
  public ListOptions timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  long limit() {
    return limit;
  }

  @Nullable Duration timeout() {
    return timeout;
  }

  /** For the page after the first: the token stands for the version, so none may be given. */
  ApiRequest addTo(ApiRequest request, String nextToken) {
    String token = nextToken.isEmpty() ? continueToken : nextToken;
    ApiRequest to = Query.add(request, "labelSelector", labelSelector);
    to = Query.add(to, "fieldSelector", fieldSelector);
    to = Query.add(to, "limit", limit);
    to = Query.add(to, "continue", token);
    if (nextToken.isEmpty()) {
      to = Query.add(to, "resourceVersion", resourceVersion);
      to = match == null ? to : to.query("resourceVersionMatch", match.text);
    }
    return to;
  }
}
