package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.ServiceSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with a Service's own addresses, their families and their policy. */
final class ServiceAddressRules {
  private static final List<String> FAMILIES = List.of("IPv4", "IPv6");
  private static final List<String> POLICIES =
      List.of("PreferDualStack", "RequireDualStack", "SingleStack");
  private static final String FIXED = "may not change once set";

  private static final Path ADDRESS_PATH = Path.of("spec", "clusterIPs");
  private static final Path FAMILY_PATH = Path.of("spec", "ipFamilies");
  private static final Path POLICY_PATH = Path.of("spec", "ipFamilyPolicy");

  private ServiceAddressRules() {}

  /** Go: ValidateServiceClusterIPsRelatedFields. */
  static void validate(ServiceSpec spec, @Nullable ServiceSpec old, FieldErrors errors) {
    if (Services.EXTERNAL_NAME.equals(spec.type())) {
      return;
    }
    List<String> addresses = spec.clusterIPs();
    String first = Texts.orEmpty(spec.clusterIP());
    if (first.isEmpty() && !addresses.isEmpty()) {
      errors.invalid(ADDRESS_PATH, addresses, "must be empty when `clusterIP` is not specified");
    } else if (!first.isEmpty() && addresses.isEmpty()) {
      errors.required(ADDRESS_PATH, "");
    } else if (!first.isEmpty() && !addresses.getFirst().equals(first)) {
      errors.invalid(ADDRESS_PATH, addresses, "first value must match `clusterIP`");
    }
    validateFamilies(spec, errors);
    int before = errors.size();
    validateSyntax(addresses, old == null ? List.of() : old.clusterIPs(), errors);
    boolean valid = errors.size() == before;
    if (addresses.size() > 2) {
      errors.invalid(ADDRESS_PATH, addresses, "may only hold up to 2 values");
    }
    if (valid) {
      validateStacks(spec, errors);
    }
  }

  private static void validateFamilies(ServiceSpec spec, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < spec.ipFamilies().size(); i++) {
      String family = spec.ipFamilies().get(i);
      if (!FAMILIES.contains(family)) {
        errors.notSupported(FAMILY_PATH.index(i), family, FAMILIES);
      }
      if (!seen.add(family)) {
        errors.duplicate(FAMILY_PATH.index(i), family);
      }
    }
    String policy = spec.ipFamilyPolicy();
    if (policy != null && !POLICIES.contains(policy)) {
      errors.notSupported(POLICY_PATH, policy, POLICIES);
    }
  }

  private static void validateSyntax(
      List<String> addresses, List<String> before, FieldErrors errors) {
    for (int i = 0; i < addresses.size(); i++) {
      String address = addresses.get(i);
      if (i > 0 || !address.equals(Services.NO_ADDRESS)) {
        errors.invalid(ADDRESS_PATH.index(i), address, Addresses.legacyIp(address, before));
      } else if (addresses.size() > 1) {
        errors.invalid(ADDRESS_PATH, addresses, "'None' must be the first and only value");
      }
    }
  }

  private static void validateStacks(ServiceSpec spec, FieldErrors errors) {
    List<String> addresses = spec.clusterIPs();
    long families = addresses.stream().map(Services::family).distinct().count();
    if (addresses.size() > 1 && families < 2) {
      errors.invalid(ADDRESS_PATH, addresses, "may specify no more than one IP for each IP family");
    }
    if (ServiceRules.isHeadless(spec)) {
      return;
    }
    for (int i = 0; i < Math.min(addresses.size(), spec.ipFamilies().size()); i++) {
      String wanted = spec.ipFamilies().get(i);
      if (FAMILIES.contains(wanted) && !wanted.equals(Services.family(addresses.get(i)))) {
        errors.invalid(
            ADDRESS_PATH.index(i),
            addresses.get(i),
            "expected an " + wanted + " value as indicated by `ipFamilies[" + i + "]`");
      }
    }
  }

  /** The first address and family stay; a second one may come and go. */
  static void validateChange(ServiceSpec spec, ServiceSpec old, FieldErrors errors) {
    boolean headless = ServiceRules.isHeadless(spec);
    boolean wasHeadless = ServiceRules.isHeadless(old);
    if (Services.EXTERNAL_NAME.equals(spec.type()) || Services.EXTERNAL_NAME.equals(old.type())) {
      return;
    }
    if (!headless || !wasHeadless) {
      validateAddressChange(spec, old, errors);
    }
    if (!headless && !wasHeadless) {
      validateFamilyChange(spec, old, errors);
    }
  }

  private static void validateAddressChange(ServiceSpec spec, ServiceSpec old, FieldErrors errors) {
    List<String> now = spec.clusterIPs();
    List<String> before = old.clusterIPs();
    Path first = ADDRESS_PATH.index(0);
    if (now.size() == before.size()) {
      for (int i = 0; i < now.size(); i++) {
        if (!now.get(i).equals(before.get(i))) {
          errors.invalid(ADDRESS_PATH.index(i), now, FIXED);
        }
      }
      return;
    }
    boolean fewer = now.size() < before.size();
    if (fewer && now.isEmpty()) {
      errors.invalid(first, now, "primary clusterIP can not be unset");
    } else if (!before.isEmpty() && !now.getFirst().equals(before.getFirst())) {
      errors.invalid(first, now, FIXED);
    }
    if (fewer && now.size() == 1) {
      requireSingle(spec, "secondary clusterIP", errors);
    }
  }

  private static void validateFamilyChange(ServiceSpec spec, ServiceSpec old, FieldErrors errors) {
    List<String> now = spec.ipFamilies();
    List<String> before = old.ipFamilies();
    Path first = FAMILY_PATH.index(0);
    if (now.size() == before.size()) {
      for (int i = 0; i < now.size(); i++) {
        if (!now.get(i).equals(before.get(i))) {
          errors.invalid(first, now, FIXED);
        }
      }
      return;
    }
    boolean fewer = now.size() < before.size();
    if (fewer && spec.clusterIPs().isEmpty()) {
      errors.invalid(first, now, "primary ipFamily can not be unset");
    }
    if (!before.isEmpty() && !now.isEmpty() && !now.getFirst().equals(before.getFirst())) {
      errors.invalid(first, spec.clusterIPs(), FIXED); // Kubernetes prints the addresses here
    }
    if (fewer && now.size() == 1) {
      requireSingle(spec, "secondary ipFamily", errors);
    }
  }

  private static void requireSingle(ServiceSpec spec, String what, FieldErrors errors) {
    if (!"SingleStack".equals(spec.ipFamilyPolicy())) {
      errors.invalid(
          POLICY_PATH,
          spec.ipFamilyPolicy(),
          "must be set to 'SingleStack' when releasing the " + what);
    }
  }
}
