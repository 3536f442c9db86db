package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;

/** The requests of each verb, made from values alone. */
final class Requests {
  static final String APPLY = "application/apply-patch+yaml"; // JSON is YAML, too

  private Requests() {}

  /**
   * An object, or a subresource of it.
   *
   * @param suffix what follows the name: empty, or a slash and a subresource
   */
  static ApiRequest get(String path, String name, String suffix, GetOptions options) {
    return Query.add(
        ApiRequest.of("GET", object(path, name) + suffix),
        "resourceVersion",
        options.resourceVersion());
  }

  /**
   * A list, or a page of it.
   *
   * @param token the place of the page; empty for the first
   */
  static ApiRequest list(String path, ListOptions options, String token) {
    return options.addTo(ApiRequest.of("GET", path), token);
  }

  static ApiRequest watch(String path, WatchOptions options) {
    return options.addTo(ApiRequest.of("GET", path));
  }

  static ApiRequest create(String path, WriteOptions options) {
    return options.addTo(ApiRequest.of("POST", path));
  }

  static ApiRequest createAt(String path, String name, String suffix, WriteOptions options) {
    return options.addTo(ApiRequest.of("POST", object(path, name) + suffix));
  }

  static ApiRequest update(String path, String name, String suffix, WriteOptions options) {
    return options.addTo(ApiRequest.of("PUT", object(path, name) + suffix));
  }

  static ApiRequest patch(String path, String name, String suffix, WriteOptions options) {
    return options.addTo(ApiRequest.of("PATCH", object(path, name) + suffix));
  }

  static ApiRequest delete(String path, String name) {
    return ApiRequest.of("DELETE", object(path, name));
  }

  static ApiRequest deleteCollection(String path, ListOptions which) {
    return which.addTo(ApiRequest.of("DELETE", path), "");
  }

  private static String object(String path, String name) {
    return path + "/" + ApiRequest.segment("name", name);
  }
}
