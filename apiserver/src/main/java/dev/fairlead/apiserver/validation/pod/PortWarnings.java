package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.ContainerPort;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.value.GoQuote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ports of a Pod that get in each other's way. */
final class PortWarnings {
  private PortWarnings() {}

  private record Placed(ContainerPort port, Path path) {}

  static List<String> of(PodSpec spec, Path path) {
    List<String> warnings = new ArrayList<>();
    Map<String, List<Placed>> byNumber = new HashMap<>();
    List<Placed> all = new ArrayList<>();
    SpecVisits.containers(
        spec,
        path,
        (container, at) -> {
          for (int i = 0; i < container.ports().size(); i++) {
            all.add(new Placed(container.ports().get(i), at.child("ports").index(i)));
          }
        });
    for (Placed placed : all) {
      ContainerPort port = placed.port;
      if (!orEmpty(port.hostIP()).isEmpty() && port.hostPort() == 0) {
        warnings.add(placed.path + ": hostIP set without hostPort: " + goText(port));
      }
      String key = port.containerPort() + "/" + orEmpty(port.protocol());
      List<Placed> others = byNumber.computeIfAbsent(key, k -> new ArrayList<>());
      for (Placed other : others) {
        String how = overlap(port, other.port);
        if (!how.isEmpty()) {
          warnings.add(placed.path + ": " + how + " port definition with " + other.path);
        }
      }
      others.add(placed);
    }
    warnings.addAll(names(all));
    return warnings;
  }

  private static String overlap(ContainerPort port, ContainerPort other) {
    String ip = orEmpty(port.hostIP());
    String otherIp = orEmpty(other.hostIP());
    if (ip.equals(otherIp) && port.hostPort() == other.hostPort()) {
      return "duplicate";
    }
    if (port.hostPort() == 0 || other.hostPort() == 0) {
      return "overlapping";
    }
    return port.hostPort() == other.hostPort() && ip.isEmpty() != otherIp.isEmpty()
        ? "dangerously ambiguous"
        : "";
  }

  private static List<String> names(List<Placed> all) {
    List<String> warnings = new ArrayList<>();
    Map<String, Path> names = new HashMap<>();
    for (Placed placed : all) {
      String name = orEmpty(placed.port.name());
      Path other = name.isEmpty() ? null : names.putIfAbsent(name, placed.path);
      if (other != null) {
        warnings.add(
            placed.path
                + ": duplicate port name "
                + GoQuote.quote(name)
                + " with "
                + other
                + ", services and probes that select ports by name will use "
                + other);
      }
    }
    return warnings;
  }

  /** As Go prints a struct with %+v. */
  private static String goText(ContainerPort port) {
    return "{Name:%s HostPort:%d ContainerPort:%d Protocol:%s HostIP:%s}"
        .formatted(
            orEmpty(port.name()),
            port.hostPort(),
            port.containerPort(),
            orEmpty(port.protocol()),
            orEmpty(port.hostIP()));
  }
}
