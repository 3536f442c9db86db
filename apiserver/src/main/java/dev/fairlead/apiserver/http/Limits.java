package dev.fairlead.apiserver.http;

import java.time.Duration;

/**
 * What one client may take.
 *
 * @param maxBodyBytes of a request; a longer one reaches the function without its body
 * @param maxHeaderBytes of a request
 * @param bodyTime how long the body of a request may take to come in
 * @param writeTime how long one write may wait for the client to take it
 * @param idleTime how long a connection may be open without a request
 * @param stopTime how long a stop waits for requests under way
 * @param maxStreams requests under way at once on a connection of HTTP/2
 */
public record Limits(
    int maxBodyBytes,
    int maxHeaderBytes,
    Duration bodyTime,
    Duration writeTime,
    Duration idleTime,
    Duration stopTime,
    int maxStreams) {

  /**
   * 3 MiB as kube-apiserver's MaxRequestBodyBytes, 1 MiB of headers, 90 s and 100 streams as its
   * secure serving; 60 s as its request timeout; 30 s for a write and 10 s to stop are ours.
   */
  public static final Limits DEFAULT =
      new Limits(
          3 << 20,
          1 << 20,
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofSeconds(90),
          Duration.ofSeconds(10),
          100);
}
