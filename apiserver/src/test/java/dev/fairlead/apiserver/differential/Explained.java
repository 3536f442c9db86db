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
  static final List<Explained> TABLE =
      List.of(
          of(
              ".*",
              ".* missing in B \\(null\\)",
              "members that Go always writes, as null where nothing is set; null and absent are"
                  + " equal to every client, and we leave them out"),
          of(
              ".*",
              ".*yaml: .* -> .*YAML, line .*",
              "a document that is no YAML is refused by both; the words are those of the YAML"
                  + " library, and ours say line, column and what to write"),
          of(
              ".*",
              "body.message: Operation cannot be fulfilled on .*StorageError: .* -> .*Precondition"
                  + " failed: UID in precondition.*",
              "the server leaks its storage's error, with the key in etcd; we say the same"
                  + " without"),
          of(
              "patch-strategic .*",
              "code .* invalid: patch: Invalid value: \\*: cannot convert int64 to int32",
              "a strategic merge patch with a number beyond 32 bits makes the server keep another"
                  + " number, cut to 32 bits; we refuse it, as the server does in all other"
                  + " bodies"));

  private static Explained of(String kind, String difference, String reason) {
    return new Explained(
        Pattern.compile(kind, Pattern.DOTALL), Pattern.compile(difference, Pattern.DOTALL), reason);
  }

  boolean covers(Call call, Difference found) {
    return kind.matcher(call.kind()).matches()
        && difference.matcher(found.kind() + (found.a().equals("null") ? " (null)" : "")).matches();
  }
}
