package dev.fairlead.apiserver.request;

import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of a create, update or patch.
 *
 * @param fieldManager the one given, else what stands before the slash of the user agent
 * @param force null if it wasn't given
 */
public record WriteOptions(
    boolean dryRun, String fieldManager, FieldValidation fieldValidation, @Nullable Boolean force) {
  private static final int MAX_MANAGER_BYTES = 128; // FieldManagerMaxLength
  private static final List<String> DIRECTIVES = List.of("", "Ignore", "Strict", "Warn");

  /** What to do about fields that the kind doesn't have, or that come twice. */
  public enum FieldValidation {
    IGNORE,
    WARN,
    STRICT
  }

  /** Which options these are: their kind stands in the message when they are wrong. */
  public enum Verb {
    CREATE("CreateOptions"),
    UPDATE("UpdateOptions"),
    PATCH("PatchOptions"),
    APPLY("PatchOptions");

    private final String kind;

    Verb(String kind) {
      this.kind = kind;
    }
  }

  public static WriteOptions of(Request request, Verb verb) {
    FieldErrors errors = new FieldErrors();
    String manager = request.parameter("fieldManager");
    String given = manager == null ? "" : manager;
    String force = request.parameter("force");
    if (verb == Verb.APPLY && given.isEmpty()) {
      errors.required(Path.of("fieldManager"), "is required for apply patch");
    }
    if (verb == Verb.PATCH && force != null) {
      errors.forbidden(Path.of("force"), "may not be specified for non-apply patch");
    }
    checkManager(given, errors);
    List<String> dryRun = request.parameters("dryRun");
    checkDryRun(dryRun, errors);
    String directive = request.parameter("fieldValidation");
    if (directive != null && !DIRECTIVES.contains(directive)) {
      errors.notSupported(Path.of("fieldValidation"), directive, DIRECTIVES);
    }
    if (!errors.isEmpty()) {
      throw Failures.invalid(new GroupResource("meta.k8s.io", verb.kind), "", errors);
    }
    return new WriteOptions(
        !dryRun.isEmpty(),
        given.isEmpty() ? agentName(request) : given,
        validation(directive),
        force == null ? null : RequestInfos.isTrue(force));
  }

  static void checkDryRun(List<String> dryRun, FieldErrors errors) {
    if (!dryRun.stream().allMatch("All"::equals)) {
      errors.notSupported(Path.of("dryRun"), dryRun, List.of("All"));
    }
  }

  private static void checkManager(String manager, FieldErrors errors) {
    Path path = Path.of("fieldManager");
    if (manager.getBytes(StandardCharsets.UTF_8).length > MAX_MANAGER_BYTES) {
      errors.tooLong(path, MAX_MANAGER_BYTES);
    }
    int position = 0;
    for (int c : manager.codePoints().toArray()) {
      if (Character.isISOControl(c)) {
        String name = String.format("U+%04X", c);
        errors.invalid(
            path, manager, "invalid character " + name + " (at position " + position + ")");
      }
      position += new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8).length;
    }
  }

  private static FieldValidation validation(@Nullable String directive) {
    return switch (directive) {
      case "Ignore" -> FieldValidation.IGNORE;
      case "Strict" -> FieldValidation.STRICT;
      case null, default -> FieldValidation.WARN;
    };
  }

  private static String agentName(Request request) {
    String agent = request.header("user-agent");
    if (agent == null || agent.isEmpty()) {
      return "unknown";
    }
    int slash = agent.indexOf('/');
    String name = slash < 0 ? agent : agent.substring(0, slash);
    return name.length() > MAX_MANAGER_BYTES ? name.substring(0, MAX_MANAGER_BYTES) : name;
  }
}
