package dev.fairlead.cli.convert;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON documents one after another, with or without white space between: what {@code --to json}
 * writes for several objects. Finds only where each ends, by counting brackets outside of strings;
 * whether it is well-formed is the codec's business.
 */
final class JsonDocuments {
  /** One document: the bytes from {@code start} to before {@code end}. */
  static final class Slice {
    private final byte[] bytes;
    private final int start;
    private final int end;

    Slice(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.start = start;
      this.end = end;
    }

    InputStream open() {
      return new ByteArrayInputStream(bytes, start, end - start);
    }

    /** The document behind as many lines and columns as it has before it, for error messages. */
    InputStream openInPlace() {
      int lines = 0;
      int lineStart = 0;
      for (int i = 0; i < start; i++) {
        if (bytes[i] == '\n') {
          lines++;
          lineStart = i + 1;
        }
      }
      String before = "\n".repeat(lines) + " ".repeat(start - lineStart);
      return new SequenceInputStream(
          new ByteArrayInputStream(before.getBytes(StandardCharsets.US_ASCII)), open());
    }
  }

  private JsonDocuments() {}

  static List<Slice> split(byte[] bytes) {
    List<Slice> slices = new ArrayList<>();
    for (int start = skipSpace(bytes, 0); start < bytes.length; ) {
      int end = endOf(bytes, start);
      slices.add(new Slice(bytes, start, end));
      start = skipSpace(bytes, end);
    }
    return slices;
  }

  private static int skipSpace(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Bytes of multi-byte characters are negative, so none is taken for a bracket or a quote. */
  private static int endOf(byte[] bytes, int start) {
    int depth = 0;
    boolean inString = false;
    for (int at = start; at < bytes.length; at++) {
      byte b = bytes[at];
      if (inString) {
        if (b == '\\') {
          at++;
        } else if (b == '"') {
          inString = false;
        }
      } else if (b == '"') {
        inString = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth <= 0) {
        return at + 1;
      } else if (depth == 0 && isSpace(b)) {
        return at; // a scalar, which the codec will refuse
      }
    }
    return bytes.length;
  }
}
