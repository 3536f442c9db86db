package dev.fairlead.apiserver.admission;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.resource.v1.DeviceRequest;
import dev.fairlead.model.resource.v1.DeviceSubRequest;
import dev.fairlead.model.resource.v1.ResourceClaim;
import dev.fairlead.model.value.Quantity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts ResourceClaims, and the devices of each class that they may get. */
final class DeviceQuota implements QuotaRules {
  private static final String COUNT = "count/resourceclaims.resource.k8s.io";
  private static final String OF_CLASS = ".deviceclass.resource.k8s.io/devices";

  /** What asking for all devices counts; Go: AllocationResultsMaxSize. */
  private static final long ALL = 32;

  @Override
  public boolean handles(AdmissionRequest request) {
    return request.subresource().isEmpty() && (request.creates() || request.updates());
  }

  @Override
  public boolean counts(String resource) {
    return resource.equals(COUNT) || resource.endsWith(OF_CLASS);
  }

  @Override
  public Map<String, Quantity> usage(KubernetesObject object) {
    Map<String, Quantity> used = new HashMap<>();
    used.put(COUNT, Quantity.of(1));
    for (DeviceRequest request : ((ResourceClaim) object).spec().devices().requests()) {
      Map<String, Long> most = new HashMap<>();
      for (DeviceSubRequest each : request.firstAvailable()) {
        most.merge(
            each.deviceClassName() + OF_CLASS,
            devices(each.allocationMode(), each.count()),
            Math::max);
      }
      if (request.firstAvailable().isEmpty() && request.exactly() != null) {
        most.put(
            request.exactly().deviceClassName() + OF_CLASS,
            devices(request.exactly().allocationMode(), request.exactly().count()));
      }
      most.forEach((name, count) -> used.merge(name, Quantity.of(count), Quantity::add));
    }
    return used;
  }

  private static long devices(@Nullable String mode, long count) {
    return switch (mode) {
      case "ExactCount" -> count;
      case "All" -> ALL;
      case null, default -> 0;
    };
  }
}
