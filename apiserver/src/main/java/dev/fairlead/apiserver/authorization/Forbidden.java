package dev.fairlead.apiserver.authorization;

import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.value.GoQuote;

/** The words in which Kubernetes refuses; Go: responsewriters.ForbiddenStatusError. */
public final class Forbidden {
  private Forbidden() {}

  /**
   * The refusal of a request.
   *
   * @param reason is added to the message; may be empty
   */
  public static StatusException because(User user, RequestInfo request, String reason) {
    String message = escaped(message(user, request));
    return Failures.forbidden(
        request.isResource()
            ? new GroupResource(request.group(), request.resource())
            : new GroupResource("", ""),
        request.name(),
        reason.isEmpty() ? message : message + ": " + reason);
  }

  private static String message(User user, RequestInfo request) {
    String start = "User " + quote(user.name()) + " cannot " + request.verb();
    if (!request.isResource()) {
      return start + " path " + quote(request.path());
    }
    String resource =
        request.subresource().isEmpty()
            ? request.resource()
            : request.resource() + "/" + request.subresource();
    String where =
        request.namespace().isEmpty()
            ? " at the cluster scope"
            : " in the namespace " + quote(request.namespace());
    return start
        + " resource "
        + quote(resource)
        + " in API group "
        + quote(request.group())
        + where;
  }

  /** Kubernetes escapes what a browser might take for HTML. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String quote(String text) {
    return GoQuote.quote(text);
  }
}
