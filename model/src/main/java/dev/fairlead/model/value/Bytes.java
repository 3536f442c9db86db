package dev.fairlead.model.value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Immutable bytes, such as a value of a Secret. {@code toString} shows the length only, since what
 * travels in this form is often secret.
 */
public final class Bytes {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of these bytes. */
  public static Bytes of(byte... bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
  }

  /** A copy of a part of these bytes. */
  public static Bytes of(byte[] bytes, int from, int to) {
    return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, from, to));
  }

  public static Bytes ofUtf8(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads standard base64 with padding, the form that JSON has; line breaks are skipped, as Go
   * does.
   *
   * @throws IllegalArgumentException if it isn't base64
   */
  public static Bytes ofBase64(String base64) {
    String text =
        base64.indexOf('\n') < 0 && base64.indexOf('\r') < 0
            ? base64
            : base64.replace("\n", "").replace("\r", "");
    if (text.length() % 4 != 0) {
      throw new IllegalArgumentException(
          "base64 of " + text.length() + " characters lacks its padding (=)");
    }
    byte[] decoded = Base64.getDecoder().decode(text);
    return decoded.length == 0 ? EMPTY : new Bytes(decoded);
  }

  public String toBase64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** A read-only view, without a copy. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** The bytes read as UTF-8; malformed parts become U+FFFD. */
  public String utf8() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public int size() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Bytes[" + bytes.length + "]";
  }
}
