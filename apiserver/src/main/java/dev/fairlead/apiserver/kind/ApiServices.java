package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.apiregistration.v1.APIService;
import dev.fairlead.model.apiregistration.v1.APIServiceCondition;
import dev.fairlead.model.apiregistration.v1.APIServiceSpec;
import dev.fairlead.model.apiregistration.v1.APIServiceStatus;
import dev.fairlead.model.apiregistration.v1.ServiceReference;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** APIServices of apiregistration.k8s.io. */
final class ApiServices extends Kind<APIService> {
  private static final int PORT = 443;
  private static final List<String> STATUSES = List.of("True", "False", "Unknown");

  ApiServices() {
    super(APIService.TYPE);
  }

  @Override
  public boolean checksFinalizers() {
    return false;
  }

  @Override
  public APIService defaults(APIService object) {
    ServiceReference service = object.spec().service();
    return service == null || service.port() != null
        ? object
        : object.with(o -> o.spec(s -> s.service(service.with(r -> r.port(PORT)))));
  }

  @Override
  public List<String> nameProblems(APIService object, String name, boolean isPrefix) {
    List<String> problems = Names.pathSegment(name, false);
    String wanted =
        Texts.orEmpty(object.spec().version()) + "." + Texts.orEmpty(object.spec().group());
    return problems.isEmpty() && !name.equals(wanted)
        ? List.of("must be `spec.version+\".\"+spec.group`: " + GoQuote.quote(wanted))
        : problems;
  }

  @Override
  public APIService beforeCreate(APIService object) {
    return object.with(o -> o.status(APIServiceStatus.TYPE.empty()));
  }

  /** What this server itself serves is there at once. */
  @Override
  public APIService stamped(APIService object, @Nullable APIService old, User user, Instant now) {
    if (old != null || object.spec().service() != null) {
      return object;
    }
    APIServiceCondition available =
        APIServiceCondition.of(c ->
            c.type("Available")
                .status("True")
                .lastTransitionTime(Time.of(now))
                .reason("Local")
                .message("Local APIServices are always available"));
    return object.with(o -> o.status(s -> s.conditions(List.of(available))));
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

  /** Metadata are not the status's to change either. */
  @Override
  public FieldSet neverOwned(String subresource) {
    return subresource.equals("status") ? FieldSet.of("metadata", "spec") : FieldSet.of("status");
  }

  @Override
  public APIService beforeStatusUpdate(APIService object, APIService old) {
    return object.with(
        o -> o.spec(old.spec()).metadata(keptMetadata(object.metadata(), old.metadata())));
  }

  @Override
  public void validateStatusUpdate(APIService object, APIService old, FieldErrors errors) {
    errors.repeat();
    ObjectMetas.validateUpdate(object.metadata(), old.metadata(), Path.of("metadata"), errors);
    for (int i = 0; i < object.status().conditions().size(); i++) {
      String status = object.status().conditions().get(i).status();
      if (!STATUSES.contains(status)) {
        errors.notSupported(
            Path.of("status", "conditions").index(i).child("status"), status, STATUSES);
      }
    }
  }

  /** An update is held to the rules of a new object's metadata, too: it may change the group. */
  @Override
  public void validateUpdate(APIService object, APIService old, FieldErrors errors) {
    errors.repeat();
    ObjectMetas.validateUpdate(object.metadata(), old.metadata(), Path.of("metadata"), errors);
    ObjectMetas.validate(
        object.metadata(),
        false,
        (name, isPrefix) -> nameProblems(object, name, isPrefix),
        Path.of("metadata"),
        errors);
    validate(object, errors);
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
            condition.status().equals("True") || Texts.isEmpty(condition.reason())
                ? condition.status()
                : condition.status() + " (" + condition.reason() + ")")
        .findFirst()
        .orElse("Unknown");
  }
}
