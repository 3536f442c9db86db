package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;

/** Query parameters, which are left out where they say nothing. */
final class Query {
  private Query() {}

  static ApiRequest add(ApiRequest request, String name, String value) {
    return value.isEmpty() ? request : request.query(name, value);
  }

  static ApiRequest add(ApiRequest request, String name, long value) {
    return value == 0 ? request : request.query(name, Long.toString(value));
  }
}
