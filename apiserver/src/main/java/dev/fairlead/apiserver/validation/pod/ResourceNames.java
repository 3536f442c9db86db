package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.value.MalformedTextException;
import dev.fairlead.model.value.Quantity;
import java.math.BigDecimal;
import java.util.Set;

/** What the names of resources say about them; Go: pkg/apis/core/helper. */
public final class ResourceNames {
  private static final String HUGE_PAGES = "hugepages-";
  private static final String REQUESTS = "requests.";
  private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");
  private static final Set<String> COUNTS =
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
  private static final Set<String> AMOUNTS =
      Set.of(
          "cpu",
          "memory",
          "ephemeral-storage",
          "requests.cpu",
          "requests.memory",
          "requests.ephemeral-storage",
          "limits.cpu",
          "limits.memory",
          "limits.ephemeral-storage",
          "storage",
          "requests.storage");

  private ResourceNames() {}

  /** A qualified name; without a prefix one that Kubernetes knows. */
  public static void validate(String name, Path path, FieldErrors errors) {
    int before = errors.size();
    errors.invalid(path, name, Names.qualifiedName(name));
    if (errors.size() == before && name.indexOf('/') < 0 && !isStandard(name)) {
      errors.invalid(path, name, "must be a standard resource type or fully qualified");
    }
  }

  /** Not negative, and whole where the resource is counted. */
  public static void validateAmount(
      String name, Quantity amount, Path path, FieldErrors errors) {
    if (amount.signum() < 0) {
      errors.invalid(path, amount.toString(), "must be greater than or equal to 0");
    }
    boolean counted = COUNTS.contains(name) || isExtended(name);
    if (counted && amount.asBigDecimal().stripTrailingZeros().scale() > 0) {
      errors.invalid(path, amount.toString(), "must be an integer");
    }
  }

  public static boolean isHugePages(String name) {
    return name.startsWith(HUGE_PAGES);
  }

  /** Whether the amount is a whole number of pages of the size that the name tells. */
  static boolean isWholePages(String name, Quantity amount) {
    BigDecimal page;
    try {
      page = Quantity.parse(name.substring(HUGE_PAGES.length())).asBigDecimal();
    } catch (MalformedTextException notASize) {
      return false;
    }
    return page.signum() > 0
        && page.stripTrailingZeros().scale() <= 0
        && BigDecimal.valueOf(amount.value()).remainder(page).signum() == 0;
  }

  /** Of Kubernetes itself: no prefix, or one of kubernetes.io. */
  public static boolean isNative(String name) {
    return name.indexOf('/') < 0 || name.contains("kubernetes.io/");
  }

  /** Of somebody else, such as a device plugin. */
  public static boolean isExtended(String name) {
    return !isNative(name)
        && !name.startsWith(REQUESTS)
        && Names.qualifiedName(REQUESTS + name).isEmpty();
  }

  /** Whether a limit may be higher than its request. */
  public static boolean isOvercommitAllowed(String name) {
    return isNative(name) && !isHugePages(name);
  }

  public static boolean isOfContainers(String name) {
    return OF_CONTAINERS.contains(name) || isHugePages(name);
  }

  private static boolean isStandard(String name) {
    return COUNTS.contains(name)
        || AMOUNTS.contains(name)
        || isHugePages(name)
        || name.startsWith(REQUESTS + HUGE_PAGES);
  }
}
