package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.Cidr;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.networking.v1.ServiceCIDR;
import dev.fairlead.model.networking.v1.ServiceCIDRStatus;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** ServiceCIDRs of networking.k8s.io. */
final class ServiceCIDRs extends Kind<ServiceCIDR> {
  private static final Path RANGES = Path.of("spec", "cidrs");

  ServiceCIDRs() {
    super(ServiceCIDR.TYPE);
  }

  @Override
  public ServiceCIDR beforeCreate(ServiceCIDR range) {
    return range.with(r -> r.status(ServiceCIDRStatus.TYPE.empty()));
  }

  @Override
  public void validate(ServiceCIDR range, FieldErrors errors) {
    List<String> ranges = range.spec().cidrs();
    if (ranges.isEmpty()) {
      errors.required(RANGES, "at least one CIDR required");
      return;
    }
    if (ranges.size() > 2) {
      // Go prints the spec, whose internal type names its field in capitals.
      JsonObject spec = JsonObject.builder().put("CIDRs", (JsonArray) JsonValue.of(ranges)).build();
      errors.invalid(RANGES, spec, "may only hold up to 2 values");
      return;
    }
    for (int i = 0; i < ranges.size(); i++) {
      errors.invalid(RANGES.index(i), ranges.get(i), Addresses.cidr(ranges.get(i)));
    }
    Cidr first = Cidr.parse(ranges.getFirst());
    Cidr last = Cidr.parse(ranges.getLast());
    if (ranges.size() == 2 && first != null && last != null && first.isV4() == last.isV4()) {
      errors.invalid(
          RANGES,
          ranges,
          "may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and"
              + " 2001:db8::/64");
    }
  }

  @Override
  public ServiceCIDR beforeUpdate(ServiceCIDR range, ServiceCIDR old) {
    return range.with(r -> r.status(old.status()));
  }

  /** Nothing may change but that a second range comes. */
  @Override
  public void validateUpdate(ServiceCIDR range, ServiceCIDR old, FieldErrors errors) {
    List<String> now = range.spec().cidrs();
    List<String> before = old.spec().cidrs();
    boolean grown = before.size() == 1 && now.size() == 2;
    if (now.size() != before.size() && !grown) {
      errors.invalid(RANGES, now, Immutable.MESSAGE);
      return;
    }
    for (int i = 0; i < before.size(); i++) {
      Immutable.check(now.get(i), before.get(i), RANGES.index(i), errors);
    }
    if (grown) {
      validate(range, errors);
    }
  }

  /** Metadata are not the status's to change either. */
  @Override
  public FieldSet neverOwned(String subresource) {
    return subresource.equals("status") ? FieldSet.of("metadata", "spec") : FieldSet.of("status");
  }

  @Override
  public ServiceCIDR beforeStatusUpdate(ServiceCIDR range, ServiceCIDR old) {
    return range.with(
        r -> r.spec(old.spec()).metadata(keptMetadata(range.metadata(), old.metadata())));
  }

  @Override
  public List<JsonValue> cells(ServiceCIDR range, Instant now) {
    return Row.of(range.metadata(), now)
        .text(String.join(",", range.spec().cidrs()))
        .age(range.metadata())
        .cells();
  }
}
