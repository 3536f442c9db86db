package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Ip;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.TypedLocalObjectReference;
import dev.fairlead.model.networking.v1.HTTPIngressPath;
import dev.fairlead.model.networking.v1.IngressBackend;
import dev.fairlead.model.networking.v1.IngressRule;
import dev.fairlead.model.networking.v1.IngressServiceBackend;
import dev.fairlead.model.networking.v1.IngressSpec;
import dev.fairlead.model.networking.v1.IngressTLS;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with the spec of an Ingress. */
final class IngressRules {
  static final String NO_IP = "must be a DNS name, not an IP address";
  private static final String ABSOLUTE = "must be an absolute path";
  private static final List<String> BAD_SEQUENCES = List.of("//", "/./", "/../", "%2f", "%2F");
  private static final List<String> BAD_SUFFIXES = List.of("/..", "/.");
  private static final List<String> PATH_TYPES =
      List.of("Exact", "ImplementationSpecific", "Prefix");

  private IngressRules() {}

  /**
   * What is wrong with a spec.
   *
   * @param anySecretName whether names of secrets aren't checked
   * @param anyWildcardRule whether rules of wildcard hosts aren't checked
   */
  static void validate(
      IngressSpec spec, boolean anySecretName, boolean anyWildcardRule, FieldErrors errors) {
    if (spec.rules().isEmpty() && spec.defaultBackend() == null) {
      errors.invalid(SPEC, null, "either `defaultBackend` or `rules` must be specified");
    }
    if (spec.defaultBackend() != null) {
      validate(spec.defaultBackend(), SPEC.child("defaultBackend"), errors);
    }
    for (int i = 0; i < spec.rules().size(); i++) {
      Path path = SPEC.child("rules").index(i);
      IngressRule rule = spec.rules().get(i);
      boolean isWildcard = validateHost(rule.host(), path.child("host"), errors);
      if (!isWildcard || !anyWildcardRule) {
        validateValue(rule, path, errors);
      }
    }
    for (int i = 0; i < spec.tls().size(); i++) {
      validate(spec.tls().get(i), anySecretName, SPEC.child("tls").index(i), errors);
    }
    String className = spec.ingressClassName();
    if (className != null) {
      errors.invalid(SPEC.child("ingressClassName"), className, Names.subdomain(className));
    }
  }

  /** Checks a rule's host, and says whether it is a wildcard. */
  private static boolean validateHost(@Nullable String host, Path path, FieldErrors errors) {
    if (host == null || host.isEmpty()) {
      return false;
    }
    if (Ip.parse(host) != null) {
      errors.invalid(path, host, NO_IP);
    }
    boolean isWildcard = host.contains("*");
    errors.invalid(path, host, hostProblems(host));
    return isWildcard;
  }

  private static List<String> hostProblems(String host) {
    return host.contains("*") ? Names.wildcardSubdomain(host) : Names.subdomain(host);
  }

  static void validateValue(IngressRule rule, Path rulePath, FieldErrors errors) {
    if (rule.http() == null) {
      return;
    }
    Path path = rulePath.child("http", "paths");
    List<HTTPIngressPath> paths = rule.http().paths();
    if (paths.isEmpty()) {
      errors.required(path, "");
    }
    for (int i = 0; i < paths.size(); i++) {
      validate(paths.get(i), path.index(i), errors);
    }
  }

  private static void validate(HTTPIngressPath path, Path at, FieldErrors errors) {
    String type = path.pathType();
    if (type == null) {
      errors.required(at.child("pathType"), "pathType must be specified");
      return;
    }
    String text = requireNonNullElse(path.path(), "");
    Path textPath = at.child("path");
    switch (type) {
      case "Exact", "Prefix" -> {
        if (!text.startsWith("/")) {
          errors.invalid(textPath, text, ABSOLUTE);
        }
        BAD_SEQUENCES.stream()
            .filter(text::contains)
            .forEach(bad -> errors.invalid(textPath, text, "must not contain '" + bad + "'"));
        BAD_SUFFIXES.stream()
            .filter(text::endsWith)
            .forEach(bad -> errors.invalid(textPath, text, "cannot end with '" + bad + "'"));
      }
      case "ImplementationSpecific" -> {
        if (!text.isEmpty() && !text.startsWith("/")) {
          errors.invalid(textPath, text, ABSOLUTE);
        }
      }
      default -> errors.notSupported(at.child("pathType"), type, PATH_TYPES);
    }
    validate(path.backend(), at.child("backend"), errors);
  }

  private static void validate(IngressBackend backend, Path path, FieldErrors errors) {
    if (backend.resource() != null && backend.service() != null) {
      errors.invalid(path, "", "cannot set both resource and service backends");
    } else if (backend.resource() != null) {
      validate(backend.resource(), path.child("resource"), errors);
    } else if (backend.service() != null) {
      validate(backend.service(), path, errors);
    } else {
      errors.invalid(path, "", "resource or service backend is required");
    }
  }

  private static void validate(TypedLocalObjectReference reference, Path path, FieldErrors errors) {
    String group = reference.apiGroup();
    if (group != null) {
      errors.invalid(path.child("apiGroup"), group, Names.subdomain(group));
    }
    requirePathSegment(reference.kind(), path.child("kind"), errors);
    requirePathSegment(reference.name(), path.child("name"), errors);
  }

  private static void requirePathSegment(String text, Path path, FieldErrors errors) {
    if (text.isEmpty()) {
      errors.required(path, "");
    } else {
      errors.invalid(path, text, Names.pathSegment(text));
    }
  }

  private static void validate(IngressServiceBackend service, Path path, FieldErrors errors) {
    if (service.name().isEmpty()) {
      errors.required(path.child("service", "name"), "");
    } else {
      errors.invalid(path.child("service", "name"), service.name(), Names.label(service.name()));
    }
    String name = requireNonNullElse(service.port().name(), "");
    int number = service.port().number();
    Path port = path.child("service", "port");
    if (!name.isEmpty() && number != 0) {
      errors.invalid(path, "", "cannot set both port name & port number");
    } else if (!name.isEmpty()) {
      errors.invalid(port.child("name"), name, Names.portName(name));
    } else if (number != 0) {
      errors.invalid(port.child("number"), number, Names.portNumber(number));
    } else {
      errors.required(path, "port name or number is required");
    }
  }

  private static void validate(
      IngressTLS tls, boolean anySecretName, Path path, FieldErrors errors) {
    for (int i = 0; i < tls.hosts().size(); i++) {
      String host = tls.hosts().get(i);
      errors.invalid(path.child("hosts").index(i), host, hostProblems(host));
    }
    if (!anySecretName) {
      errors.invalid(path.child("secretName"), tls.secretName(), secretNameProblems(tls));
    }
  }

  static List<String> secretNameProblems(IngressTLS tls) {
    String name = requireNonNullElse(tls.secretName(), "");
    return name.isEmpty() ? List.of() : Names.subdomain(name);
  }
}
