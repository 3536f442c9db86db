package dev.fairlead.apiserver.request;

import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.selector.Fields;
import dev.fairlead.model.selector.Labels;
import dev.fairlead.model.value.MalformedTextException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The options of a list or watch.
 *
 * @param resourceVersion empty if none was given
 * @param resourceVersionMatch empty if none was given
 * @param timeoutSeconds null if none was given
 * @param limit 0 for no limit
 * @param sendInitialEvents null if it wasn't given
 */
public record ListOptions(
    Labels labels,
    Fields fields,
    boolean watch,
    boolean allowWatchBookmarks,
    String resourceVersion,
    String resourceVersionMatch,
    @Nullable Long timeoutSeconds,
    long limit,
    String continueToken,
    @Nullable Boolean sendInitialEvents) {

  /** Reads the query; fails with 400 for what isn't a value of the option, 422 for bad mixtures. */
  public static ListOptions of(Request request, boolean watch) {
    String timeout = request.parameter("timeoutSeconds");
    String limit = request.parameter("limit");
    String initial = request.parameter("sendInitialEvents");
    // Kubernetes reads the numbers before the selectors.
    Long timeoutSeconds = timeout == null || timeout.isEmpty() ? null : number(timeout);
    long most = limit == null || limit.isEmpty() ? 0 : number(limit);
    ListOptions options =
        new ListOptions(
            parsed(request, "labelSelector", Labels::parse, Labels.everything()),
            parsed(request, "fieldSelector", Fields::parse, Fields.everything()),
            watch,
            RequestInfos.isTrue(request.parameter("allowWatchBookmarks")),
            text(request, "resourceVersion"),
            text(request, "resourceVersionMatch"),
            timeoutSeconds,
            most,
            text(request, "continue"),
            initial == null ? null : RequestInfos.isTrue(initial));
    FieldErrors errors = watch ? options.watchErrors() : options.listErrors();
    if (!errors.isEmpty()) {
      throw Failures.invalid(new GroupResource("meta.k8s.io", "ListOptions"), "", errors);
    }
    return options;
  }

  private FieldErrors listErrors() {
    FieldErrors errors = new FieldErrors();
    Path path = Path.of("resourceVersionMatch");
    if (!resourceVersionMatch.isEmpty()) {
      if (resourceVersion.isEmpty()) {
        errors.forbidden(
            path, "resourceVersionMatch is forbidden unless resourceVersion is provided");
      }
      if (!continueToken.isEmpty()) {
        errors.forbidden(path, "resourceVersionMatch is forbidden when continue is provided");
      }
      if (!isExact() && !resourceVersionMatch.equals("NotOlderThan")) {
        errors.notSupported(path, resourceVersionMatch, List.of("Exact", "NotOlderThan", ""));
      }
      if (isExact() && resourceVersion.equals("0")) {
        errors.forbidden(
            path, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
      }
    }
    if (sendInitialEvents != null) {
      errors.forbidden(Path.of("sendInitialEvents"), "sendInitialEvents is forbidden for list");
    }
    return errors;
  }

  private FieldErrors watchErrors() {
    FieldErrors errors = new FieldErrors();
    Path path = Path.of("resourceVersionMatch");
    boolean notOlder = resourceVersionMatch.equals("NotOlderThan");
    if (sendInitialEvents != null && !notOlder) {
      errors.forbidden(
          path, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
    }
    if (!resourceVersionMatch.isEmpty()) {
      if (sendInitialEvents == null) {
        errors.forbidden(
            path,
            "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
      }
      if (!notOlder) {
        errors.notSupported(path, resourceVersionMatch, List.of("NotOlderThan"));
      }
      if (!continueToken.isEmpty()) {
        errors.forbidden(path, "resourceVersionMatch is forbidden when continue is provided");
      }
    }
    return errors;
  }

  /** The same for one object; an empty name changes nothing. */
  public ListOptions named(String name) {
    if (name.isEmpty()) {
      return this;
    }
    String selected = fields.requiredValue("metadata.name");
    if (!fields.isEverything() && !name.equals(selected)) {
      throw Failures.badRequest("fieldSelector metadata.name doesn't match requested name");
    }
    Fields one = fields.isEverything() ? Fields.eq("metadata.name", name) : fields;
    return new ListOptions(
        labels,
        one,
        watch,
        allowWatchBookmarks,
        resourceVersion,
        resourceVersionMatch,
        timeoutSeconds,
        limit,
        continueToken,
        sendInitialEvents);
  }

  public boolean isExact() {
    return resourceVersionMatch.equals("Exact");
  }

  private static String text(Request request, String name) {
    String value = request.parameter(name);
    return value == null ? "" : value;
  }

  private static <T> T parsed(
      Request request, String name, Function<String, T> parser, T everything) {
    String text = request.parameter(name);
    if (text == null) {
      return everything;
    }
    try {
      return parser.apply(text);
    } catch (MalformedTextException e) {
      throw Failures.badRequest(e.problem());
    }
  }

  private static long number(String text) {
    try {
      return GoNumbers.parseInt(text);
    } catch (NumberFormatException e) {
      throw Failures.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
