package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.resource.v1.DeviceClaim;
import dev.fairlead.model.resource.v1.DeviceRequest;
import dev.fairlead.model.resource.v1.DeviceSelector;
import dev.fairlead.model.resource.v1.ExactDeviceRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Defaults and checks of requests for devices; expressions are not compiled. */
final class ResourceRules {
  private static final String EXACT_COUNT = "ExactCount";
  private static final List<String> MODES = List.of("All", EXACT_COUNT);

  /** Go: resource.DeviceRequestsMaxSize. */
  private static final int MAX_REQUESTS = 32;

  private ResourceRules() {}

  static DeviceClaim defaults(DeviceClaim claim) {
    return claim.with(
        c -> c.requests(claim.requests().stream().map(ResourceRules::defaults).toList()));
  }

  private static DeviceRequest defaults(DeviceRequest request) {
    ExactDeviceRequest exact = request.exactly();
    if (exact == null) {
      return request;
    }
    String mode = requireNonNullElse(exact.allocationMode(), EXACT_COUNT);
    boolean uncounted = mode.equals(EXACT_COUNT) && exact.count() == 0;
    return request.with(r ->
        r.exactly(exact.with(e -> e.allocationMode(mode).count(uncounted ? 1 : exact.count()))));
  }

  static void validate(DeviceClaim claim, Path path, FieldErrors errors) {
    List<DeviceRequest> requests = claim.requests();
    Path at = path.child("requests");
    if (requests.size() > MAX_REQUESTS) {
      errors.tooMany(at, requests.size(), MAX_REQUESTS);
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < requests.size(); i++) {
      DeviceRequest request = requests.get(i);
      Path name = at.index(i).child("name");
      if (request.name().isEmpty()) {
        errors.required(name, "");
      } else {
        errors.invalid(name, request.name(), Names.label(request.name()));
      }
      if (!names.add(request.name())) {
        errors.duplicate(at.index(i), request.name());
      }
      boolean exact = request.exactly() != null;
      if (!exact && request.firstAvailable().isEmpty()) {
        errors.required(at.index(i), "exactly one of `exactly` or `firstAvailable` is required");
      }
      if (request.exactly() != null) {
        validate(request.exactly(), at.index(i).child("exactly"), errors);
      }
    }
  }

  private static void validate(ExactDeviceRequest exact, Path path, FieldErrors errors) {
    Path name = path.child("deviceClassName");
    if (exact.deviceClassName().isEmpty()) {
      errors.required(name, "");
    } else {
      errors.invalid(name, exact.deviceClassName(), Names.subdomain(exact.deviceClassName()));
    }
    String mode = requireNonNullElse(exact.allocationMode(), "");
    Path count = path.child("count");
    switch (mode) {
      case "All" -> {
        if (exact.count() != 0) {
          errors.invalid(
              count, exact.count(), "must not be specified when allocationMode is 'All'");
        }
      }
      case EXACT_COUNT -> {
        if (exact.count() <= 0) {
          errors.invalid(count, exact.count(), "must be greater than zero");
        }
      }
      default -> errors.notSupported(path.child("allocationMode"), mode, MODES);
    }
    validateSelectors(exact.selectors(), path.child("selectors"), errors);
  }

  static void validateSelectors(List<DeviceSelector> selectors, Path path, FieldErrors errors) {
    for (int i = 0; i < selectors.size(); i++) {
      if (selectors.get(i).cel() == null) {
        errors.required(path.index(i).child("cel"), "");
      }
    }
  }
}
