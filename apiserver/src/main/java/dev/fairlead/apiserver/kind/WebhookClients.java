package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.admissionregistration.v1.ServiceReference;
import dev.fairlead.model.admissionregistration.v1.WebhookClientConfig;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where webhooks listen; Go: k8s.io/apiserver/pkg/util/webhook/validation.go. */
final class WebhookClients {
  private static final String FORM = "; desired format: https://host[/path]";

  private WebhookClients() {}

  static void validate(WebhookClientConfig client, Path path, FieldErrors errors) {
    String url = client.url();
    ServiceReference service = client.service();
    if ((url == null) == (service == null)) {
      errors.required(path, "exactly one of url or service is required");
    } else if (url != null) {
      validateUrl(url, path.child("url"), errors);
    } else if (service != null) {
      validateService(service, path.child("service"), errors);
    }
  }

  private static void validateUrl(String text, Path path, FieldErrors errors) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      errors.required(path, "url must be a valid URL: " + e.getMessage() + FORM);
      return;
    }
    String scheme = requireNonNullElse(url.getScheme(), "");
    if (!scheme.equals("https")) {
      errors.invalid(path, scheme, "'https' is the only allowed URL scheme" + FORM);
    }
    if (requireNonNullElse(url.getRawAuthority(), "").isEmpty()) {
      errors.invalid(path, "", "host must be specified" + FORM);
    }
    notPermitted(url.getRawUserInfo(), "user information is", path, errors);
    notPermitted(url.getFragment(), "fragments are", path, errors);
    notPermitted(url.getRawQuery(), "query parameters are", path, errors);
  }

  private static void notPermitted(
      @Nullable String part, String name, Path path, FieldErrors errors) {
    if (part != null && !part.isEmpty()) {
      errors.invalid(path, part, name + " not permitted in the URL");
    }
  }

  /** Kubernetes reports a missing name at the namespace, and the other way round. */
  private static void validateService(ServiceReference service, Path path, FieldErrors errors) {
    if (requireNonNullElse(service.namespace(), "").isEmpty()) {
      errors.required(path.child("name"), "");
    }
    if (requireNonNullElse(service.name(), "").isEmpty()) {
      errors.required(path.child("namespace"), "");
    }
    int port = requireNonNullElse(service.port(), 0);
    if (!Names.portNumber(port).isEmpty()) {
      String problems = String.join(", ", Names.portNumber(port));
      errors.invalid(path.child("port"), port, "port is not valid: " + problems);
    }
    String url = requireNonNullElse(service.path(), "");
    if (!url.isEmpty() && !url.equals("/")) {
      validatePath(url, path.child("path"), errors);
    }
  }

  private static void validatePath(String url, Path path, FieldErrors errors) {
    if (url.equals("//")) {
      errors.invalid(path, url, "segment[0] may not be empty");
      return;
    }
    if (!url.startsWith("/")) {
      errors.invalid(path, url, "must start with a '/'");
    }
    String checked = url.substring(1);
    if (checked.endsWith("/")) {
      checked = checked.substring(0, checked.length() - 1);
    }
    String[] steps = checked.split("/", -1);
    for (int i = 0; i < steps.length; i++) {
      if (steps[i].isEmpty()) {
        errors.invalid(path, url, "segment[" + i + "] may not be empty");
      } else {
        for (String problem : Names.subdomain(steps[i])) {
          errors.invalid(path, url, "segment[" + i + "]: " + problem);
        }
      }
    }
  }
}
