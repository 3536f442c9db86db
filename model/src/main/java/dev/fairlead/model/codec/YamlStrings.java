package dev.fairlead.model.codec;

import java.util.regex.Pattern;

/**
 * Texts as YAML scalars: plain where every reader takes them for a text, in quotes or as a block
 * where not.
 */
final class YamlStrings {
  /** Longer keys get a line to themselves; libyaml's limit. Readers take up to 1024. */
  static final int MAX_KEY = 128;

  /**
   * What YAML 1.1 reads as something else and go-yaml doesn't: numbers to the base of 60, times,
   * floats with underscores and the default key.
   */
  private static final Pattern OTHERS_READ_MORE =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?"
              + "|[-+]?([0-9][0-9_]*\\.[0-9_]*|\\.[0-9_]+)([eE][-+]?[0-9]+)?"
              + "|=|<<");

  private static final String NEVER_FIRST = ",[]{}#&*!|>'\"%@`";
  private static final String NOT_FIRST_BEFORE_BLANK = "-?:";

  private YamlStrings() {}

  /** Whether the text is best written as a literal block: it has lines, and a block keeps them. */
  static boolean isBlock(String text) {
    int lines = 0;
    int blanks = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        if (i > 0 && isBlank(text.charAt(i - 1))) {
          return false; // a blank at the end of a line: nobody sees it
        }
        lines++;
      } else if (isBlank(c)) {
        blanks++;
      } else if (needsEscape(text, i)) {
        return false;
      }
    }
    return lines > 0 && lines + blanks < text.length() && !isBlank(text.charAt(text.length() - 1));
  }

  /** What stands before the lines of a block whose text is indented by so many more. */
  static String blockHeader(String text, int indent) {
    char first = text.charAt(0);
    String indented = isBlank(first) || first == '\n' ? Integer.toString(indent) : "";
    String ending = !text.endsWith("\n") ? "-" : text.endsWith("\n\n") ? "+" : "";
    return "|" + indented + ending;
  }

  /** The text plain, in single quotes, or in double quotes with escapes. */
  static String onOneLine(String text) {
    if (!isText(text)) {
      return inDoubleQuotes(text);
    }
    boolean plain = text.charAt(0) != ' ' && !text.endsWith(" ") && !isMarkedAtStart(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\t' || needsEscape(text, i)) {
        return inDoubleQuotes(text);
      }
      boolean colon = c == ':' && (i + 1 == text.length() || text.charAt(i + 1) == ' ');
      boolean comment = c == '#' && i > 0 && text.charAt(i - 1) == ' ';
      plain &= !colon && !comment;
    }
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }

  /** Whether the text, without quotes, would be read as a text. */
  private static boolean isText(String text) {
    return YamlScalar.ofPlain(text).kind() == YamlScalar.Kind.STRING
        && !OTHERS_READ_MORE.matcher(text).matches();
  }

  private static boolean isMarkedAtStart(String text) {
    char first = text.charAt(0);
    boolean beforeBlank = text.length() == 1 || isBlank(text.charAt(1));
    return NEVER_FIRST.indexOf(first) >= 0
        || (beforeBlank && NOT_FIRST_BEFORE_BLANK.indexOf(first) >= 0)
        || text.startsWith("---")
        || text.startsWith("...");
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /**
   * Whether some reader doesn't take this character as it is: controls, what YAML 1.1 takes for a
   * line break, the byte order mark, half a surrogate pair. Line feeds and tabs are no matter.
   */
  private static boolean needsEscape(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return (c < ' ' && c != '\n' && c != '\t')
        || (c >= '\u007f' && c < '\u00a0')
        || c == '\u2028'
        || c == '\u2029'
        || c == '\ufeff'
        || c >= '\ufffe';
  }

  private static String inDoubleQuotes(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (needsEscape(text, i)) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
