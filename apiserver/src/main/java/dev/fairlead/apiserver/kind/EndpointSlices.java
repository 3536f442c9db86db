package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.discovery.v1.Endpoint;
import dev.fairlead.model.discovery.v1.EndpointPort;
import dev.fairlead.model.discovery.v1.EndpointSlice;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** EndpointSlices of discovery.k8s.io. */
final class EndpointSlices extends Kind<EndpointSlice> {
  private static final String FQDN = "FQDN";
  private static final Set<String> CONTROLLERS =
      Set.of("endpointslice-controller.k8s.io", "endpointslicemirroring-controller.k8s.io");

  private static final Path ADDRESS_TYPE = Path.of("addressType");
  private static final Path ENDPOINTS = Path.of("endpoints");

  EndpointSlices() {
    super(EndpointSlice.TYPE);
  }

  @Override
  public EndpointSlice defaults(EndpointSlice slice) {
    List<EndpointPort> ports =
        slice.ports().stream()
            .map(port ->
                port.with(p ->
                    p.name(Texts.orEmpty(port.name()))
                        .protocol(port.protocol() == null ? "TCP" : port.protocol())))
            .toList();
    return slice.with(s -> s.ports(ports));
  }

  /** Topology is of the beta version; its zone and node have fields of their own. */
  @Override
  public EndpointSlice beforeCreate(EndpointSlice slice) {
    return slice.with(s -> s.endpoints(withoutTopology(slice.endpoints())));
  }

  private static List<Endpoint> withoutTopology(List<Endpoint> endpoints) {
    return endpoints.stream()
        .map(endpoint -> endpoint.with(e -> e.deprecatedTopology(Map.of())))
        .toList();
  }

  @Override
  public void validate(EndpointSlice slice, FieldErrors errors) {
    EndpointSliceRules.validatePorts(slice.ports(), errors);
    EndpointSliceRules.validateEndpoints(slice, errors);
    EndpointSliceRules.validateAddressType(slice.addressType(), errors);
    EndpointSliceRules.validateCounts(slice, errors);
  }

  @Override
  public EndpointSlice beforeUpdate(EndpointSlice slice, EndpointSlice old) {
    return slice.endpoints().equals(old.endpoints()) ? slice : beforeCreate(slice);
  }

  /** Endpoints that were wrong before may stay so. */
  @Override
  public void validateUpdate(EndpointSlice slice, EndpointSlice old, FieldErrors errors) {
    boolean typed = !slice.addressType().isEmpty();
    if (typed) {
      EndpointSliceRules.validateAddressType(slice.addressType(), errors);
    }
    EndpointSliceRules.validatePorts(slice.ports(), errors);
    if (!slice.endpoints().equals(old.endpoints())) {
      EndpointSliceRules.validateEndpoints(slice, errors);
    }
    if (!typed) {
      EndpointSliceRules.validateAddressType(slice.addressType(), errors);
    }
    Immutable.declared(slice.addressType(), old.addressType(), ADDRESS_TYPE, errors);
    if (!slice.endpoints().equals(old.endpoints())) {
      EndpointSliceRules.validateCounts(slice, errors);
    }
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  /** Everything counts, labels too, but no other metadata. */
  @Override
  public Object counted(EndpointSlice slice) {
    return List.of(
        slice.addressType(), slice.endpoints(), slice.ports(), slice.metadata().labels());
  }

  @Override
  public List<String> warnings(EndpointSlice slice, @Nullable EndpointSlice old) {
    List<String> warnings = new ArrayList<>();
    if (old == null && slice.addressType().equals(FQDN)) {
      warnings.add("spec.addressType: FQDN endpoints are deprecated");
    }
    String manager = slice.metadata().labels().get(EndpointLists.MANAGED_BY);
    for (int i = 0;
        !CONTROLLERS.contains(Texts.orEmpty(manager)) && i < slice.endpoints().size();
        i++) {
      Path path = ENDPOINTS.index(i).child("addresses");
      warnings.addAll(Addresses.ipWarnings(slice.endpoints().get(i).addresses(), path::index));
    }
    return warnings;
  }

  @Override
  public List<JsonValue> cells(EndpointSlice slice, Instant now) {
    List<String> ports =
        slice.ports().stream()
            .map(port ->
                port.port() == null
                    ? Objects.requireNonNullElse(port.name(), "*")
                    : port.port().toString())
            .toList();
    List<String> addresses =
        slice.endpoints().stream().flatMap(endpoint -> endpoint.addresses().stream()).toList();
    return Row.of(slice.metadata(), now)
        .text(slice.addressType())
        .text(orUnset(EndpointLists.some(ports)))
        .text(orUnset(EndpointLists.some(addresses)))
        .age(slice.metadata())
        .cells();
  }

  private static String orUnset(String text) {
    return text.isEmpty() ? Row.UNSET : text;
  }
}
