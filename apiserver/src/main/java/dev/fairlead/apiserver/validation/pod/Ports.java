package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.ContainerPort;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.value.IntOrString;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the ports of containers, and ports by number or name. */
final class Ports {
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

  private Ports() {}

  static void validate(List<ContainerPort> ports, Path path, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      ContainerPort port = ports.get(i);
      Path at = path.index(i);
      String name = orEmpty(port.name());
      if (!name.isEmpty()) {
        List<String> problems = Names.portName(name);
        if (!problems.isEmpty()) {
          problems.forEach(problem -> errors.invalid(at.child("name"), name, problem));
        } else if (!names.add(name)) {
          errors.duplicate(at.child("name"), name);
        }
      }
      if (port.containerPort() == 0) {
        errors.required(at.child("containerPort"), "");
      } else {
        errors.invalid(
            at.child("containerPort"),
            port.containerPort(),
            Names.portNumber(port.containerPort()));
      }
      if (port.hostPort() != 0) {
        errors.invalid(at.child("hostPort"), port.hostPort(), Names.portNumber(port.hostPort()));
      }
      PodSpecs.required(port.protocol(), PROTOCOLS, at.child("protocol"), errors);
    }
  }

  /** Two containers can't have the same port of the host. */
  static void validateConflicts(List<Container> containers, Path path, FieldErrors errors) {
    Set<String> taken = new HashSet<>();
    for (int c = 0; c < containers.size(); c++) {
      List<ContainerPort> ports = containers.get(c).ports();
      for (int p = 0; p < ports.size(); p++) {
        ContainerPort port = ports.get(p);
        if (port.hostPort() == 0) {
          continue;
        }
        String key =
            orEmpty(port.protocol()) + "/" + orEmpty(port.hostIP()) + "/" + port.hostPort();
        if (!taken.add(key)) {
          errors.duplicate(path.index(c).child("ports").index(p).child("hostPort"), key);
        }
      }
    }
  }

  static void validateHostNetwork(PodSpec spec, Path path, Scope scope) {
    if (!spec.hostNetwork()) {
      return;
    }
    for (int c = 0; c < spec.containers().size(); c++) {
      List<ContainerPort> ports = spec.containers().get(c).ports();
      for (int p = 0; p < ports.size(); p++) {
        int host = ports.get(p).hostPort();
        if ((scope.isPod() || host != 0) && host != ports.get(p).containerPort()) {
          scope
              .errors()
              .invalid(
                  path.index(c).child("ports").index(p).child("hostPort"),
                  host,
                  "must match `containerPort` when `hostNetwork` is true");
        }
      }
    }
  }

  static void validateNumberOrName(@Nullable IntOrString port, Path path, FieldErrors errors) {
    switch (port) {
      case null -> errors.invalid(path, 0, Names.portNumber(0));
      case IntOrString.OfInt(int number) -> errors.invalid(path, number, Names.portNumber(number));
      case IntOrString.OfString(String name) -> errors.invalid(path, name, Names.portName(name));
    }
  }
}
