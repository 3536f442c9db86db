package dev.fairlead.apiserver.openapi;

import java.util.List;

/** The media types that operations read and write. */
final class MediaTypes {
  static final List<String> OBJECT =
      List.of("application/json", "application/vnd.kubernetes.protobuf", "application/yaml");
  static final List<String> LIST =
      List.of(
          "application/json",
          "application/json;stream=watch",
          "application/vnd.kubernetes.protobuf",
          "application/vnd.kubernetes.protobuf;stream=watch",
          "application/yaml");
  static final List<String> PATCH =
      List.of(
          "application/apply-patch+yaml",
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json");
  static final List<String> ANY = List.of("*/*");

  private MediaTypes() {}
}
