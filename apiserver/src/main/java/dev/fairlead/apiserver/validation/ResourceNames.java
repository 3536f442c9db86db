package dev.fairlead.apiserver.validation;

import dev.fairlead.model.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be requested, limited and counted: {@code cpu}, {@code requests.memory}, {@code
 * example.com/gpu}; Go: k8s.io/kubernetes/pkg/apis/core/helper.
 */
public final class ResourceNames {
  public static final String STORAGE = "storage";

  private static final String HUGE_PAGES = "hugepages-";
  private static final String REQUESTS = "requests.";
  private static final String NATIVE_DOMAIN = "kubernetes.io/";

  /** Those that are counted, not measured. */
  private static final Set<String> COUNTED =
      Set.of(
          "pods",
          "resourcequotas",
          "services",
          "replicationcontrollers",
          "secrets",
          "configmaps",
          "persistentvolumeclaims",
          "services.nodeports",
          "services.loadbalancers");

  private static final Set<String> CONTAINER = Set.of("cpu", "memory", "ephemeral-storage");

  private static final Set<String> QUOTA =
      Stream.concat(
              COUNTED.stream(),
              Stream.of(
                  "cpu",
                  "memory",
                  "ephemeral-storage",
                  "requests.cpu",
                  "requests.memory",
                  "requests.storage",
                  "requests.ephemeral-storage",
                  "limits.cpu",
                  "limits.memory",
                  "limits.ephemeral-storage"))
          .collect(Collectors.toUnmodifiableSet());

  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private ResourceNames() {}

  // --- checks ---

  /** A standard name, or one with a domain. */
  public static void validate(String name, Path path, FieldErrors errors) {
    int before = errors.size();
    errors.invalid(path, name, Names.qualifiedName(name));
    if (errors.size() == before && !name.contains("/") && !isStandard(name)) {
      errors.invalid(path, name, "must be a standard resource type or fully qualified");
    }
  }

  /** A name that a container can request. */
  public static void validateContainer(String name, Path path, FieldErrors errors) {
    validate(name, path, errors);
    if (!name.contains("/")) {
      if (!isStandardContainer(name)) {
        errors.invalid(path, name, "must be a standard resource for containers");
      }
    } else if (!isNative(name) && !isExtended(name)) {
      errors.invalid(path, name, "doesn't follow extended resource name standard");
    }
  }

  /** A name that a quota can limit. */
  public static void validateQuota(String name, Path path, FieldErrors errors) {
    validate(name, path, errors);
    if (!name.contains("/") && !isStandardQuota(name)) {
      errors.invalid(path, name, "must be a standard resource for quota");
    }
  }

  /** An amount of a resource: not negative, and whole for what is counted. */
  public static void validateAmount(String name, Quantity amount, Path path, FieldErrors errors) {
    if (amount.signum() < 0) {
      errors.invalid(path, amount.toString(), "must be greater than or equal to 0");
    }
    if (isInteger(name) && isFraction(amount)) {
      errors.invalid(path, amount.toString(), "must be an integer");
    }
  }

  public static void validatePositive(Quantity amount, Path path, FieldErrors errors) {
    if (amount.signum() <= 0) {
      errors.invalid(path, amount.toString(), "must be greater than zero");
    }
  }

  // --- sorts of names ---

  public static boolean isHugePages(String name) {
    return name.startsWith(HUGE_PAGES);
  }

  public static boolean isStandard(String name) {
    return isStandardQuota(name) || name.equals(STORAGE);
  }

  public static boolean isStandardContainer(String name) {
    return CONTAINER.contains(name) || isHugePages(name);
  }

  public static boolean isStandardQuota(String name) {
    return QUOTA.contains(name) || isHugePages(name) || name.startsWith(REQUESTS + HUGE_PAGES);
  }

  /** Whether Kubernetes itself knows it. */
  public static boolean isNative(String name) {
    return !name.contains("/") || name.contains(NATIVE_DOMAIN);
  }

  /** Whether it is somebody else's, such as a device. */
  public static boolean isExtended(String name) {
    return !isNative(name)
        && !name.startsWith(REQUESTS)
        && Names.qualifiedName(REQUESTS + name).isEmpty();
  }

  public static boolean isInteger(String name) {
    return COUNTED.contains(name) || isExtended(name);
  }

  /** Whether a limit may be above the request. */
  public static boolean isOvercommitAllowed(String name) {
    return isNative(name) && !isHugePages(name);
  }

  /** Whether it is no whole number; thousandths are rounded up, as in Go. */
  public static boolean isFraction(Quantity amount) {
    // the server counts thousandths in 64 bits, so it finds an amount beyond them no integer either
    BigDecimal thousandths = amount.asBigDecimal().movePointRight(3);
    return thousandths.abs().compareTo(MOST) > 0
        || thousandths.setScale(0, RoundingMode.UP).remainder(BigDecimal.valueOf(1000)).signum()
            != 0;
  }
}
