package dev.fairlead.client.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Splits PEM (RFC 7468) into its blocks. Text around the blocks is skipped, as OpenSSL and Go do.
 */
final class Pem {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /** First byte of anything in DER that is a certificate or a key: a sequence. */
  private static final int DER_SEQUENCE = 0x30;

  private Pem() {}

  /**
   * One block.
   *
   * @param label what stands after BEGIN
   * @param headers the lines before the first empty one, in which old formats say how they encrypt
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Block(String label, String headers, byte[] der) {
    @Override
    public String toString() {
      return "Block[" + label + "]"; // the rest may be a key
    }
  }

  /** The blocks in order. A block that can't be read, and having none, are problems. */
  static List<Block> blocks(byte[] content, String wanted, String where, Problems problems) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    List<Block> blocks = new ArrayList<>();
    int number = 0;
    for (int at = beginning(text, 0); at >= 0; at = beginning(text, at)) {
      number++;
      int labelEnd = text.indexOf(DASHES, at + BEGIN.length());
      int lineEnd = text.indexOf('\n', at);
      if (labelEnd < 0 || lineEnd < labelEnd) {
        problems.add(where, "the BEGIN line of block " + number + " is cut off: copy it again");
        return blocks;
      }
      String label = text.substring(at + BEGIN.length(), labelEnd);
      int end = text.indexOf(END + label + DASHES, lineEnd);
      if (end < 0) {
        problems.add(
            where,
            "block %d has no line -----END %s-----: it was cut off, copy it again"
                .formatted(number, label));
        return blocks;
      }
      addBlock(blocks, label, text.substring(lineEnd + 1, end), number, where, problems);
      at = end + END.length() + label.length() + DASHES.length();
    }
    if (number == 0) {
      problems.add(where, nothing(content, wanted));
    }
    return blocks;
  }

  /** Where the next line starts with BEGIN; -1 for nowhere. */
  private static int beginning(String text, int from) {
    int at = text.indexOf(BEGIN, from);
    while (at > 0 && text.charAt(at - 1) > ' ') {
      at = text.indexOf(BEGIN, at + 1);
    }
    return at;
  }

  private static void addBlock(
      List<Block> blocks, String label, String body, int number, String where, Problems problems) {
    String headers = "";
    String base64 = body.replace("\r", "");
    if (base64.indexOf(':') >= 0) {
      int empty = base64.indexOf("\n\n");
      headers = empty < 0 ? base64 : base64.substring(0, empty);
      base64 = empty < 0 ? "" : base64.substring(empty);
    }
    try {
      byte[] der = Base64.getDecoder().decode(base64.replaceAll("[ \t\n]+", ""));
      blocks.add(new Block(label, headers, der));
    } catch (IllegalArgumentException e) { // whose message shows what may be a key
      problems.add(where, "block %d (%s) is not base64: copy it again".formatted(number, label));
    }
  }

  private static String nothing(byte[] content, String wanted) {
    if (content.length == 0) {
      return "is empty: it must have a block -----BEGIN " + wanted + "-----";
    }
    String isDer = (content[0] & 0xff) == DER_SEQUENCE ? " (it seems to be DER: convert it)" : "";
    return "is not PEM" + isDer + ": it must have a block -----BEGIN " + wanted + "-----";
  }
}
