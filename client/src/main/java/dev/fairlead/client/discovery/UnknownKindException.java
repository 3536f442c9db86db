package dev.fairlead.client.discovery;

import java.util.List;

/** Nothing that the server serves has that name, or is of that kind. */
public final class UnknownKindException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String asked;
  private final transient List<String> suggestions;

  /**
   * An exception.
   *
   * @param asked what was looked for
   * @param suggestions what it may have been meant to be, the likeliest first
   * @param problems why it may be there nevertheless
   */
  UnknownKindException(String asked, List<String> suggestions, List<ApiCatalog.Problem> problems) {
    super(message(asked, suggestions, problems));
    this.asked = asked;
    this.suggestions = List.copyOf(suggestions);
  }

  private static String message(
      String asked, List<String> suggestions, List<ApiCatalog.Problem> problems) {
    StringBuilder text = new StringBuilder("The server doesn't serve ").append(asked).append(".");
    if (!suggestions.isEmpty()) {
      text.append(" Did you mean ").append(String.join(", ", suggestions)).append("?");
    } else {
      text.append(" Check the name, and that its CustomResourceDefinition is there.");
    }
    if (!problems.isEmpty()) {
      text.append(" It could be among what couldn't be found out: ");
      int shown = Math.min(problems.size(), MAX_PROBLEMS);
      text.append(
          String.join("; ", problems.subList(0, shown).stream().map(p -> p.toString()).toList()));
      text.append(shown < problems.size() ? "; and " + (problems.size() - shown) + " more" : "");
      text.append(".");
    }
    return text.toString();
  }

  /** In a message. */
  private static final int MAX_PROBLEMS = 5;

  /** What was looked for. */
  public String asked() {
    return asked;
  }

  /** What it may have been meant to be, the likeliest first. */
  public List<String> suggestions() {
    return suggestions;
  }
}
