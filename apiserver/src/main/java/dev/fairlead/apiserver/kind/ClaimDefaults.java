package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.model.resource.v1.DeviceClaim;
import dev.fairlead.model.resource.v1.DeviceRequest;
import dev.fairlead.model.resource.v1.DeviceSubRequest;
import dev.fairlead.model.resource.v1.ExactDeviceRequest;
import java.util.List;

/** What requests for devices get if they don't say it, and what they may not say. */
final class ClaimDefaults {
  private static final String EXACT_COUNT = "ExactCount";

  private ClaimDefaults() {}

  static DeviceClaim defaults(DeviceClaim claim) {
    return claim.with(
        c -> c.requests(claim.requests().stream().map(ClaimDefaults::defaults).toList()));
  }

  private static DeviceRequest defaults(DeviceRequest request) {
    ExactDeviceRequest exact = request.exactly();
    return request.with(r -> {
      r.firstAvailable(request.firstAvailable().stream().map(ClaimDefaults::defaults).toList());
      if (exact != null) {
        String mode = requireNonNullElse(exact.allocationMode(), EXACT_COUNT);
        long count = count(mode, exact.count());
        r.exactly(exact.with(e -> e.allocationMode(mode).count(count)));
      }
    });
  }

  private static DeviceSubRequest defaults(DeviceSubRequest request) {
    String mode = requireNonNullElse(request.allocationMode(), EXACT_COUNT);
    return request.with(r -> r.allocationMode(mode).count(count(mode, request.count())));
  }

  private static long count(String mode, long count) {
    return mode.equals(EXACT_COUNT) && count == 0 ? 1 : count;
  }

  /** Without attributes that a claim derives itself, a feature that is switched off. */
  static DeviceClaim withoutDerived(DeviceClaim claim) {
    return claim.with(
        c -> c.requests(claim.requests().stream().map(ClaimDefaults::withoutDerived).toList()));
  }

  private static DeviceRequest withoutDerived(DeviceRequest request) {
    ExactDeviceRequest exact = request.exactly();
    return request.with(r -> {
      if (exact != null) {
        r.exactly(exact.with(e -> e.derivedAttributes(List.of())));
      }
      r.firstAvailable(
          request.firstAvailable().stream()
              .map(sub -> sub.with(s -> s.derivedAttributes(List.of())))
              .toList());
    });
  }
}
