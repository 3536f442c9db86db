package dev.fairlead.bench;

/** Something that the person at the keyboard can mend; the message says what. */
final class BenchException extends RuntimeException {
  BenchException(String message) {
    super(message);
  }

  BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
