package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.ServicePort;
import dev.fairlead.model.core.v1.ServiceSpec;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.IntOrString;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with a Service's ports. */
final class ServicePortRules {
  static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

  private static final Path PORTS = Path.of("spec", "ports");

  private ServicePortRules() {}

  static void validate(ServiceSpec spec, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < spec.ports().size(); i++) {
      validatePort(spec.ports().get(i), spec.ports().size() > 1, names, PORTS.index(i), errors);
    }
  }

  private static void validatePort(
      ServicePort port, boolean needsName, Set<String> names, Path path, FieldErrors errors) {
    String name = Texts.orEmpty(port.name());
    if (needsName && name.isEmpty()) {
      errors.required(path.child("name"), "");
    } else if (!name.isEmpty()) {
      errors.invalid(path.child("name"), name, Names.label(name));
      if (!names.add(name)) {
        errors.duplicate(path.child("name"), name);
      }
    }
    errors.invalid(path.child("port"), port.port(), Names.portNumber(port.port()));
    validateProtocol(port.protocol(), path.child("protocol"), errors);
    switch (port.targetPort()) {
      case null -> errors.invalid(path.child("targetPort"), 0, Names.portNumber(0));
      case IntOrString.OfInt number ->
          errors.invalid(
              path.child("targetPort"), number.value(), Names.portNumber(number.value()));
      case IntOrString.OfString text ->
          errors.invalid(path.child("targetPort"), text.value(), Names.portName(text.value()));
    }
    if (port.appProtocol() != null) {
      errors.invalid(
          path.child("appProtocol"), port.appProtocol(), Names.qualifiedName(port.appProtocol()));
    }
  }

  static void validateProtocol(@Nullable String protocol, Path path, FieldErrors errors) {
    if (Texts.isEmpty(protocol)) {
      errors.required(path, "");
    } else if (!PROTOCOLS.contains(protocol)) {
      errors.notSupported(path, protocol, PROTOCOLS);
    }
  }

  /** Ports and node ports are unique, each with its protocol. */
  static void validateNumbers(ServiceSpec spec, FieldErrors errors) {
    List<ServicePort> ports = spec.ports();
    for (int i = 0; Services.CLUSTER_IP.equals(spec.type()) && i < ports.size(); i++) {
      if (ports.get(i).nodePort() != 0) {
        errors.forbidden(
            PORTS.index(i).child("nodePort"), "may not be used when `type` is 'ClusterIP'");
      }
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      int number = ports.get(i).nodePort();
      if (number != 0 && !seen.add(ports.get(i).protocol() + number)) {
        errors.duplicate(PORTS.index(i).child("nodePort"), number);
      }
    }
    seen.clear();
    for (int i = 0; i < ports.size(); i++) {
      ServicePort port = ports.get(i);
      if (!seen.add(port.protocol() + port.port())) {
        errors.duplicate(PORTS.index(i), goPort(port));
      }
    }
  }

  /** A port as Go prints it, whose internal type names its fields in capitals. */
  private static JsonObject goPort(ServicePort port) {
    return JsonObject.builder()
        .put("Name", JsonValue.of(""))
        .put("Protocol", JsonValue.of(port.protocol()))
        .put("AppProtocol", JsonValue.of(null))
        .put("Port", JsonValue.of(port.port()))
        .put("TargetPort", JsonValue.of(0))
        .put("NodePort", JsonValue.of(0))
        .build();
  }
}
