package dev.fairlead.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;

/**
 * Writes an archive as GNU tar does: the one way to write long names that every tar reads, even
 * BusyBox's.
 */
final class TarWriter {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final byte[] GNU = "ustar  \0".getBytes(UTF_8);
  private static final String LONG_NAME = "././@LongLink";
  private static final long MAX_OCTAL = 077_777_777_777L;

  private final OutputStream out;

  TarWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes a head; for a file, its content is to follow.
   *
   * @see #content
   */
  void head(TarEntry entry) throws IOException {
    byte[] name = entry.name().getBytes(UTF_8);
    byte[] link = entry.link().getBytes(UTF_8);
    if (link.length > TarEntry.NAME_LENGTH) {
      longName('K', link);
    }
    if (name.length > TarEntry.NAME_LENGTH) {
      longName('L', name);
    }
    out.write(head(name, type(entry.kind()), entry.mode(), entry.size(), entry.modified(), link));
  }

  private static char type(TarEntry.Kind kind) {
    return switch (kind) {
      case FILE -> '0';
      case HARD_LINK -> '1';
      case SYMBOLIC_LINK -> '2';
      case FOLDER -> '5';
      case OTHER -> throw new IllegalArgumentException("nobody writes others");
    };
  }

  private void longName(char type, byte[] name) throws IOException {
    byte[] own = LONG_NAME.getBytes(UTF_8);
    out.write(head(own, type, 0644, name.length + 1L, Instant.EPOCH, new byte[0]));
    out.write(name);
    out.write(0);
    pad(name.length + 1L);
  }

  private static byte[] head(
      byte[] name, char type, int mode, long size, Instant modified, byte[] link) {
    byte[] head = new byte[TarEntry.BLOCK];
    System.arraycopy(name, 0, head, 0, Math.min(name.length, TarEntry.NAME_LENGTH));
    number(head, TarEntry.MODE, TarEntry.SHORT_NUMBER, mode);
    number(head, TarEntry.OWNER, TarEntry.SHORT_NUMBER, 0);
    number(head, TarEntry.GROUP, TarEntry.SHORT_NUMBER, 0);
    number(head, TarEntry.SIZE, TarEntry.LONG_NUMBER, size);
    number(head, TarEntry.MODIFIED, TarEntry.LONG_NUMBER, Math.max(0, modified.getEpochSecond()));
    head[TarEntry.TYPE] = (byte) type;
    System.arraycopy(link, 0, head, TarEntry.LINK, Math.min(link.length, TarEntry.NAME_LENGTH));
    System.arraycopy(GNU, 0, head, TarEntry.MAGIC, GNU.length);
    number(head, TarEntry.CHECKSUM, TarEntry.SHORT_NUMBER - 1, TarEntry.checksum(head));
    head[TarEntry.CHECKSUM + TarEntry.SHORT_NUMBER - 1] = ' ';
    return head;
  }

  /** In octal, and a zero byte; what is too large for that in binary, as GNU tar has it. */
  private static void number(byte[] head, int at, int length, long number) {
    if (number > MAX_OCTAL) {
      for (int i = 0; i < Long.BYTES; i++) {
        head[at + length - 1 - i] = (byte) (number >>> (8 * i));
      }
      head[at] = (byte) 0x80;
      return;
    }
    long left = number;
    for (int i = length - 2; i >= 0; i--) {
      head[at + i] = (byte) ('0' + (left & 7));
      left >>>= 3;
    }
  }

  /**
   * Writes the content that a head has promised.
   *
   * @throws IOException if there is less of it
   */
  void content(TarEntry of, InputStream content) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = of.size();
    while (left > 0) {
      int got = content.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (got < 0) {
        throw new IOException(of.name() + " has become shorter while it was copied");
      }
      out.write(buffer, 0, got);
      left -= got;
    }
    pad(of.size());
  }

  private void pad(long size) throws IOException {
    out.write(new byte[(int) (-size & (TarEntry.BLOCK - 1))]);
  }

  /** Writes the end of the archive. */
  void end() throws IOException {
    out.write(new byte[2 * TarEntry.BLOCK]);
    out.flush();
  }
}
