package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.EndpointAddress;
import dev.fairlead.model.core.v1.EndpointPort;
import dev.fairlead.model.core.v1.EndpointSubset;
import dev.fairlead.model.core.v1.Endpoints;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Endpoints of the core group, each a list of lists of addresses. */
final class EndpointLists extends Kind<Endpoints> {
  static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";

  private static final String MANAGED_BY_CORE = "endpoints.kubernetes.io/managed-by";
  private static final String CONTROLLER = "endpoint-controller";

  /** Most addresses in a cell. */
  private static final int SHOWN = 3;

  private static final Path SUBSETS = Path.of("subsets");

  EndpointLists() {
    super(Endpoints.TYPE);
  }

  @Override
  public String deprecation() {
    return "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice";
  }

  @Override
  public Endpoints defaults(Endpoints endpoints) {
    return endpoints.with(e ->
        e.subsets(
            endpoints.subsets().stream()
                .map(subset ->
                    subset.with(s ->
                        s.ports(subset.ports().stream().map(EndpointLists::withProtocol).toList())))
                .toList()));
  }

  private static EndpointPort withProtocol(EndpointPort port) {
    return port.protocol() == null ? port.with(p -> p.protocol("TCP")) : port;
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public void validate(Endpoints endpoints, FieldErrors errors) {
    for (int i = 0; i < endpoints.subsets().size(); i++) {
      EndpointSubset subset = endpoints.subsets().get(i);
      Path path = SUBSETS.index(i);
      if (subset.addresses().isEmpty() && subset.notReadyAddresses().isEmpty()) {
        errors.required(path, "must specify `addresses` or `notReadyAddresses`");
      }
      validateAddresses(subset.addresses(), path.child("addresses"), errors);
      validateAddresses(subset.notReadyAddresses(), path.child("notReadyAddresses"), errors);
      for (int j = 0; j < subset.ports().size(); j++) {
        boolean needsName = subset.ports().size() > 1;
        validatePort(subset.ports().get(j), needsName, path.child("ports").index(j), errors);
      }
    }
  }

  private static void validateAddresses(
      List<EndpointAddress> addresses, Path list, FieldErrors errors) {
    for (int i = 0; i < addresses.size(); i++) {
      EndpointAddress address = addresses.get(i);
      Path path = list.index(i);
      errors.invalid(path.child("ip"), address.ip(), Addresses.legacyIp(address.ip()));
      String host = Texts.orEmpty(address.hostname());
      if (!host.isEmpty()) {
        errors.invalid(path.child("hostname"), host, Names.label(host));
      }
      String node = address.nodeName();
      if (node != null) {
        errors.invalid(path.child("nodeName"), node, Names.subdomain(node));
      }
      errors.invalid(path.child("ip"), address.ip(), Addresses.endpoint(address.ip()));
    }
  }

  private static void validatePort(
      EndpointPort port, boolean needsName, Path path, FieldErrors errors) {
    String name = Texts.orEmpty(port.name());
    if (needsName && name.isEmpty()) {
      errors.required(path.child("name"), "");
    } else if (!name.isEmpty()) {
      errors.invalid(path.child("name"), name, Names.label(name));
    }
    errors.invalid(path.child("port"), port.port(), Names.portNumber(port.port()));
    ServicePortRules.validateProtocol(port.protocol(), path.child("protocol"), errors);
    String application = port.appProtocol();
    if (application != null) {
      errors.invalid(path.child("appProtocol"), application, Names.qualifiedName(application));
    }
  }

  /** What was wrong before may stay so. */
  @Override
  public void validateUpdate(Endpoints endpoints, Endpoints old, FieldErrors errors) {
    if (!endpoints.subsets().equals(old.subsets())) {
      validate(endpoints, errors);
    }
  }

  @Override
  public List<String> warnings(Endpoints endpoints, @Nullable Endpoints old) {
    if (CONTROLLER.equals(endpoints.metadata().labels().get(MANAGED_BY_CORE))) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < endpoints.subsets().size(); i++) {
      EndpointSubset subset = endpoints.subsets().get(i);
      Path path = SUBSETS.index(i);
      warnings.addAll(warnings(subset.addresses(), path.child("addresses")));
      warnings.addAll(warnings(subset.notReadyAddresses(), path.child("notReadyAddresses")));
    }
    return warnings;
  }

  private static List<String> warnings(List<EndpointAddress> addresses, Path path) {
    return Addresses.ipWarnings(
        addresses.stream().map(EndpointAddress::ip).toList(), i -> path.index(i).child("ip"));
  }

  @Override
  public List<JsonValue> cells(Endpoints endpoints, Instant now) {
    List<String> all = new ArrayList<>();
    for (EndpointSubset subset : endpoints.subsets()) {
      if (subset.ports().isEmpty()) {
        subset.addresses().forEach(address -> all.add(address.ip()));
      }
      for (EndpointPort port : subset.ports()) {
        subset.addresses().forEach(address -> all.add(joined(address.ip(), port.port())));
      }
    }
    return Row.of(endpoints.metadata(), now)
        .text(endpoints.subsets().isEmpty() ? Row.NONE : some(all))
        .age(endpoints.metadata())
        .cells();
  }

  private static String joined(String ip, int port) {
    return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port;
  }

  /** The first few, and how many more there are. */
  static String some(List<String> all) {
    String first = String.join(",", all.subList(0, Math.min(SHOWN, all.size())));
    return all.size() <= SHOWN ? first : first + " + " + (all.size() - SHOWN) + " more...";
  }
}
