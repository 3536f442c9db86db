package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.pod.Absent.isTrue;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.HostAlias;
import dev.fairlead.model.core.v1.PodDNSConfig;
import dev.fairlead.model.core.v1.PodSpec;
import java.util.List;

/** Checks names: how a Pod looks up others, and how it is called itself. */
final class Dns {
  static final List<String> POLICIES =
      List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");

  /** Limits of resolv.conf (MaxDNSNameservers, MaxDNSSearchPaths, MaxDNSSearchListChars). */
  private static final int MAX_SERVERS = 3;

  private static final int MAX_SEARCHES = 32;
  private static final int MAX_SEARCH_LENGTH = 2_048;

  /** Longest host name on Linux, in bytes. */
  private static final int MAX_HOSTNAME_LENGTH = 64;

  private Dns() {}

  static void validate(PodSpec spec, Path path, FieldErrors errors) {
    PodDNSConfig config = spec.dnsConfig();
    boolean none = "None".equals(spec.dnsPolicy());
    if (config == null) {
      if (none) {
        errors.required(path, "must provide `dnsConfig` when `dnsPolicy` is None");
      }
      return;
    }
    Path servers = path.child("nameservers");
    if (none && config.nameservers().isEmpty()) {
      errors.required(servers, "must provide at least one DNS nameserver when `dnsPolicy` is None");
      return;
    }
    if (config.nameservers().size() > MAX_SERVERS) {
      errors.invalid(
          servers, config.nameservers(), "must not have more than " + MAX_SERVERS + " nameservers");
    }
    for (int i = 0; i < config.nameservers().size(); i++) {
      String server = config.nameservers().get(i);
      errors.invalid(servers.index(i), server, Addresses.legacyIp(server));
    }
    searches(config.searches(), path.child("searches"), errors);
    for (int i = 0; i < config.options().size(); i++) {
      if (isEmpty(config.options().get(i).name())) {
        errors.required(path.child("options").index(i), "must not be empty");
      }
    }
  }

  private static void searches(List<String> searches, Path path, FieldErrors errors) {
    if (searches.size() > MAX_SEARCHES) {
      errors.invalid(path, searches, "must not have more than " + MAX_SEARCHES + " search paths");
    }
    if (String.join(" ", searches).length() > MAX_SEARCH_LENGTH) {
      errors.invalid(
          path,
          searches,
          "must not have more than "
              + MAX_SEARCH_LENGTH
              + " characters (including spaces) in the search list");
    }
    for (int i = 0; i < searches.size(); i++) {
      String search = searches.get(i);
      if (!search.equals(".")) {
        String name = search.endsWith(".") ? search.substring(0, search.length() - 1) : search;
        errors.invalid(path.index(i), name, Names.subdomainWithUnderscore(name));
      }
    }
  }

  static void validateHostAliases(List<HostAlias> aliases, Path path, FieldErrors errors) {
    for (int i = 0; i < aliases.size(); i++) {
      String ip = aliases.get(i).ip();
      errors.invalid(path.index(i).child("ip"), ip, Addresses.legacyIp(ip));
      List<String> names = aliases.get(i).hostnames();
      for (int j = 0; j < names.size(); j++) {
        errors.invalid(
            path.index(i).child("hostnames").index(j), names.get(j), Names.subdomain(names.get(j)));
      }
    }
  }

  static void validateHostnameOverride(PodSpec spec, Path specPath, FieldErrors errors) {
    String name = spec.hostnameOverride();
    if (name == null) {
      return;
    }
    Path path = specPath.child("hostnameOverride");
    if (isTrue(spec.setHostnameAsFQDN())) {
      errors.forbidden(path, "may not be specified when setHostnameAsFQDN is true");
    }
    if (spec.hostNetwork()) {
      errors.forbidden(path, "may not be specified when hostNetwork is true");
    }
    if (name.length() > MAX_HOSTNAME_LENGTH) {
      errors.tooLong(path, MAX_HOSTNAME_LENGTH);
    }
    errors.invalid(path, name, Names.subdomain(name));
  }
}
