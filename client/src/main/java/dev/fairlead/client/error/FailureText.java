package dev.fairlead.client.error;

import dev.fairlead.model.meta.v1.Status;
import java.util.List;

/** The message of an {@link ApiException}: asked what of whom, what came back, what to do. */
final class FailureText {
  /** What a server says is its own text, of any length: this much of it is shown. */
  private static final int MAX_CHARS = 2_048;

  private FailureText() {}

  static String of(Failure failure) {
    StringBuilder text = new StringBuilder();
    text.append(failure.method()).append(' ').append(failure.path());
    text.append(" of ").append(failure.server()).append(": ");
    Status status = failure.status();
    Reason reason = Reason.of(status);
    if (status.code() != 0) {
      String said = status.reason();
      text.append(status.code());
      if (said != null && !said.isEmpty()) {
        text.append(' ').append(printable(said));
      } else if (reason != Reason.UNKNOWN) {
        text.append(' ').append(reason.text);
      }
      text.append(": ");
    }
    sentence(text, status.message() == null ? "" : printable(status.message()));
    sentence(text, failure.advice().isEmpty() ? reason.advice : failure.advice());
    earlier(text, failure.earlierAttempts());
    return text.toString().stripTrailing();
  }

  private static void sentence(StringBuilder text, String sentence) {
    if (sentence.isEmpty()) {
      return;
    }
    text.append(sentence);
    char last = sentence.charAt(sentence.length() - 1);
    text.append(last == '.' || last == '!' || last == '?' ? " " : ". ");
  }

  private static void earlier(StringBuilder text, List<String> attempts) {
    if (!attempts.isEmpty()) {
      text.append("This was attempt ").append(attempts.size() + 1).append("; before it: ");
      sentence(text, String.join("; ", attempts));
    }
  }

  /** Bounded, and without control characters that would act on a terminal. */
  private static String printable(String said) {
    String text = said.strip();
    StringBuilder printable = new StringBuilder(Math.min(text.length(), MAX_CHARS));
    for (int i = 0; i < text.length() && i < MAX_CHARS; i++) {
      char c = text.charAt(i);
      printable.append(Character.isISOControl(c) ? ' ' : c);
    }
    return text.length() > MAX_CHARS
        ? printable + "... (" + text.length() + " characters)"
        : printable.toString();
  }
}
