package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.kind.ServiceAddresses;
import dev.fairlead.apiserver.kind.ServicePorts;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.storage.Lister;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.core.v1.ServicePort;
import dev.fairlead.model.core.v1.ServiceSpec;
import dev.fairlead.model.networking.v1.IPAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gives Services their cluster IPs and node ports. What is taken is read from the stored Services
 * themselves, so nothing can get out of step; the registry lets only one write of a Service happen
 * at a time.
 */
final class ServiceAllocation {
  /** 10.0.0.0/16: kube-apiserver's default network, wide enough for tests of any size. */
  private static final int NETWORK = 10 << 24;

  private static final int ADDRESSES = 1 << 16;

  /** Given out only to who asks for them, as the lower part of the range is in Kubernetes. */
  private static final int RESERVED_ADDRESSES = 256;

  /** Go: DefaultServiceNodePortRange, 30000-32767. */
  private static final int FIRST_PORT = 30_000;

  private static final int PORTS = 2_768;
  private static final int RESERVED_PORTS = 86;
  private static final Path ADDRESS = Path.of("spec", "clusterIPs");

  private final Lister services;
  private final RandomGenerator random;

  ServiceAllocation(Lister services, RandomGenerator random) {
    this.services = services;
    this.random = random;
  }

  /**
   * The Service with what it needs; fails if it asks for what it can't have.
   *
   * @param dryRun whether nothing will be kept: then it gets an address and ports that stand for
   *     real ones, and may ask for those that others have
   */
  Service allocate(Service service, @Nullable Service old, boolean dryRun) {
    FieldErrors errors = new FieldErrors();
    ServiceSpec before = old == null ? null : old.spec();
    ServiceSpec spec = ServiceAddresses.prepared(service.spec(), before, errors);
    failOn(errors, service);
    if (ServiceAddresses.needsAddress(spec, before)) {
      String asked = spec.clusterIP();
      if (asked == null || asked.isEmpty()) {
        spec = ServiceAddresses.withAddress(spec, dryRun ? address(0) : freeAddress());
      } else {
        checkAddress(asked, dryRun, errors);
      }
    }
    Set<Integer> taken = dryRun ? new HashSet<>() : takenPorts(old);
    for (ServicePorts.Requested port : ServicePorts.requested(spec, before)) {
      checkPort(port, taken, dryRun, errors);
    }
    failOn(errors, service);
    ServiceSpec filled =
        ServicePorts.filled(spec, before, () -> dryRun ? standIn(taken) : freePort(taken));
    return service.with(s -> s.spec(filled));
  }

  private static void failOn(FieldErrors errors, Service service) {
    if (!errors.isEmpty()) {
      String name = service.metadata().name();
      throw Failures.invalid(new GroupResource("", "Service"), name == null ? "" : name, errors);
    }
  }

  // --- addresses ---

  private String freeAddress() {
    Set<String> taken = takenAddresses();
    int start = random.nextInt(ADDRESSES - RESERVED_ADDRESSES - 1);
    for (int i = 0; i < ADDRESSES - RESERVED_ADDRESSES - 1; i++) {
      int offset = RESERVED_ADDRESSES + (start + i) % (ADDRESSES - RESERVED_ADDRESSES - 1);
      String address = address(offset);
      if (!taken.contains(address) && !isRecorded(address)) {
        return address;
      }
    }
    throw Failures.internal("failed to allocate a serviceIP: range is full");
  }

  private static String address(int offset) {
    int address = NETWORK + offset;
    return (address >>> 24)
        + "."
        + (address >>> 16 & 0xff)
        + "."
        + (address >>> 8 & 0xff)
        + "."
        + (address & 0xff);
  }

  private Set<String> takenAddresses() {
    Set<String> taken = new HashSet<>();
    services.list(Service.TYPE, null).forEach(s -> taken.addAll(s.spec().clusterIPs()));
    return taken;
  }

  /** Others than Services may keep an address, too. */
  private boolean isRecorded(String address) {
    return services.get(IPAddress.TYPE, "", address).isPresent();
  }

  private void checkAddress(String address, boolean dryRun, FieldErrors errors) {
    String failed = "failed to allocate IP " + address + ": ";
    if (!isInRange(address)) {
      errors.invalid(
          ADDRESS,
          List.of(address),
          failed
              + "the provided IP ("
              + address
              + ") is not in the valid range. The range of valid IPs is 10.0.0.0/16");
    } else if (!dryRun && (takenAddresses().contains(address) || isRecorded(address))) {
      errors.invalid(ADDRESS, List.of(address), failed + "provided IP is already allocated");
    }
  }

  private static boolean isInRange(String address) {
    return address.startsWith("10.0.")
        && !address.equals(address(0))
        && !address.equals(address(ADDRESSES - 1));
  }

  // --- ports ---

  private Set<Integer> takenPorts(@Nullable Service old) {
    Set<Integer> taken = new HashSet<>();
    for (Service service : services.list(Service.TYPE, null)) {
      if (old == null || !service.metadata().equals(old.metadata())) {
        service.spec().ports().stream().map(ServicePort::nodePort).forEach(taken::add);
        taken.add(service.spec().healthCheckNodePort());
      }
    }
    taken.remove(0);
    return taken;
  }

  private static void checkPort(
      ServicePorts.Requested port, Set<Integer> taken, boolean dryRun, FieldErrors errors) {
    int number = port.number();
    if (!dryRun && (number < FIRST_PORT || number >= FIRST_PORT + PORTS)) {
      errors.invalid(
          port.field(),
          number,
          "provided port is not in the valid range. The range of valid ports is "
              + FIRST_PORT
              + "-"
              + (FIRST_PORT + PORTS - 1));
    } else if (!taken.add(number)) {
      errors.invalid(port.field(), number, "provided port is already allocated");
    }
  }

  /** A port for a Service that isn't kept: the next after all that it has. */
  private static int standIn(Set<Integer> taken) {
    int last = taken.stream().max(Integer::compare).orElse(FIRST_PORT + PORTS);
    taken.add(last + 1);
    return last + 1;
  }

  private int freePort(Set<Integer> taken) {
    int count = PORTS - RESERVED_PORTS;
    int start = random.nextInt(count);
    for (int i = 0; i < count; i++) {
      int port = FIRST_PORT + RESERVED_PORTS + (start + i) % count;
      if (taken.add(port)) {
        return port;
      }
    }
    throw Failures.internal("failed to allocate a nodePort: range is full");
  }
}
