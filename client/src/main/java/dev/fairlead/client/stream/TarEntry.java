package dev.fairlead.client.stream;

import java.time.Instant;

/**
 * The head of one member of an archive.
 *
 * @param name with slashes
 * @param kind what it is
 * @param mode the permissions: the lowest nine bits
 * @param size of the content that follows, in bytes
 * @param modified to the second
 * @param link where a link leads; empty if it is none
 */
record TarEntry(String name, Kind kind, int mode, long size, Instant modified, String link) {
  /** What a member may be. */
  enum Kind {
    FILE,
    FOLDER,
    SYMBOLIC_LINK,
    HARD_LINK,
    OTHER
  }

  static final int BLOCK = 512;

  // Where the fields of a head are, and how long: POSIX.1-1988 (ustar).
  static final int NAME = 0;
  static final int NAME_LENGTH = 100;
  static final int MODE = 100;
  static final int OWNER = 108;
  static final int GROUP = 116;
  static final int SIZE = 124;
  static final int MODIFIED = 136;
  static final int CHECKSUM = 148;
  static final int TYPE = 156;
  static final int LINK = 157;
  static final int MAGIC = 257;
  static final int PREFIX = 345;
  static final int PREFIX_LENGTH = 155;
  static final int SHORT_NUMBER = 8;
  static final int LONG_NUMBER = 12;

  /** The sum of all bytes, with those of the sum itself taken as spaces. */
  static int checksum(byte[] head) {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= CHECKSUM && i < CHECKSUM + SHORT_NUMBER ? ' ' : head[i] & 0xff;
    }
    return sum;
  }
}
