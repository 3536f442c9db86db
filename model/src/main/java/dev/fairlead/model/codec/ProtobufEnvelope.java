package dev.fairlead.model.codec;

import dev.fairlead.model.value.GroupVersionKind;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of protobuf at rest and on the wire: four bytes, then the message runtime.Unknown
 * with typeMeta (1: apiVersion 1, kind 2), raw (2), contentEncoding (3) and contentType (4).
 * Source: k8s.io/apimachinery, pkg/runtime/serializer/protobuf.
 */
final class ProtobufEnvelope {
  static final byte[] MAGIC = {'k', '8', 's', 0};

  static final int TYPE_META = 1 << 3 | ProtobufInput.BYTES;
  static final int RAW = 2 << 3 | ProtobufInput.BYTES;

  /** Nobody writes it; a body that says it is gzip inside is not what we would take it for. */
  static final int CONTENT_ENCODING = 3 << 3 | ProtobufInput.BYTES;

  private ProtobufEnvelope() {}

  static boolean startsAt(byte[] bytes, int from, int end) {
    if (end - from < MAGIC.length) {
      return false;
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (bytes[from + i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /** Reads apiVersion and kind; null if both are empty. */
  static @Nullable GroupVersionKind readTypeMeta(ProtobufInput in, int end) {
    String apiVersion = "";
    String kind = "";
    while (in.at < end) {
      int tag = in.tag(end);
      switch (tag) {
        case 1 << 3 | ProtobufInput.BYTES -> apiVersion = in.utf8(in.length(end));
        case 2 << 3 | ProtobufInput.BYTES -> kind = in.utf8(in.length(end));
        default -> in.skip(tag, end);
      }
    }
    if (apiVersion.isEmpty() && kind.isEmpty()) {
      return null;
    }
    try {
      return GroupVersionKind.of(apiVersion, kind);
    } catch (IllegalArgumentException e) {
      throw in.fail("the envelope's apiVersion: " + e.getMessage());
    }
  }
}
