package dev.fairlead.client.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an archive of any tar: ustar, with the extensions of GNU and of POSIX (pax). */
final class TarReader {
  /** Of a long name, or of pax's headers for one member. In bytes. */
  private static final int MAX_EXTENSION = 1 << 20;

  private static final int BUFFER_BYTES = 64 << 10;

  private static final Pattern OCTAL = Pattern.compile(" *([0-7]+)[ \\x00]*");

  private final InputStream in;
  private final Map<String, String> forAll = new HashMap<>();
  private long left;
  private int padding;

  TarReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next member, once the content of the one before has been read or is skipped; null at the
   * archive's end.
   *
   * @throws EOFException if it ends without its end
   */
  @Nullable TarEntry next() throws IOException {
    skip();
    Map<String, String> extended = new HashMap<>(forAll);
    while (true) {
      byte[] head = block();
      if (isEmpty(head)) {
        drain();
        return null;
      }
      check(head);
      long size = number(head, TarEntry.SIZE, TarEntry.LONG_NUMBER);
      switch (head[TarEntry.TYPE]) {
        case 'L' -> extended.put("path", text(extension(size)));
        case 'K' -> extended.put("linkpath", text(extension(size)));
        case 'x' -> pax(extension(size), extended);
        case 'g' -> {
          pax(extension(size), forAll);
          extended.putAll(forAll);
        }
        default -> {
          return entry(head, size, extended);
        }
      }
    }
  }

  private TarEntry entry(byte[] head, long plainSize, Map<String, String> extended)
      throws IOException {
    String given = extended.get("path");
    String name = given == null ? name(head) : given;
    String link = extended.getOrDefault("linkpath", text(head, TarEntry.LINK));
    TarEntry.Kind kind = kind(head[TarEntry.TYPE], name);
    long size = extended.containsKey("size") ? decimal(extended, "size") : plainSize;
    begin(size);
    long modified =
        extended.containsKey("mtime")
            ? decimal(extended, "mtime")
            : number(head, TarEntry.MODIFIED, TarEntry.LONG_NUMBER);
    int mode = (int) number(head, TarEntry.MODE, TarEntry.SHORT_NUMBER) & 0777;
    return new TarEntry(name, kind, mode, size, Instant.ofEpochSecond(modified), link);
  }

  private static TarEntry.Kind kind(byte type, String name) {
    return switch (type) {
      case '0', '7', 0 -> name.endsWith("/") ? TarEntry.Kind.FOLDER : TarEntry.Kind.FILE;
      case '1' -> TarEntry.Kind.HARD_LINK;
      case '2' -> TarEntry.Kind.SYMBOLIC_LINK;
      case '5' -> TarEntry.Kind.FOLDER;
      default -> TarEntry.Kind.OTHER;
    };
  }

  private static String name(byte[] head) {
    String name = text(head, TarEntry.NAME);
    boolean posix = head[TarEntry.MAGIC + 5] == 0; // GNU has a space there, and no prefix
    if (!posix || head[TarEntry.MAGIC] != 'u' || head[TarEntry.PREFIX] == 0) {
      return name;
    }
    int end = TarEntry.PREFIX;
    while (end < TarEntry.PREFIX + TarEntry.PREFIX_LENGTH && head[end] != 0) {
      end++;
    }
    return new String(head, TarEntry.PREFIX, end - TarEntry.PREFIX, UTF_8) + "/" + name;
  }

  private static String text(byte[] head, int from) {
    int end = from;
    while (end < from + TarEntry.NAME_LENGTH && head[end] != 0) {
      end++;
    }
    return new String(head, from, end - from, UTF_8);
  }

  private static String text(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return new String(bytes, 0, end, UTF_8);
  }

  private static void check(byte[] head) throws IOException {
    String sum = new String(head, TarEntry.CHECKSUM, TarEntry.SHORT_NUMBER, ISO_8859_1);
    Matcher octal = OCTAL.matcher(sum);
    if (!octal.matches() || Integer.parseInt(octal.group(1), 8) != TarEntry.checksum(head)) {
      throw new IOException("what came is no tar archive, or a damaged one: a checksum is wrong");
    }
  }

  private static long number(byte[] head, int at, int length) throws IOException {
    if ((head[at] & 0x80) != 0) { // in binary, as GNU has it
      long number = ByteBuffer.wrap(head).getLong(at + length - Long.BYTES);
      if (length < Long.BYTES + 1 || number < 0) {
        throw new IOException("a number of the tar archive is out of range");
      }
      return number;
    }
    long number = 0;
    for (int i = at; i < at + length; i++) {
      int digit = head[i] - '0';
      if (digit >= 0 && digit < 8) {
        number = 8 * number + digit;
      } else if (head[i] != ' ' && head[i] != 0) {
        throw new IOException("a number of the tar archive has a letter");
      } else if (number > 0) {
        break;
      }
    }
    return number;
  }

  private static long decimal(Map<String, String> extended, String key) throws IOException {
    String text = extended.getOrDefault(key, "");
    int point = text.indexOf('.');
    try {
      return Long.parseLong(point < 0 ? text : text.substring(0, point));
    } catch (NumberFormatException e) {
      throw new IOException("the tar archive's " + key + " is no number: " + text);
    }
  }

  /** Lines of the form "length key=value", the length that of the line. */
  private static void pax(byte[] lines, Map<String, String> to) throws IOException {
    int at = 0;
    while (at < lines.length) {
      int space = at;
      while (space < lines.length && lines[space] != ' ') {
        space++;
      }
      int length;
      try {
        length = Integer.parseInt(new String(lines, at, space - at, UTF_8));
      } catch (NumberFormatException e) {
        throw new IOException("the tar archive has a pax header without a length");
      }
      if (length <= space - at + 1 || length > lines.length - at) {
        throw new IOException("the tar archive has a pax header of a wrong length");
      }
      String line = new String(lines, space + 1, at + length - space - 2, UTF_8);
      int equals = line.indexOf('=');
      if (equals > 0) {
        to.put(line.substring(0, equals), line.substring(equals + 1));
      }
      at += length;
    }
  }

  private byte[] extension(long size) throws IOException {
    if (size > MAX_EXTENSION) {
      throw new IOException("a name in the tar archive has " + size + " bytes");
    }
    begin(size);
    byte[] content = in.readNBytes((int) size);
    left -= content.length;
    skip();
    return content;
  }

  private void begin(long size) throws IOException {
    if (size < 0) {
      throw new IOException("a size in the tar archive is negative");
    }
    left = size;
    padding = (int) (-size & (TarEntry.BLOCK - 1));
  }

  /** Gives the content of the member. */
  void content(OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    while (left > 0) {
      int got = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (got < 0) {
        throw cut();
      }
      to.write(buffer, 0, got);
      left -= got;
    }
  }

  private void skip() throws IOException {
    try {
      in.skipNBytes(left + padding);
    } catch (EOFException e) {
      throw cut();
    }
    left = 0;
    padding = 0;
  }

  private byte[] block() throws IOException {
    byte[] block = in.readNBytes(TarEntry.BLOCK);
    if (block.length < TarEntry.BLOCK) {
      throw cut();
    }
    return block;
  }

  private static EOFException cut() {
    return new EOFException("the tar archive ended in the middle: not all has come");
  }

  private static boolean isEmpty(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** What fills the archive up to a multiple of 10 KiB, so that the other side can end. */
  private void drain() throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    while (in.read(buffer) >= 0) {
      // nothing is in it
    }
  }
}
