package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.NodeSelectors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.model.resource.v1.AllocatedDeviceStatus;
import dev.fairlead.model.resource.v1.AllocationResult;
import dev.fairlead.model.resource.v1.DeviceAllocationConfiguration;
import dev.fairlead.model.resource.v1.DeviceRequestAllocationResult;
import dev.fairlead.model.resource.v1.NetworkDeviceData;
import dev.fairlead.model.resource.v1.ResourceClaim;
import dev.fairlead.model.resource.v1.ResourceClaimConsumerReference;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the status of a ResourceClaim: who uses it, what was allocated, and what drivers tell of
 * the devices. What Kubernetes finds by declared rules comes last.
 */
final class ClaimStatusRules {
  private static final Path STATUS = Path.of("status");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final List<String> SOURCES = List.of("FromClaim", "FromClass");

  /** Go: ResourceClaimReservedForMaxSize. */
  private static final int MAX_USERS = 256;

  /** Go: AllocationResultsMaxSize. */
  private static final int MAX_RESULTS = 32;

  /** Go: twice DeviceConfigMaxSize, for those of the class and those of the claim. */
  private static final int MAX_CONFIGURATIONS = 64;

  /** Go: AllocatedDeviceStatusMaxConditions. */
  private static final int MAX_CONDITIONS = 8;

  /** Go: NetworkDeviceDataMaxIPs. */
  private static final int MAX_IPS = 16;

  /** In bytes; Go: NetworkDeviceDataInterfaceNameMaxLength. */
  private static final int MAX_INTERFACE = 256;

  /** In bytes; Go: NetworkDeviceDataHardwareAddressMaxLength. */
  private static final int MAX_HARDWARE_ADDRESS = 128;

  private ClaimStatusRules() {}

  /** A device as Go names it; the share is empty if there is none. */
  private record DeviceId(String driver, String pool, String device, String share) {
    static DeviceId of(DeviceRequestAllocationResult result) {
      String share = requireNonNullElse(result.shareID(), "");
      return new DeviceId(result.driver(), result.pool(), result.device(), share);
    }

    static DeviceId of(AllocatedDeviceStatus status) {
      String share = requireNonNullElse(status.shareID(), "");
      return new DeviceId(status.driver(), status.pool(), status.device(), share);
    }

    JsonObject printed() {
      return JsonObject.builder()
          .put("Driver", driver)
          .put("Pool", pool)
          .put("Device", device)
          .put("ShareID", share)
          .build();
    }
  }

  /** Without what drivers told of devices that were taken back. */
  static List<AllocatedDeviceStatus> kept(ResourceClaim claim, ResourceClaim old) {
    Set<DeviceId> gone = allocated(old.status().allocation());
    gone.removeAll(allocated(claim.status().allocation()));
    return claim.status().devices().stream()
        .filter(device -> !gone.contains(DeviceId.of(device)))
        .toList();
  }

  private static Set<DeviceId> allocated(@Nullable AllocationResult allocation) {
    Set<DeviceId> ids = new HashSet<>();
    if (allocation != null) {
      allocation.devices().results().forEach(result -> ids.add(DeviceId.of(result)));
    }
    return ids;
  }

  static void validate(ResourceClaim claim, ResourceClaim old, FieldErrors errors) {
    FieldErrors ofUsers = new FieldErrors();
    FieldErrors ofDevices = new FieldErrors();
    FieldErrors ofAllocation = new FieldErrors();
    List<ResourceClaimConsumerReference> users = claim.status().reservedFor();
    validateUsers(users, STATUS.child("reservedFor"), errors, ofUsers);
    validateDevices(claim, STATUS.child("devices"), errors, ofDevices);
    AllocationResult allocation = claim.status().allocation();
    if (!users.isEmpty() && allocation == null) {
      errors.forbidden(
          STATUS.child("reservedFor"), "may not be specified when `allocated` is not set");
    } else if (claim.metadata().isTerminating() && !old.status().reservedFor().containsAll(users)) {
      errors.forbidden(
          STATUS.child("reservedFor"),
          "new entries may not be added while `deallocationRequested` or `deletionTimestamp` are"
              + " set");
    }
    Path path = STATUS.child("allocation");
    if (allocation != null && old.status().allocation() != null) {
      Immutable.declared(allocation, old.status().allocation(), path, ofAllocation);
    } else if (allocation != null) {
      Set<String> names = ResourceRules.names(claim.spec().devices());
      validateAllocation(allocation, names, path, errors, ofAllocation);
    }
    errors.addAll(ofAllocation);
    errors.addAll(ofUsers);
    errors.addAll(ofDevices);
  }

  private static void validateUsers(
      List<ResourceClaimConsumerReference> users, Path path, FieldErrors errors, FieldErrors last) {
    if (!DeviceRules.atMost(users, MAX_USERS, path, last)) {
      return;
    }
    for (int i = 0; i < users.size(); i++) {
      required(users.get(i).resource(), path.index(i).child("resource"), errors);
      required(users.get(i).name(), path.index(i).child("name"), errors);
      required(users.get(i).uid(), path.index(i).child("uid"), errors);
    }
    ResourceRules.duplicates(users, ResourceClaimConsumerReference::uid, path, last);
  }

  private static void required(String text, Path path, FieldErrors errors) {
    if (text.isEmpty()) {
      errors.required(path, "");
    }
  }

  // --- devices ---

  private static void validateDevices(
      ResourceClaim claim, Path path, FieldErrors errors, FieldErrors last) {
    List<AllocatedDeviceStatus> devices = claim.status().devices();
    Set<DeviceId> allocated = allocated(claim.status().allocation());
    ResourceRules.duplicates(devices, DeviceId::of, path, last);
    for (int i = 0; i < devices.size(); i++) {
      validate(devices.get(i), allocated, path.index(i), errors, last);
    }
  }

  private static void validate(
      AllocatedDeviceStatus device,
      Set<DeviceId> allocated,
      Path path,
      FieldErrors errors,
      FieldErrors last) {
    Provisioners.validateDriver(device.driver(), path.child("driver"), errors);
    ResourceRules.validatePool(device.pool(), path.child("pool"), errors);
    errors.invalid(path.child("device"), device.device(), Names.label(device.device()));
    validateShare(device.shareID(), path.child("shareID"), last);
    DeviceId id = DeviceId.of(device);
    if (!allocated.contains(id)) {
      errors.invalid(path, id.printed(), "must be an allocated device in the claim");
    }
    Path conditions = path.child("conditions");
    DeviceRules.atMost(device.conditions(), MAX_CONDITIONS, conditions, errors);
    Conditions.validateInOrder(device.conditions(), conditions, errors);
    if (device.data() != null && !(device.data() instanceof JsonNull)) {
      ResourceRules.validateObject(device.data(), path.child("data"), errors);
    }
    if (device.networkData() != null) {
      validate(device.networkData(), path.child("networkData"), errors, last);
    }
  }

  private static void validateShare(@Nullable String share, Path path, FieldErrors errors) {
    if (share != null && !UUID.matcher(share).matches()) {
      errors.invalid(path, share, "must be a lowercase UUID in 8-4-4-4-12 format");
    }
  }

  private static void validate(
      NetworkDeviceData data, Path path, FieldErrors errors, FieldErrors last) {
    if (Sizes.utf8(requireNonNullElse(data.interfaceName(), "")) > MAX_INTERFACE) {
      last.tooLong(path.child("interfaceName"), MAX_INTERFACE);
    }
    Path ips = path.child("ips");
    if (DeviceRules.atMost(data.ips(), MAX_IPS, ips, last)) {
      for (int i = 0; i < data.ips().size(); i++) {
        String ip = data.ips().get(i);
        errors.invalid(ips.index(i), ip, Addresses.interfaceAddress(ip));
      }
      ResourceRules.duplicates(data.ips(), ip -> ip, ips, last);
    }
    if (Sizes.utf8(requireNonNullElse(data.hardwareAddress(), "")) > MAX_HARDWARE_ADDRESS) {
      last.tooLong(path.child("hardwareAddress"), MAX_HARDWARE_ADDRESS);
    }
  }

  // --- allocation ---

  private static void validateAllocation(
      AllocationResult allocation,
      Set<String> names,
      Path path,
      FieldErrors errors,
      FieldErrors last) {
    Path results = path.child("devices", "results");
    List<DeviceRequestAllocationResult> found = allocation.devices().results();
    if (DeviceRules.atMost(found, MAX_RESULTS, results, last)) {
      for (int i = 0; i < found.size(); i++) {
        validate(found.get(i), names, results.index(i), errors, last);
      }
    }
    Path config = path.child("devices", "config");
    List<DeviceAllocationConfiguration> configurations = allocation.devices().config();
    if (DeviceRules.atMost(configurations, MAX_CONFIGURATIONS, config, last)) {
      for (int i = 0; i < configurations.size(); i++) {
        validate(configurations.get(i), names, config.index(i), errors, last);
      }
    }
    if (allocation.nodeSelector() != null) {
      NodeSelectors.validate(allocation.nodeSelector(), false, path.child("nodeSelector"), errors);
    }
  }

  private static void validate(
      DeviceRequestAllocationResult result,
      Set<String> names,
      Path path,
      FieldErrors errors,
      FieldErrors last) {
    ResourceRules.validateReference(result.request(), names, path.child("request"), errors);
    Provisioners.validateDriver(result.driver(), path.child("driver"), last);
    validatePool(result.pool(), path.child("pool"), last);
    errors.invalid(path.child("device"), result.device(), Names.label(result.device()));
    DeviceRules.validateBinding(
        result.bindingConditions(), result.bindingFailureConditions(), path, errors);
    ResourceRules.validateTolerations(
        result.tolerations(), path.child("tolerations"), errors, last);
    validateShare(result.shareID(), path.child("shareID"), last);
  }

  /** As {@link ResourceRules#validatePool}, in the words of the declared rule. */
  private static void validatePool(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path, "");
      return;
    }
    if (Sizes.utf8(name) > Names.MAX_SUBDOMAIN_LENGTH) {
      errors.tooLong(path, Names.MAX_SUBDOMAIN_LENGTH);
    }
    String[] parts = name.split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      String segment = "segment " + i + ": ";
      List<String> problems =
          parts[i].isEmpty()
              ? List.of("must not be empty")
              : new ArrayList<>(Names.subdomain(parts[i]));
      String shown = parts[i].isEmpty() ? name : parts[i];
      problems.forEach(problem -> errors.invalid(path, shown, segment + problem));
    }
  }

  private static void validate(
      DeviceAllocationConfiguration config,
      Set<String> names,
      Path path,
      FieldErrors errors,
      FieldErrors last) {
    String source = config.source();
    if (source.isEmpty()) {
      last.required(path.child("source"), "");
    } else if (!SOURCES.contains(source)) {
      last.notSupported(path.child("source"), source, SOURCES);
    }
    ResourceRules.validateReferences(
        config.requests(), names, path.child("requests"), errors, last);
    ResourceRules.validateOpaque(config.opaque(), path.child("opaque"), errors, last);
  }
}
