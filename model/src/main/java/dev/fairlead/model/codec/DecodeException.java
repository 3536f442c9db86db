package dev.fairlead.model.codec;

import java.util.List;

/**
 * Input that can't be read. The message says the format, where (line and column, or byte), the path
 * of the field, what was found and what was expected; {@link #problems} has one entry a problem.
 */
public final class DecodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String STRICT = "strict decoding error: ";

  private final transient List<String> problems;

  public DecodeException(String message) {
    this(message, List.of(message));
  }

  public DecodeException(String message, Throwable cause) {
    super(message, cause);
    this.problems = List.of(message);
  }

  private DecodeException(String message, List<String> problems) {
    super(message);
    this.problems = problems;
  }

  /** What strict decoding found, worded as the server's fieldValidation words it. */
  static DecodeException strict(List<String> problems) {
    return new DecodeException(STRICT + String.join(", ", problems), List.copyOf(problems));
  }

  /** Whether only strict decoding fails: the input can be read otherwise. */
  public boolean isStrict() {
    return String.valueOf(getMessage()).startsWith(STRICT);
  }

  public List<String> problems() {
    return problems;
  }
}
