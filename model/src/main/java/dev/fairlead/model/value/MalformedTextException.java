package dev.fairlead.model.value;

/**
 * A text that is not what its field demands: says what was being read, at which offset it went
 * wrong, what is wrong, and what to write instead. The parts are kept so that a server can answer
 * with {@link #problem()} alone.
 */
public final class MalformedTextException extends IllegalArgumentException {

  /**
   * Characters of the text that the message repeats. Enough for every legal label key with its
   * prefix to be recognised, small enough that a hostile peer cannot fill a log with one value.
   */
  static final int MAX_QUOTED_CHARACTERS = 120;

  private static final long serialVersionUID = 1L;

  private final String kind;
  private final String text;
  private final int offset;
  private final String problem;

  /**
   * @param kind what was being read, in Kubernetes' words, for example {@code Quantity}
   * @param text the whole text
   * @param offset where in the text, in characters from 0; the length of the text for a missing
   *     ending
   * @param problem what is wrong, in the words of Kubernetes where it has some
   * @param advice what to write instead, a whole sentence
   */
  public MalformedTextException(
      String kind, String text, int offset, String problem, String advice) {
    super(
        "Cannot read %s %s at offset %d: %s. %s"
            .formatted(kind, quoted(text), offset, problem, advice));
    this.kind = kind;
    this.text = text;
    this.offset = offset;
    this.problem = problem;
  }

  /** What was being read, for example {@code Quantity}. */
  public String kind() {
    return kind;
  }

  /** The whole text that was being read. */
  public String text() {
    return text;
  }

  /** Where it went wrong, in characters from 0. */
  public int offset() {
    return offset;
  }

  /** What is wrong, without the surrounding sentence; Kubernetes' own words where it has some. */
  public String problem() {
    return problem;
  }

  /**
   * The text in double quotes, cut to {@value #MAX_QUOTED_CHARACTERS} characters, control
   * characters escaped.
   */
  static String quoted(String text) {
    int shown = Math.min(text.length(), MAX_QUOTED_CHARACTERS);
    StringBuilder out = new StringBuilder(shown + 2).append('"');
    for (int i = 0; i < shown; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
    if (shown < text.length()) {
      out.append(" (the first %d of %d characters)".formatted(shown, text.length()));
    }
    return out.toString();
  }
}
