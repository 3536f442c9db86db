package dev.fairlead.model.codec;

import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an enveloped object while it arrives: the fields at its root, such as the items of a list,
 * are decoded as soon as they are complete, so a list of any size needs the memory of its largest
 * item and the work overlaps with the network. Reads one document.
 */
final class ProtobufDocument {
  /** Decoding starts when this much has arrived; large enough that moving the rest is cheap. */
  private static final int CHUNK_BYTES = 256 << 10;

  /** Room at first where the source can't say how much there is. */
  private static final int FIRST_BYTES = 8 << 10;

  private final InputStream source;
  private final Decoding how;
  private final ProtobufInput in;
  private int filled;
  private boolean ended;
  private @Nullable GroupVersionKind kind;

  ProtobufDocument(InputStream source, Decoding how) throws IOException {
    this.source = new BoundedInput(source, how.maxBytes());
    this.how = how;
    int atFirst = Math.clamp(source.available(), FIRST_BYTES, CHUNK_BYTES);
    this.in = new ProtobufInput(new byte[atFirst], 0);
  }

  <T> T read(Type<T> type) throws IOException {
    int length = readUpToRaw();
    Optional<GroupVersionKind> wanted = type.kind();
    if (kind != null && wanted.isPresent() && !accepts(wanted.get(), kind)) {
      throw new DecodeException(
          "protobuf: the document is a " + words(kind) + ", but " + type + " was expected");
    }
    T object = readRoot(type, length);
    readRest();
    return object;
  }

  Object readAny() throws IOException {
    int length = readUpToRaw();
    if (kind == null) {
      throw new DecodeException("protobuf: the envelope doesn't say its apiVersion and kind");
    }
    GroupVersionKind found = kind;
    Type<?> type =
        how.registry()
            .find(found)
            .orElseThrow(() ->
                new DecodeException(
                    "protobuf: kind "
                        + words(found)
                        + " is not in the registry, and protobuf can't be read without its"
                        + " type: ask for JSON"));
    Object object = readRoot(type, length);
    readRest();
    return object;
  }

  static String words(GroupVersionKind kind) {
    return kind.apiVersion() + " " + kind.kind();
  }

  /** Options are registered in every group version, so only their kind tells anything. */
  private static boolean accepts(GroupVersionKind wanted, GroupVersionKind found) {
    return wanted.equals(found)
        || (wanted.kind().equals(found.kind()) && wanted.kind().endsWith("Options"));
  }

  /** Reads the envelope as far as the object in it, whose length it returns. */
  private int readUpToRaw() throws IOException {
    fill(ProtobufEnvelope.MAGIC.length);
    if (!ProtobufEnvelope.startsAt(in.bytes, 0, filled)) {
      throw new DecodeException(
          "protobuf: the document doesn't start with Kubernetes' four bytes k8s\\0"
              + (filled == 0 ? ": it is empty" : ""));
    }
    in.at = ProtobufEnvelope.MAGIC.length;
    while (in.at < filled || fill(1)) {
      fillNumber();
      int tag = in.tag(filled);
      if (tag == ProtobufEnvelope.RAW) {
        return boundedLength();
      }
      readEnvelopeField(tag);
    }
    return 0; // an envelope without an object: all fields are absent
  }

  private void readEnvelopeField(int tag) throws IOException {
    if ((tag & 7) != ProtobufInput.BYTES) {
      throw in.fail("the envelope has no field " + (tag >>> 3) + " of wire type " + (tag & 7));
    }
    int length = boundedLength();
    fill(length);
    int end = in.at + length;
    if (end > filled) {
      throw in.fail("the document ends inside its envelope");
    }
    if (tag == ProtobufEnvelope.TYPE_META) {
      kind = ProtobufEnvelope.readTypeMeta(in, end);
    } else if (tag == ProtobufEnvelope.CONTENT_ENCODING && length > 0) {
      throw in.fail("content encoding inside the envelope isn't supported");
    }
    in.at = end;
  }

  private int boundedLength() throws IOException {
    fillNumber();
    long length = in.varint(filled);
    if (length < 0 || length > Math.min(how.maxBytes(), Integer.MAX_VALUE)) {
      throw in.fail(
          "a part of "
              + Long.toUnsignedString(length)
              + " bytes is larger than the limit of "
              + how.maxBytes()
              + ": read in pages, or raise Decoding.maxBytes");
    }
    return (int) length;
  }

  /** Makes sure that a whole number is there, unless the document ends. */
  private void fillNumber() throws IOException {
    if (filled - in.at < 10) {
      fill(10);
    }
  }

  private <T> T readRoot(Type<T> type, int length) throws IOException {
    TypePlan plan = TypePlan.of(type);
    ProtobufNode node = plan.protobuf();
    @Nullable Object[] values = new Object[plan.fields.length];
    ProtobufReader reader = new ProtobufReader(in, how);
    reader.enter(type);
    long left = length;
    while (left > 0) {
      int complete = completeFields(left);
      left -= complete - in.at;
      reader.readInto(node, complete, values);
    }
    reader.failOnProblems();
    return length == 0 ? type.empty() : reader.create(type, values);
  }

  /** Where the last field that has arrived whole ends; waits for one if there is none. */
  private int completeFields(long left) throws IOException {
    int wanted = (int) Math.min(left, CHUNK_BYTES);
    fill(wanted);
    int start = in.at;
    int complete = start;
    while (true) {
      int limit = (int) Math.min(filled, start + left);
      long needed = 0;
      while (complete < limit) {
        in.at = complete;
        needed = sizeOfField(limit, left - (complete - start));
        if (needed > limit - complete) {
          break;
        }
        complete += (int) needed;
      }
      in.at = start;
      if (complete > start) {
        return complete;
      }
      if (ended) {
        throw in.fail("the document ends before its object does");
      }
      fill((int) Math.min(left, Math.max(needed, (long) filled - start + 1)));
      start = in.at;
      complete = start;
    }
  }

  /** The size of the field at the cursor with its tag: at least one byte more if it isn't there. */
  private long sizeOfField(int limit, long left) {
    int start = in.at;
    if (limit - start < 20 && limit - start < left) {
      return (long) limit - start + 1; // tag and length may not have arrived whole
    }
    int tag = in.tag(limit);
    if ((tag & 7) == ProtobufInput.BYTES) {
      long length = in.varint(limit);
      if (length < 0 || length > left - (in.at - start)) {
        throw in.fail(
            "a field of " + Long.toUnsignedString(length) + " bytes doesn't fit its object");
      }
      return length + in.at - start;
    }
    in.skip(tag, limit);
    return (long) in.at - start;
  }

  /** Reads until {@code count} bytes stand at the cursor; false if the document ends before. */
  private boolean fill(int count) throws IOException {
    if (filled - in.at >= count) {
      return true;
    }
    if (in.at > 0) {
      System.arraycopy(in.bytes, in.at, in.bytes, 0, filled - in.at);
      in.skippedBefore += in.at;
      filled -= in.at;
      in.at = 0;
    }
    while (filled < count && !ended) {
      if (filled == in.bytes.length) {
        // Doubling follows what has arrived, not what the peer says will come.
        in.bytes = Arrays.copyOf(in.bytes, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * filled));
      }
      int got = source.read(in.bytes, filled, in.bytes.length - filled);
      if (got < 0) {
        ended = true;
      } else {
        filled += got;
      }
    }
    return filled >= count;
  }

  /** What follows the object: the rest of the envelope and nothing else. */
  private void readRest() throws IOException {
    while (in.at < filled || fill(1)) {
      fillNumber();
      int tag = in.tag(filled);
      if (tag == ProtobufEnvelope.RAW) {
        throw in.fail("the envelope holds two objects");
      }
      readEnvelopeField(tag);
    }
  }
}
