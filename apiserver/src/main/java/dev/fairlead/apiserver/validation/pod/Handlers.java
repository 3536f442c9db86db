package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.ExecAction;
import dev.fairlead.model.core.v1.HTTPGetAction;
import dev.fairlead.model.core.v1.Lifecycle;
import dev.fairlead.model.core.v1.LifecycleHandler;
import dev.fairlead.model.core.v1.Probe;
import dev.fairlead.model.core.v1.SleepAction;
import dev.fairlead.model.value.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks probes and hooks, which do one thing of a few. */
final class Handlers {
  private static final List<String> SCHEMES = List.of("HTTP", "HTTPS");

  private Handlers() {}

  /** Hooks and the three probes of a container. */
  static void validate(
      Container container, Path path, @Nullable Long gracePeriod, FieldErrors errors) {
    Lifecycle lifecycle = container.lifecycle();
    if (lifecycle != null) {
      Path at = path.child("lifecycle");
      hook(lifecycle.postStart(), at.child("postStart"), gracePeriod, errors);
      hook(lifecycle.preStop(), at.child("preStop"), gracePeriod, errors);
    }
    Probe liveness = container.livenessProbe();
    if (liveness != null) {
      probe(liveness, path.child("livenessProbe"), errors);
      oneSuccess(liveness, path.child("livenessProbe"), errors);
    }
    Probe readiness = container.readinessProbe();
    if (readiness != null) {
      Path at = path.child("readinessProbe");
      probe(readiness, at, errors);
      if (readiness.terminationGracePeriodSeconds() != null) {
        errors.invalid(
            at.child("terminationGracePeriodSeconds"),
            readiness.terminationGracePeriodSeconds(),
            "must not be set for readinessProbes");
      }
    }
    Probe startup = container.startupProbe();
    if (startup != null) {
      probe(startup, path.child("startupProbe"), errors);
      oneSuccess(startup, path.child("startupProbe"), errors);
    }
  }

  private static void oneSuccess(Probe probe, Path path, FieldErrors errors) {
    if (probe.successThreshold() != 1) {
      errors.invalid(path.child("successThreshold"), probe.successThreshold(), "must be 1");
    }
  }

  private static void probe(Probe probe, Path path, FieldErrors errors) {
    OneOf one = new OneOf(path, errors);
    common(probe.exec(), probe.httpGet(), one, errors);
    if (probe.tcpSocket() != null && one.takes("tcpSocket")) {
      Ports.validateNumberOrName(probe.tcpSocket().port(), one.port("tcpSocket"), errors);
    }
    if (probe.grpc() != null && one.takes("grpc")) {
      IntOrString port = IntOrString.ofInt(probe.grpc().port());
      Ports.validateNumberOrName(port, one.port("grpc"), errors);
    }
    one.finish();
    for (var each :
        List.of(
            new Numbered("initialDelaySeconds", probe.initialDelaySeconds()),
            new Numbered("timeoutSeconds", probe.timeoutSeconds()),
            new Numbered("periodSeconds", probe.periodSeconds()),
            new Numbered("successThreshold", probe.successThreshold()),
            new Numbered("failureThreshold", probe.failureThreshold()))) {
      ObjectMetas.nonNegative(each.value, path.child(each.field), errors);
    }
    Long grace = probe.terminationGracePeriodSeconds();
    if (grace != null && grace <= 0) {
      errors.invalid(path.child("terminationGracePeriodSeconds"), grace, "must be greater than 0");
    }
  }

  private static void hook(
      @Nullable LifecycleHandler handler,
      Path path,
      @Nullable Long gracePeriod,
      FieldErrors errors) {
    if (handler == null) {
      return;
    }
    OneOf one = new OneOf(path, errors);
    common(handler.exec(), handler.httpGet(), one, errors);
    if (handler.tcpSocket() != null && one.takes("tcpSocket")) {
      Ports.validateNumberOrName(handler.tcpSocket().port(), one.port("tcpSocket"), errors);
    }
    SleepAction sleep = handler.sleep();
    if (sleep != null
        && one.takes("sleep")
        && gracePeriod != null
        && (sleep.seconds() < 0 || sleep.seconds() > gracePeriod)) {
      errors.invalid(
          path.child("sleep"),
          sleep.seconds(),
          "must be non-negative and less than terminationGracePeriodSeconds (" + gracePeriod + ")");
    }
    one.finish();
  }

  private static void common(
      @Nullable ExecAction exec, @Nullable HTTPGetAction http, OneOf one, FieldErrors errors) {
    if (exec != null && one.takes("exec") && exec.command().isEmpty()) {
      errors.required(one.path.child("exec", "command"), "");
    }
    if (http != null && one.takes("httpGet")) {
      http(http, one.path.child("httpGet"), errors);
    }
  }

  private static void http(HTTPGetAction action, Path path, FieldErrors errors) {
    if (isEmpty(action.path())) {
      errors.required(path.child("path"), "");
    }
    Ports.validateNumberOrName(action.port(), path.child("port"), errors);
    String scheme = orEmpty(action.scheme());
    if (!SCHEMES.contains(scheme)) {
      errors.notSupported(path.child("scheme"), scheme, SCHEMES);
    }
    action
        .httpHeaders()
        .forEach(header ->
            errors.invalid(
                path.child("httpHeaders"), header.name(), Names.httpHeader(header.name())));
  }

  private record Numbered(String field, int value) {}

  /** Lets the first kind of handler pass and none after it. */
  private static final class OneOf {
    private final Path path;
    private final FieldErrors errors;
    private boolean taken;

    OneOf(Path path, FieldErrors errors) {
      this.path = path;
      this.errors = errors;
    }

    boolean takes(String field) {
      if (taken) {
        errors.forbidden(path.child(field), "may not specify more than 1 handler type");
        return false;
      }
      taken = true;
      return true;
    }

    Path port(String field) {
      return path.child(field, "port");
    }

    void finish() {
      if (!taken) {
        errors.required(path, "must specify a handler type");
      }
    }
  }
}
