package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.apiregistration.v1.APIService;
import dev.fairlead.model.apiregistration.v1.APIServiceSpec;
import dev.fairlead.model.apiregistration.v1.APIServiceStatus;
import dev.fairlead.model.apiregistration.v1.ServiceReference;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** APIServices of apiregistration.k8s.io. */
final class ApiServices extends Kind<APIService> {
  private static final int PORT = 443;

  ApiServices() {
    super(APIService.TYPE);
  }

  @Override
  public APIService defaults(APIService object) {
    ServiceReference service = object.spec().service();
    return service == null || service.port() != null
        ? object
        : object.with(o -> o.spec(s -> s.service(service.with(r -> r.port(PORT)))));
  }

  @Override
  public List<String> nameProblems(String name, boolean isPrefix) {
    return List.of(); // depends on the version and the group: see validate
  }

  @Override
  public APIService beforeCreate(APIService object) {
    return object.with(o -> o.status(APIServiceStatus.TYPE.empty()));
  }

  @Override
  public APIService beforeUpdate(APIService object, APIService old) {
    return object.with(o -> o.status(old.status()));
  }

  @Override
  public void validate(APIService object, FieldErrors errors) {
    APIServiceSpec spec = object.spec();
    String group = requireNonNullElse(spec.group(), "");
    String version = requireNonNullElse(spec.version(), "");
    String name = requireNonNullElse(object.metadata().name(), "");
    String wanted = version + "." + group;
    if (!name.equals(wanted)) {
      errors.invalid(
          Path.of("metadata", "name"),
          name,
          "must be `spec.version+\".\"+spec.group`: \"" + wanted + "\"");
    }
    if (group.isEmpty() && !version.equals("v1")) {
      errors.required(
          Path.of("spec", "group"), "only v1 may have an empty group and it better be legacy kube");
    }
    if (!group.isEmpty()) {
      errors.invalid(Path.of("spec", "group"), group, Names.subdomain(group));
    }
    errors.invalid(Path.of("spec", "version"), version, Names.label1035(version));
    priority(spec.groupPriorityMinimum(), 20_000, "groupPriorityMinimum", errors);
    priority(spec.versionPriority(), 1000, "versionPriority", errors);
    validateService(spec, errors);
  }

  private static void priority(int value, int most, String field, FieldErrors errors) {
    if (value <= 0 || value > most) {
      errors.invalid(Path.of("spec", field), value, "must be positive and less than " + most);
    }
  }

  private static void validateService(APIServiceSpec spec, FieldErrors errors) {
    ServiceReference service = spec.service();
    boolean trusts = spec.caBundle() != null && !spec.caBundle().isEmpty();
    Path insecure = Path.of("spec", "insecureSkipTLSVerify");
    if (service == null) {
      if (trusts && spec.caBundle() != null) {
        errors.invalid(
            Path.of("spec", "caBundle"),
            spec.caBundle().size() + " bytes",
            "local APIServices may not have a caBundle");
      }
      if (spec.insecureSkipTLSVerify()) {
        errors.invalid(insecure, true, "local APIServices may not have insecureSkipTLSVerify");
      }
      return;
    }
    Path path = Path.of("spec", "service");
    if (requireNonNullElse(service.namespace(), "").isEmpty()) {
      errors.required(path.child("namespace"), "");
    }
    if (requireNonNullElse(service.name(), "").isEmpty()) {
      errors.required(path.child("name"), "");
    }
    int port = requireNonNullElse(service.port(), 0);
    for (String problem : Names.portNumber(port)) {
      errors.invalid(path.child("port"), port, "port is not valid: " + problem);
    }
    if (spec.insecureSkipTLSVerify() && trusts) {
      errors.invalid(insecure, true, "may not be true if caBundle is present");
    }
  }

  @Override
  public boolean updatesUnconditionally() {
    return false;
  }

  @Override
  public APIService beforeStatusUpdate(APIService object, APIService old) {
    return object.with(o -> o.spec(old.spec()));
  }

  @Override
  public List<JsonValue> cells(APIService object, Instant now) {
    return Row.of(object.metadata(), now)
        .text(service(object.spec().service()))
        .text(available(object.status()))
        .age(object.metadata())
        .cells();
  }

  private static String service(@Nullable ServiceReference service) {
    return service == null ? "Local" : service.namespace() + "/" + service.name();
  }

  private static String available(APIServiceStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals("Available"))
        .map(condition ->
            condition.status().equals("True")
                ? "True"
                : condition.status() + " (" + condition.reason() + ")")
        .findFirst()
        .orElse("Unknown");
  }
}
