package dev.fairlead.model.value;

import java.nio.charset.StandardCharsets;

/**
 * The time format of Kubernetes, read and written by hand: objects carry several times each, and a
 * DateTimeFormatter costs more than the rest of the object.
 *
 * <p>Accepts what Go's {@code time.Parse} accepts for the layout, which is a little more than RFC
 * 3339: an hour of one digit, a comma before the fraction, offsets up to 24:60. Dates are proleptic
 * Gregorian, as there and in java.time.
 */
final class Rfc3339 {

  /**
   * First and last second of the years 1 to 9999: the range that the API documents for its
   * Timestamp message (k8s.io/apimachinery/pkg/apis/meta/v1). Go also reads year 0, and offsets
   * that lead out of the range.
   */
  static final long MIN_SECOND = -62_135_596_800L;

  static final long MAX_SECOND = 253_402_300_799L;

  static final int MICROS_PER_SECOND = 1_000_000;

  /** Any number of digits after the second, or none; all but the first six are dropped. */
  static final int ANY_FRACTION = -1;

  /** Digits of a microsecond. */
  static final int MICRO_DIGITS = 6;

  private static final int SECONDS_PER_DAY = 86_400;
  private static final int DAYS_PER_ERA = 146_097;

  /** Days from 0000-03-01, where the eras of the conversion start, to 1970-01-01. */
  private static final int DAYS_TO_EPOCH = 719_468;

  private final String kind;
  private final String text;
  private final String advice;
  private int at;

  private Rfc3339(String kind, String text, String advice) {
    this.kind = kind;
    this.text = text;
    this.advice = advice;
  }

  /** Microseconds since 1970, rounded down. */
  static long epochMicros(String kind, String text, int fractionDigits, String advice) {
    Rfc3339 reader = new Rfc3339(kind, text, advice);
    long second = reader.localSecond();
    int micros = reader.fraction(fractionDigits);
    second -= reader.offsetSeconds();
    if (reader.at < text.length()) {
      throw reader.problem(reader.at, "there is text after the time");
    }
    if (second < MIN_SECOND || second > MAX_SECOND) {
      throw reader.problem(0, "the time is outside of the years 0001 to 9999 in UTC");
    }
    return second * MICROS_PER_SECOND + micros;
  }

  /** The second as text, ending in Z; with six digits of microseconds unless they are negative. */
  static String print(long epochSecond, int micros) {
    long days = Math.floorDiv(epochSecond, SECONDS_PER_DAY);
    int secondOfDay = Math.floorMod(epochSecond, SECONDS_PER_DAY);
    byte[] out = new byte[micros < 0 ? 20 : 27];
    printDate(days, out);
    out[10] = 'T';
    printNumber(out, 11, 2, secondOfDay / 3600);
    out[13] = ':';
    printNumber(out, 14, 2, secondOfDay / 60 % 60);
    out[16] = ':';
    printNumber(out, 17, 2, secondOfDay % 60);
    if (micros >= 0) {
      out[19] = '.';
      printNumber(out, 20, MICRO_DIGITS, micros);
    }
    out[out.length - 1] = 'Z';
    return new String(out, StandardCharsets.ISO_8859_1);
  }

  private long localSecond() {
    int year = number(4, 0, 9999, "year");
    separator('-');
    int month = number(2, 1, 12, "month");
    separator('-');
    int dayAt = at;
    int day = number(2, 0, 99, "day");
    separator('T');
    int hour = number(Digits.isDigit(text, at + 1) ? 2 : 1, 0, 23, "hour");
    separator(':');
    int minute = number(2, 0, 59, "minute");
    separator(':');
    int second = number(2, 0, 59, "second");
    if (day < 1 || day > daysIn(year, month)) {
      throw problem(dayAt, "day out of range");
    }
    return epochDay(year, month, day) * SECONDS_PER_DAY + (hour * 60 + minute) * 60L + second;
  }

  private int fraction(int exactDigits) {
    boolean present =
        at < text.length()
            && (text.charAt(at) == '.' || text.charAt(at) == ',')
            && Digits.isDigit(text, at + 1);
    if (!present) {
      if (exactDigits != ANY_FRACTION) {
        throw problem(at, "the fraction of %d digits is missing".formatted(exactDigits));
      }
      return 0;
    }
    int start = ++at;
    int micros = 0;
    int weight = MICROS_PER_SECOND / 10;
    while (Digits.isDigit(text, at)) {
      micros += (text.charAt(at) - '0') * weight;
      weight /= 10;
      at++;
    }
    if (exactDigits != ANY_FRACTION && at - start != exactDigits) {
      throw problem(start, "the fraction has %d digits, not %d".formatted(at - start, exactDigits));
    }
    return micros;
  }

  private int offsetSeconds() {
    char sign = at < text.length() ? text.charAt(at) : 0;
    if (sign == 'Z') {
      at++;
      return 0;
    }
    if (sign != '+' && sign != '-') {
      throw problem(at, "the time zone is missing");
    }
    at++;
    // Go lets 24:60 pass, as some people write it.
    int hours = number(2, 0, 24, "time zone offset hour");
    separator(':');
    int minutes = number(2, 0, 60, "time zone offset minute");
    int seconds = hours * 3600 + minutes * 60;
    return sign == '-' ? -seconds : seconds;
  }

  private int number(int digits, int min, int max, String name) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      if (!Digits.isDigit(text, at + i)) {
        throw problem(at + i, "a digit of the %s is missing".formatted(name));
      }
      value = value * 10 + (text.charAt(at + i) - '0');
    }
    if (value < min || value > max) {
      throw problem(at, name + " out of range");
    }
    at += digits;
    return value;
  }

  private void separator(char expected) {
    if (at >= text.length() || text.charAt(at) != expected) {
      throw problem(at, "'%c' is missing".formatted(expected));
    }
    at++;
  }

  private MalformedTextException problem(int offset, String problem) {
    return new MalformedTextException(kind, text, Math.min(offset, text.length()), problem, advice);
  }

  private static int daysIn(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  // Both conversions count in eras of 400 years that start in March, so that the leap day is the
  // last of its year:
  // Howard Hinnant, chrono-compatible low-level date algorithms.

  private static long epochDay(int year, int month, int day) {
    int marchYear = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(marchYear, 400);
    int yearOfEra = marchYear - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return (long) era * DAYS_PER_ERA + dayOfEra - DAYS_TO_EPOCH;
  }

  private static void printDate(long epochDay, byte[] out) {
    long shifted = epochDay + DAYS_TO_EPOCH;
    int era = (int) Math.floorDiv(shifted, (long) DAYS_PER_ERA);
    int dayOfEra = (int) (shifted - (long) era * DAYS_PER_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    printNumber(out, 0, 4, yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
    out[4] = '-';
    printNumber(out, 5, 2, month);
    out[7] = '-';
    printNumber(out, 8, 2, dayOfYear - (153 * marchMonth + 2) / 5 + 1);
  }

  private static void printNumber(byte[] out, int from, int digits, int value) {
    int rest = value;
    for (int i = from + digits - 1; i >= from; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
