package dev.fairlead.client.config;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * As much of DER (ITU-T X.690) as it takes to tell key formats apart and put one into another:
 * single-byte tags and definite lengths. Every length is checked against what is there.
 */
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  /** {@code [0]}, constructed: the curve in an EC key of SEC 1. */
  static final int CONTEXT_0 = 0xa0;

  /** Lengths up to this stand in one byte. */
  private static final int MAX_SHORT_LENGTH = 127;

  private Der() {}

  /** One tag, length and content. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Element(int tag, byte[] content) {
    boolean is(int tag, byte... content) {
      return this.tag == tag && Arrays.equals(this.content, content);
    }

    byte[] encoded() {
      return Der.encode(tag, content);
    }

    /** What this consists of, if it is constructed. */
    List<Element> children() throws MalformedDerException {
      return Der.elements(content);
    }

    @Override
    public String toString() {
      return "Element[" + tag + "]"; // the content may be a key
    }
  }

  /** Thrown for bytes that are not DER; has no details, since they may be those of a key. */
  static final class MalformedDerException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedDerException() {
      super("not DER");
    }
  }

  /** The elements that stand one after another in these bytes, and fill them. */
  static List<Element> elements(byte[] bytes) throws MalformedDerException {
    List<Element> elements = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int tag = bytes[at++] & 0xff;
      if ((tag & 0x1f) == 0x1f || at == bytes.length) {
        throw new MalformedDerException();
      }
      int length = bytes[at++] & 0xff;
      if (length > MAX_SHORT_LENGTH) {
        int lengthBytes = length - MAX_SHORT_LENGTH - 1;
        if (lengthBytes == 0 || lengthBytes > Integer.BYTES || lengthBytes > bytes.length - at) {
          throw new MalformedDerException();
        }
        length = 0;
        for (int i = 0; i < lengthBytes; i++) {
          length = (length << Byte.SIZE) | (bytes[at++] & 0xff);
        }
      }
      if (length < 0 || length > bytes.length - at) {
        throw new MalformedDerException();
      }
      elements.add(new Element(tag, Arrays.copyOfRange(bytes, at, at + length)));
      at += length;
    }
    return elements;
  }

  /** An element of these parts. */
  static byte[] encode(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    if (length <= MAX_SHORT_LENGTH) {
      out.write(length);
    } else {
      int lengthBytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / Byte.SIZE;
      out.write(MAX_SHORT_LENGTH + 1 + lengthBytes);
      for (int i = lengthBytes - 1; i >= 0; i--) {
        out.write(length >>> (i * Byte.SIZE));
      }
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
