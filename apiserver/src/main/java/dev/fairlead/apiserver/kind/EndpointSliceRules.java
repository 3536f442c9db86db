package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.Domains;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Ip;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.discovery.v1.Endpoint;
import dev.fairlead.model.discovery.v1.EndpointHints;
import dev.fairlead.model.discovery.v1.EndpointPort;
import dev.fairlead.model.discovery.v1.EndpointSlice;
import dev.fairlead.model.discovery.v1.ForNode;
import dev.fairlead.model.discovery.v1.ForZone;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What is wrong with an EndpointSlice. */
final class EndpointSliceRules {
  // Limits of k8s.io/kubernetes/pkg/apis/discovery/validation.
  private static final int MAX_ENDPOINTS = 1000;
  private static final int MAX_ADDRESSES = 100;
  private static final int MAX_PORTS = 20_000;
  private static final int MAX_HINTS = 8;
  private static final int MAX_TOPOLOGY_LABELS = 16;

  private static final String FQDN = "FQDN";
  private static final List<String> ADDRESS_TYPES = List.of(FQDN, "IPv4", "IPv6");

  private static final Path ADDRESS_TYPE = Path.of("addressType");
  private static final Path ENDPOINTS = Path.of("endpoints");
  private static final Path PORTS = Path.of("ports");

  private EndpointSliceRules() {}

  static void validateAddressType(String type, FieldErrors errors) {
    if (type.isEmpty()) {
      errors.required(ADDRESS_TYPE, "");
    } else if (!ADDRESS_TYPES.contains(type)) {
      errors.notSupported(ADDRESS_TYPE, type, ADDRESS_TYPES);
    }
  }

  static void validatePorts(List<EndpointPort> ports, FieldErrors errors) {
    if (ports.size() > MAX_PORTS) {
      errors.tooMany(PORTS, ports.size(), MAX_PORTS);
      return;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      EndpointPort port = ports.get(i);
      Path path = PORTS.index(i);
      String name = Texts.orEmpty(port.name());
      if (!name.isEmpty()) {
        errors.invalid(path.child("name"), name, Names.label(name));
      }
      if (!names.add(name)) {
        errors.duplicate(path.child("name"), name);
      }
      if (port.protocol() == null) {
        errors.required(path.child("protocol"), "");
      } else if (!ServicePortRules.PROTOCOLS.contains(port.protocol())) {
        errors.notSupported(path.child("protocol"), port.protocol(), ServicePortRules.PROTOCOLS);
      }
      String application = port.appProtocol();
      if (application != null) {
        errors.invalid(path.child("appProtocol"), application, Names.qualifiedName(application));
      }
    }
  }

  static void validateEndpoints(EndpointSlice slice, FieldErrors errors) {
    List<Endpoint> endpoints = slice.endpoints();
    if (endpoints.size() > MAX_ENDPOINTS) {
      errors.tooMany(ENDPOINTS, endpoints.size(), MAX_ENDPOINTS);
      return;
    }
    for (int i = 0; i < endpoints.size(); i++) {
      Endpoint endpoint = endpoints.get(i);
      Path path = ENDPOINTS.index(i);
      validateAddresses(endpoint.addresses(), slice.addressType(), path.child("addresses"), errors);
      if (endpoint.nodeName() != null) {
        errors.invalid(
            path.child("nodeName"), endpoint.nodeName(), Names.subdomain(endpoint.nodeName()));
      }
      Path topology = path.child("deprecatedTopology");
      if (endpoint.deprecatedTopology().size() > MAX_TOPOLOGY_LABELS) {
        errors.tooMany(topology, endpoint.deprecatedTopology().size(), MAX_TOPOLOGY_LABELS);
      }
      LabelSelectors.validateLabels(endpoint.deprecatedTopology(), topology, errors);
      if (endpoint.hostname() != null) {
        errors.invalid(
            path.child("hostname"), endpoint.hostname(), Names.label(endpoint.hostname()));
      }
      if (endpoint.hints() != null) {
        validateHints(endpoint.hints(), path.child("hints"), errors);
      }
    }
  }

  /** How many addresses there are, which declared rules say: these come last. */
  static void validateCounts(EndpointSlice slice, FieldErrors errors) {
    for (int i = 0;
        i < slice.endpoints().size() && slice.endpoints().size() <= MAX_ENDPOINTS;
        i++) {
      List<String> addresses = slice.endpoints().get(i).addresses();
      Path path = ENDPOINTS.index(i).child("addresses");
      if (addresses.isEmpty()) {
        errors.required(path, "");
      } else if (addresses.size() > MAX_ADDRESSES) {
        errors.tooMany(path, addresses.size(), MAX_ADDRESSES);
      }
    }
  }

  private static void validateAddresses(
      List<String> addresses, String type, Path path, FieldErrors errors) {
    for (int i = 0; i < addresses.size(); i++) {
      String address = addresses.get(i);
      Path at = path.index(i);
      switch (type) {
        case "IPv4" -> validateIp(address, Addresses.legacyIp(address), type, at, path, errors);
        case "IPv6" -> validateIp(address, Addresses.ip(address), type, at, path, errors);
        case FQDN -> Domains.fullyQualifiedDomainName(address, at, errors);
        default -> {
          // The type itself is wrong.
        }
      }
    }
  }

  private static void validateIp(
      String address,
      List<String> problems,
      String family,
      Path at,
      Path list,
      FieldErrors errors) {
    Ip ip = Ip.parse(address);
    if (!problems.isEmpty() || ip == null) {
      errors.invalid(at, address, problems);
      return;
    }
    if (!ip.family().equals(family)) {
      errors.invalid(list, address, "must be an " + family + " address");
    }
    errors.invalid(at, address, Addresses.endpoint(address));
  }

  private static void validateHints(EndpointHints hints, Path path, FieldErrors errors) {
    Path zones = path.child("forZones");
    Path nodes = path.child("forNodes");
    List<String> zoneNames = hints.forZones().stream().map(ForZone::name).toList();
    List<String> nodeNames = hints.forNodes().stream().map(ForNode::name).toList();
    if (zoneNames.size() > MAX_HINTS) {
      errors.tooMany(zones, zoneNames.size(), MAX_HINTS);
      return;
    }
    validateNames(zoneNames, Names::labelValue, zones, errors);
    if (nodeNames.size() > MAX_HINTS) {
      errors.tooMany(nodes, nodeNames.size(), MAX_HINTS);
      return;
    }
    validateNames(nodeNames, Names::subdomain, nodes, errors);
  }

  private static void validateNames(
      List<String> names, Function<String, List<String>> problems, Path path, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      Path at = path.index(i).child("name");
      if (!seen.add(names.get(i))) {
        errors.duplicate(at, names.get(i));
      }
      errors.invalid(at, names.get(i), problems.apply(names.get(i)));
    }
  }
}
