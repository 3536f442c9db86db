package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a log. Filled in by a lambda, {@code o -> o.tailLines(10).follow()}; not for
 * keeping. Default: all that there is of the Pod's only container.
 */
public final class LogOptions {
  private String container = "";
  private boolean follow;
  private boolean previous;
  private boolean timestamps;
  private boolean insecureBackend;
  private @Nullable Duration since;
  private @Nullable Instant sinceTime;
  private long tailLines = -1;
  private long limitBytes;

  LogOptions() {}

  /** Needed if there are several. */
  public LogOptions container(String name) {
    this.container = name;
    return this;
  }

  /** Goes on with what the container writes, until it ends. */
  public LogOptions follow() {
    this.follow = true;
    return this;
  }

  /** Of the container before its last restart. */
  public LogOptions previous() {
    this.previous = true;
    return this;
  }

  /** Each line begins with its time and a space. */
  public LogOptions timestamps() {
    this.timestamps = true;
    return this;
  }

  /** Not older than that; in whole seconds, rounded up. */
  public LogOptions since(Duration age) {
    this.since = age;
    this.sinceTime = null;
    return this;
  }

  /** Not older than that; in whole seconds. */
  public LogOptions since(Instant time) {
    this.sinceTime = time;
    this.since = null;
    return this;
  }

  /** The last lines only. */
  public LogOptions tailLines(long lines) {
    if (lines < 0) {
      throw new IllegalArgumentException(lines + " lines: give 0 or more");
    }
    this.tailLines = lines;
    return this;
  }

  /** Cut after so many bytes, perhaps in the middle of a line. */
  public LogOptions limitBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException(bytes + " bytes: give 1 or more");
    }
    this.limitBytes = bytes;
    return this;
  }

  /**
   * The API server doesn't check the kubelet's certificate: the log may come from somebody else.
   */
  public LogOptions insecureSkipTlsVerifyBackend() {
    this.insecureBackend = true;
    return this;
  }

  boolean isFollowing() {
    return follow;
  }

  ApiRequest addTo(ApiRequest request) {
    ApiRequest filled = Query.add(request, "container", container);
    filled = flag(filled, "follow", follow);
    filled = flag(filled, "previous", previous);
    filled = flag(filled, "timestamps", timestamps);
    filled = flag(filled, "insecureSkipTLSVerifyBackend", insecureBackend);
    if (since != null) {
      filled =
          filled.query("sinceSeconds", "" + Math.max(1, since.plusNanos(999_999_999).toSeconds()));
    }
    if (sinceTime != null) {
      filled = filled.query("sinceTime", sinceTime.truncatedTo(ChronoUnit.SECONDS).toString());
    }
    if (tailLines >= 0) {
      filled = filled.query("tailLines", "" + tailLines);
    }
    return limitBytes == 0 ? filled : filled.query("limitBytes", "" + limitBytes);
  }

  private static ApiRequest flag(ApiRequest request, String name, boolean set) {
    return set ? request.query(name, "true") : request;
  }
}
