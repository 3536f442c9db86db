package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.pod.Absent.isTrue;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.WindowsSecurityContextOptions;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what only Windows containers have. */
final class WindowsOptions {
  private static final int MAX_CREDENTIAL_KIB = 64;
  private static final int MAX_DOMAIN_LENGTH = 256;
  private static final int MAX_USER_LENGTH = 104;
  private static final Pattern NET_BIOS =
      Pattern.compile("[^\\\\/:*?\"<>|.][^\\\\/:*?\"<>|]{0,14}");
  private static final Pattern DNS_LABEL =
      Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");
  private static final String USER_CHARACTERS = "\"/\\:;|=,+*?<>@[]";

  private WindowsOptions() {}

  static void validate(
      @Nullable WindowsSecurityContextOptions options, Path path, FieldErrors errors) {
    if (options == null) {
      return;
    }
    String name = options.gmsaCredentialSpecName();
    if (name != null) {
      errors.invalid(path.child("gmsaCredentialSpecName"), name, Names.subdomain(name));
    }
    String credential = options.gmsaCredentialSpec();
    Path at = path.child("gmsaCredentialSpec");
    if (credential != null && credential.isEmpty()) {
      errors.invalid(at, credential, "gmsaCredentialSpec cannot be an empty string");
    } else if (credential != null && Sizes.utf8(credential) > MAX_CREDENTIAL_KIB * 1024L) {
      errors.invalid(
          at, credential, "gmsaCredentialSpec size must be under " + MAX_CREDENTIAL_KIB + " KiB");
    }
    if (options.runAsUserName() != null) {
      userName(options.runAsUserName(), path.child("runAsUserName"), errors);
    }
  }

  private static void userName(String name, Path path, FieldErrors errors) {
    int backslash = name.indexOf('\\');
    if (name.isEmpty()) {
      errors.invalid(path, name, "runAsUserName cannot be an empty string");
      return;
    }
    if (name.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      errors.invalid(path, name, "runAsUserName cannot contain control characters");
      return;
    }
    if (backslash >= 0 && name.indexOf('\\', backslash + 1) >= 0) {
      errors.invalid(path, name, "runAsUserName cannot contain more than one backslash");
      return;
    }
    String user = name.substring(backslash + 1);
    if (backslash >= 0) {
      domain(name, name.substring(0, backslash), path, errors);
    }
    if (user.isEmpty()) {
      errors.invalid(path, name, "runAsUserName's User cannot be empty");
    } else if (Sizes.utf8(user) > MAX_USER_LENGTH) {
      errors.invalid(
          path,
          name,
          "runAsUserName's User length must not be longer than " + MAX_USER_LENGTH + " characters");
    }
    if (!user.isEmpty() && user.chars().allMatch(c -> c == '.' || c == ' ')) {
      errors.invalid(path, name, "runAsUserName's User cannot contain only periods or spaces");
    }
    if (user.chars().anyMatch(c -> USER_CHARACTERS.indexOf(c) >= 0)) {
      errors.invalid(
          path,
          name,
          "runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]");
    }
  }

  private static void domain(String name, String domain, Path path, FieldErrors errors) {
    if (Sizes.utf8(domain) >= MAX_DOMAIN_LENGTH) {
      errors.invalid(
          path,
          name,
          "runAsUserName's Domain length must be under " + MAX_DOMAIN_LENGTH + " characters");
    }
    if (!NET_BIOS.matcher(domain).matches() && !isDns(domain)) {
      errors.invalid(
          path, name, "runAsUserName's Domain doesn't match the NetBios nor the DNS format");
    }
  }

  private static boolean isDns(String domain) {
    for (String label : domain.split("\\.", -1)) {
      if (!DNS_LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return true;
  }

  /** Containers that are processes of the host: all of a Pod, or none. */
  static void validateHostProcess(PodSpec spec, Path path, FieldErrors errors) {
    var context = spec.securityContext();
    Boolean ofPod =
        (context == null || context.windowsOptions() == null)
            ? null
            : context.windowsOptions().hostProcess();
    int[] counts = new int[2];
    SpecVisits.containers(
        spec,
        path,
        (container, at) -> {
          var own = container.securityContext();
          Boolean value =
              (own == null || own.windowsOptions() == null)
                  ? null
                  : own.windowsOptions().hostProcess();
          if (ofPod != null && value != null && !ofPod.equals(value)) {
            errors.invalid(
                at.child("securityContext", "windowsOptions", "hostProcess"),
                value,
                "pod hostProcess value must be identical if both are specified, was " + ofPod);
          }
          counts[0]++;
          counts[1] += isTrue(value == null ? ofPod : value) ? 1 : 0;
        });
    if (counts[1] == 0) {
      return;
    }
    if (counts[1] != counts[0]) {
      errors.invalid(
          path,
          "",
          "If pod contains any hostProcess containers then all containers must be HostProcess"
              + " containers");
    }
    if (!spec.hostNetwork()) {
      errors.invalid(
          path.child("hostNetwork"),
          false,
          "hostNetwork must be true if pod contains any hostProcess containers");
    }
  }
}
