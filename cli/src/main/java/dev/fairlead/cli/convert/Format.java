package dev.fairlead.cli.convert;

import dev.fairlead.model.codec.Codec;

/** The formats by the names that {@code --from} and {@code --to} take. */
enum Format {
  json,
  yaml,
  protobuf;

  Codec codec() {
    return switch (this) {
      case json -> Codec.json();
      case yaml -> Codec.yaml();
      case protobuf -> Codec.protobuf();
    };
  }
}
