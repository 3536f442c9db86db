package dev.fairlead.apiserver.request;

import java.io.ByteArrayOutputStream;

/** JSON for people: a member a line, two blanks a level, as Go's json.Indent prints it. */
public final class PrettyJson {
  private static final int GROWTH = 2; // most documents double

  private PrettyJson() {}

  /** The compact JSON in lines; only blanks outside of strings are added. */
  public static byte[] indent(byte[] compact) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(compact.length * GROWTH);
    int depth = 0;
    for (int at = 0; at < compact.length; at++) {
      byte symbol = compact[at];
      switch (symbol) {
        case '"' -> {
          int end = endOfString(compact, at);
          out.write(compact, at, end - at);
          at = end - 1;
        }
        case '{', '[' -> {
          out.write(symbol);
          if (compact[at + 1] == symbol + 2) { // both closing brackets come two after the opening
            out.write(compact[++at]);
          } else {
            newLine(out, ++depth);
          }
        }
        case '}', ']' -> {
          newLine(out, --depth);
          out.write(symbol);
        }
        case ',' -> {
          out.write(symbol);
          newLine(out, depth);
        }
        case ':' -> {
          out.write(symbol);
          out.write(' ');
        }
        default -> out.write(symbol);
      }
    }
    return out.toByteArray();
  }

  private static int endOfString(byte[] json, int start) {
    int at = start + 1;
    while (json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private static void newLine(ByteArrayOutputStream out, int depth) {
    out.write('\n');
    for (int i = 0; i < depth; i++) {
      out.write(' ');
      out.write(' ');
    }
  }
}
