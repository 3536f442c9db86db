package dev.fairlead.apiserver.request;

/** Finds where a text stops being base64, as Go's decoder counts it. */
public final class GoBase64 {
  private static final int QUANTUM = 4;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static final String URL_ALPHABET = ALPHABET.replace('+', '-').replace('/', '_');

  private GoBase64() {}

  /** The problem of a text in the alphabet for URLs, without padding, that can't be read. */
  public static String urlProblem(String text) {
    int at = 0;
    while (at < text.length() && URL_ALPHABET.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int problem = at < text.length() ? at : at - at % QUANTUM;
    return "illegal base64 data at input byte " + problem;
  }

  /** The problem of a text that can't be read. */
  static String problem(String text) {
    return "illegal base64 data at input byte " + offset(text);
  }

  private static int offset(String text) {
    int at = 0;
    while (at < text.length()) {
      for (int digit = 0; digit < QUANTUM; ) {
        if (at == text.length()) {
          return at - digit;
        }
        char c = text.charAt(at++);
        if (c == '\n' || c == '\r') {
          continue;
        }
        if (c == '=') {
          return padding(text, at, digit);
        }
        if (ALPHABET.indexOf(c) < 0) {
          return at - 1;
        }
        digit++;
      }
    }
    return at;
  }

  /** Where the text goes wrong at or after its first padding, which ends before {@code at}. */
  private static int padding(String text, int at, int digit) {
    if (digit < 2) {
      return at - 1;
    }
    int next = skipBreaks(text, at);
    if (digit == 2) {
      if (next == text.length()) {
        return text.length();
      }
      if (text.charAt(next) != '=') {
        return next;
      }
      next++;
    }
    return skipBreaks(text, next);
  }

  private static int skipBreaks(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
      at++;
    }
    return at;
  }
}
