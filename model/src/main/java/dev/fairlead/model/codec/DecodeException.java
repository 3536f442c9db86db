package dev.fairlead.model.codec;

import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input that can't be read. The message says the format, where (line and column, or byte), the path
 * of the field, what was found and what was expected; {@link #problems} has one entry a problem.
 */
public final class DecodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String STRICT = "strict decoding error: ";

  private final transient List<String> problems;
  private final transient @Nullable Mismatch mismatch;

  /**
   * A value that can't be what its place demands.
   *
   * @param steps the fields that lead there, without keys of maps and places in lists
   * @param found its JSON kind as Go names it: string, number, bool, object or array
   * @param text the string or number itself; empty for others
   * @param expected what should be there
   */
  public record Mismatch(List<Step> steps, String found, String text, Shape expected) {}

  /** A field of a type. */
  public record Step(Type<?> type, String field) {}

  public DecodeException(String message) {
    this(message, List.of(message));
  }

  /** Of a value that isn't what its place demands. */
  DecodeException(String message, Mismatch mismatch, @Nullable Throwable cause) {
    super(message, cause);
    this.problems = List.of(message);
    this.mismatch = mismatch;
  }

  public DecodeException(String message, Throwable cause) {
    super(message, cause);
    this.problems = List.of(message);
    this.mismatch = null;
  }

  private DecodeException(String message, List<String> problems) {
    super(message);
    this.problems = problems;
    this.mismatch = null;
  }

  /** What strict decoding found, worded as the server's fieldValidation words it. */
  public static DecodeException strict(List<String> problems) {
    return new DecodeException(STRICT + String.join(", ", problems), List.copyOf(problems));
  }

  /** Whether only strict decoding fails: the input can be read otherwise. */
  public boolean isStrict() {
    return String.valueOf(getMessage()).startsWith(STRICT);
  }

  /** Which value was wrong, and what it should be; null if the input failed in another way. */
  public @Nullable Mismatch mismatch() {
    return mismatch;
  }

  public List<String> problems() {
    return problems;
  }
}
