package dev.fairlead.cli.cluster;

import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.client.discovery.AmbiguousKindException;
import dev.fairlead.client.discovery.UnknownKindException;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.InvalidException;
import dev.fairlead.client.error.UnauthorizedException;
import dev.fairlead.client.error.UnexpectedAnswerException;
import dev.fairlead.client.error.WaitTimeoutException;
import dev.fairlead.model.meta.v1.Status;
import dev.fairlead.model.meta.v1.StatusDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Failures in the words of kubectl, which scripts look for, where it has some: {@code Error from
 * server (NotFound): pods "web" not found}. Where no answer came, and for credentials, Fairlead's
 * own words stay, as they say what to do.
 */
final class ServerWords {
  private ServerWords() {}

  /** What ends the command. */
  static RuntimeException failure(RuntimeException e) {
    boolean known =
        e instanceof ApiException
            || (e instanceof IllegalArgumentException && !(e instanceof NumberFormatException));
    return known ? CommandFailure.inFull(of(e), e) : e;
  }

  static String of(RuntimeException e) {
    return switch (e) {
      case CommandFailure said -> String.valueOf(said.getMessage());
      case UnknownKindException unknown ->
          "error: the server doesn't have a resource type \"%s\"%s"
              .formatted(bare(unknown.asked()), similar(unknown.suggestions()));
      case AmbiguousKindException ambiguous -> "error: " + ambiguous.getMessage();
      case InvalidException invalid -> invalid(invalid.status());
      case ConnectionException unreached -> "fairlead: " + unreached.getMessage();
      case UnauthorizedException unknown -> "fairlead: " + unknown.getMessage();
      case UnexpectedAnswerException odd -> "fairlead: " + odd.getMessage();
      case WaitTimeoutException late -> "error: " + late.getMessage();
      case ApiException refused -> refused(refused.status());
      default -> "error: " + e.getMessage();
    };
  }

  private static String bare(String quoted) {
    return quoted.startsWith("\"") && quoted.endsWith("\"") && quoted.length() > 1
        ? quoted.substring(1, quoted.length() - 1)
        : quoted;
  }

  private static String similar(List<String> names) {
    return names.isEmpty() ? "" : "; similar: " + String.join(", ", names);
  }

  private static String refused(Status status) {
    String reason = status.reason();
    String head = "Error from server";
    return (reason == null || reason.isEmpty() ? head : head + " (" + reason + ")")
        + ": "
        + status.message();
  }

  private static String invalid(Status status) {
    StatusDetails details = status.details();
    if (details == null) {
      return "The request is invalid: " + status.message();
    }
    String head =
        details.name() == null && details.kind() == null
            ? "The request is invalid"
            : "The %s \"%s\" is invalid".formatted(text(details.kind()), text(details.name()));
    List<String> causes =
        details.causes().stream().map(c -> c.field() + ": " + c.message()).distinct().toList();
    return switch (causes.size()) {
      case 0 -> head + ": " + status.message();
      case 1 -> head + ": " + causes.get(0);
      default -> head + ": \n* " + String.join("\n* ", causes);
    };
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
