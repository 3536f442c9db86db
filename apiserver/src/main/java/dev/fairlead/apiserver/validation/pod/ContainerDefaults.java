package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.EnvVar;
import dev.fairlead.model.core.v1.EnvVarSource;
import dev.fairlead.model.core.v1.HTTPGetAction;
import dev.fairlead.model.core.v1.Lifecycle;
import dev.fairlead.model.core.v1.LifecycleHandler;
import dev.fairlead.model.core.v1.ObjectFieldSelector;
import dev.fairlead.model.core.v1.Probe;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fills in what every container gets. */
final class ContainerDefaults {
  private static final int PROBE_TIMEOUT_SECONDS = 1;
  private static final int PROBE_PERIOD_SECONDS = 10;
  private static final int PROBE_SUCCESSES = 1;
  private static final int PROBE_FAILURES = 3;

  private ContainerDefaults() {}

  static Container of(Container container) {
    return container.with(c ->
        c.imagePullPolicy(pullPolicy(container.imagePullPolicy(), orEmpty(container.image())))
            .terminationMessagePath(
                Absent.or(container.terminationMessagePath(), "/dev/termination-log"))
            .terminationMessagePolicy(Absent.or(container.terminationMessagePolicy(), "File"))
            .ports(
                container.ports().stream()
                    .map(p -> p.with(x -> x.protocol(Absent.or(p.protocol(), "TCP"))))
                    .toList())
            .env(container.env().stream().map(ContainerDefaults::variable).toList())
            .resources(Objects.requireNonNull(ResourceLists.rounded(container.resources())))
            .livenessProbe(probe(container.livenessProbe()))
            .readinessProbe(probe(container.readinessProbe()))
            .startupProbe(probe(container.startupProbe()))
            .lifecycle(lifecycle(container.lifecycle())));
  }

  /** Images that may move are pulled each time. */
  static String pullPolicy(@Nullable String policy, String image) {
    return Absent.or(policy, ImageReferences.isLatest(image) ? "Always" : "IfNotPresent");
  }

  static ObjectFieldSelector field(ObjectFieldSelector selector) {
    return isEmpty(selector.apiVersion()) ? selector.with(s -> s.apiVersion("v1")) : selector;
  }

  private static EnvVar variable(EnvVar variable) {
    EnvVarSource from = variable.valueFrom();
    if (from == null) {
      return variable;
    }
    var field = from.fieldRef();
    var file = from.fileKeyRef();
    return variable.with(v ->
        v.valueFrom(
            from.with(f ->
                f.fieldRef(field == null ? null : field(field))
                    .fileKeyRef(
                        file == null || file.optional() != null
                            ? file
                            : file.with(k -> k.optional(false))))));
  }

  private static @Nullable Probe probe(@Nullable Probe probe) {
    if (probe == null) {
      return null;
    }
    var grpc = probe.grpc();
    return probe.with(p ->
        p.timeoutSeconds(or(probe.timeoutSeconds(), PROBE_TIMEOUT_SECONDS))
            .periodSeconds(or(probe.periodSeconds(), PROBE_PERIOD_SECONDS))
            .successThreshold(or(probe.successThreshold(), PROBE_SUCCESSES))
            .failureThreshold(or(probe.failureThreshold(), PROBE_FAILURES))
            .httpGet(http(probe.httpGet()))
            .grpc(grpc == null || grpc.service() != null ? grpc : grpc.with(g -> g.service(""))));
  }

  private static int or(int value, int fallback) {
    return value == 0 ? fallback : value;
  }

  private static @Nullable Lifecycle lifecycle(@Nullable Lifecycle lifecycle) {
    return lifecycle == null
        ? null
        : lifecycle.with(
            l -> l.postStart(handler(lifecycle.postStart())).preStop(handler(lifecycle.preStop())));
  }

  private static @Nullable LifecycleHandler handler(@Nullable LifecycleHandler handler) {
    return handler == null ? null : handler.with(h -> h.httpGet(http(handler.httpGet())));
  }

  private static @Nullable HTTPGetAction http(@Nullable HTTPGetAction action) {
    return action == null
        ? null
        : action.with(
            a -> a.path(Absent.or(action.path(), "/")).scheme(Absent.or(action.scheme(), "HTTP")));
  }
}
