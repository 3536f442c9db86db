package dev.fairlead.apiserver.differential;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A difference that we want or that no client can see: counted, not reported.
 *
 * @param kind matches the kind of the request, such as pods/status
 * @param difference matches {@link Difference#kind}
 */
record Explained(Pattern kind, Pattern difference, String reason) {
  /** The whole table; it is copied to the module's README. */
  static final List<Explained> TABLE = List.of();

  boolean covers(Call call, Difference found) {
    return kind.matcher(call.kind()).matches() && difference.matcher(found.kind()).matches();
  }
}
