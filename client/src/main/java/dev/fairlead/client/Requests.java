package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;

/** The requests of each verb, made from values alone. */
final class Requests {
  private Requests() {}

  static ApiRequest get(String path, String name, GetOptions options) {
    return Query.add(
        ApiRequest.of("GET", object(path, name)), "resourceVersion", options.resourceVersion());
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

  static ApiRequest update(String path, String name, WriteOptions options) {
    return options.addTo(ApiRequest.of("PUT", object(path, name)));
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
