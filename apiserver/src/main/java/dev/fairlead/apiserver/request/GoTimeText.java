package dev.fairlead.apiserver.request;

import dev.fairlead.model.value.GoQuote;

/** Says what is wrong with a text that is no RFC 3339 time, in the words of Go's time.Parse. */
final class GoTimeText {
  private static final String[] ELEMENTS = {
    "2006", "-", "01", "-", "02", "T", "15", ":", "04", ":", "05"
  };
  private static final int MOST_DAYS = 31;

  private GoTimeText() {}

  /**
   * The problem of a text that can't be read.
   *
   * @param micro whether the layout asks for six digits of a second
   */
  static String problem(String text, boolean micro) {
    String layout = micro ? "2006-01-02T15:04:05.000000Z07:00" : "2006-01-02T15:04:05Z07:00";
    String start = "parsing time " + GoQuote.quote(text) + " as " + GoQuote.quote(layout) + ": ";
    String rest = text;
    for (String element : ELEMENTS) {
      if (!startsWith(rest, element)) {
        return start + cannot(rest, element);
      }
      String range = outOfRange(rest, element);
      if (!range.isEmpty()) {
        return "parsing time " + GoQuote.quote(text) + ": " + range + " out of range";
      }
      rest = rest.substring(element.length());
    }
    if (micro) {
      if (!rest.matches("(?s)\\.\\d{6}.*")) {
        return start + cannot(rest, ".000000");
      }
      rest = rest.substring(7);
    } else if (rest.matches("(?s)[.,]\\d+.*")) {
      rest = rest.replaceFirst("^[.,]\\d+", "");
    }
    if (rest.startsWith("Z")) {
      rest = rest.substring(1);
    } else if (rest.matches("(?s)[+-]\\d\\d:\\d\\d.*")) {
      rest = rest.substring(6);
    } else {
      return start + cannot(rest, "Z07:00");
    }
    return rest.isEmpty()
        ? "parsing time " + GoQuote.quote(text) + ": day out of range"
        : "parsing time " + GoQuote.quote(text) + ": extra text: " + GoQuote.quote(rest);
  }

  private static boolean startsWith(String rest, String element) {
    if (!Character.isDigit(element.charAt(0))) {
      return rest.startsWith(element);
    }
    // Go takes an hour of one digit.
    int digits = element.equals("15") ? 1 : element.length();
    return rest.length() >= element.length()
        && rest.substring(0, digits).chars().allMatch(c -> c >= '0' && c <= '9')
        && rest.substring(0, element.length()).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String outOfRange(String rest, String element) {
    int value =
        Character.isDigit(element.charAt(0))
            ? Integer.parseInt(rest.substring(0, element.length()))
            : 0;
    return switch (element) {
      case "01" -> value < 1 || value > 12 ? "month" : "";
      case "02" -> value < 1 || value > MOST_DAYS ? "day" : "";
      case "15" -> value > 23 ? "hour" : "";
      case "04" -> value > 59 ? "minute" : "";
      case "05" -> value > 59 ? "second" : "";
      default -> "";
    };
  }

  private static String cannot(String rest, String element) {
    return "cannot parse " + GoQuote.quote(rest) + " as " + GoQuote.quote(element);
  }
}
