package dev.fairlead.apiserver.differential;

import dev.fairlead.apiserver.differential.World.Held;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests for what is behind an object: logs, processes, ports. Neither side has any, so all that
 * shows is how they refuse.
 */
final class Connections {
  private final Dice dice;

  Connections(Dice dice) {
    this.dice = dice;
  }

  Draft request(Draft draft, String subresource, @Nullable Held held) {
    draft.verb = "connect";
    if (held != null && isSomewhere(held)) {
      // the server would dial an address where nobody answers, until it gives up
      draft.method = "DELETE";
      draft.dry();
      return draft;
    }
    draft.method = subresource.equals("log") ? "GET" : dice.of("GET", "GET", "POST");
    return switch (subresource) {
      case "log" -> log(draft);
      case "exec", "attach" -> process(draft, subresource.equals("exec"));
      case "portforward" -> dice.percent(50) ? draft : draft.query("ports", dice.of("80", "x"));
      default -> proxy(draft);
    };
  }

  private static boolean isSomewhere(Held held) {
    return Trees.get(held.tree(), List.of("status", "podIP")) != null
        || Trees.get(held.tree(), List.of("status", "podIPs")) != null
        || Trees.get(held.tree(), List.of("status", "addresses")) != null;
  }

  private Draft log(Draft draft) {
    for (int i = dice.below(3); i > 0; i--) {
      switch (dice.below(9)) {
        case 0 -> draft.query("container", dice.of("web", "nosuch", "", "Bad_Name"));
        case 1 -> draft.query("tailLines", dice.of("0", "5", "-1", "x"));
        case 2 -> draft.query("limitBytes", dice.of("1", "0", "-1", "x"));
        case 3 -> draft.query("sinceSeconds", dice.of("1", "0", "-1", "x"));
        case 4 -> draft.query("sinceTime", dice.of("2020-01-02T03:04:05Z", "yesterday", ""));
        case 5 -> draft.query("previous", dice.of("true", "false", "x"));
        case 6 -> draft.query("timestamps", dice.of("true", "1", "x"));
        case 7 -> draft.query("stream", dice.of("All", "Stdout", "Stderr", "x", ""));
        default -> draft.query("nosuch", "1");
      }
    }
    return draft;
  }

  private Draft process(Draft draft, boolean exec) {
    if (exec && dice.percent(70)) {
      draft.query("command", dice.of("sh", "", "/bin/true"));
    }
    for (String stream : List.of("stdin", "stdout", "stderr", "tty")) {
      if (dice.percent(40)) {
        draft.query(stream, dice.of("true", "true", "false", "1", "x"));
      }
    }
    return dice.percent(70)
        ? draft
        : draft.query("container", dice.of("web", "nosuch", "", "Bad_Name"));
  }

  private Draft proxy(Draft draft) {
    String name = draft.path.substring(0, draft.path.length() - "/proxy".length());
    if (dice.percent(40)) {
      draft.path = name + dice.of(":80", ":http", ":nosuch", ":", ":0", ":x:y") + "/proxy";
    }
    if (dice.percent(50)) {
      draft.path = draft.path + dice.of("/", "/x", "/x/y?z=1");
    }
    return draft;
  }
}
