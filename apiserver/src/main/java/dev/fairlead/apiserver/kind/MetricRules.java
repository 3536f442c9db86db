package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.ResourceNames;
import dev.fairlead.model.autoscaling.v2.ContainerResourceMetricSource;
import dev.fairlead.model.autoscaling.v2.ExternalMetricSource;
import dev.fairlead.model.autoscaling.v2.MetricIdentifier;
import dev.fairlead.model.autoscaling.v2.MetricSpec;
import dev.fairlead.model.autoscaling.v2.MetricTarget;
import dev.fairlead.model.autoscaling.v2.ObjectMetricSource;
import dev.fairlead.model.autoscaling.v2.PodsMetricSource;
import dev.fairlead.model.autoscaling.v2.ResourceMetricSource;
import dev.fairlead.model.value.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is wrong with one metric of an autoscaler. */
final class MetricRules {
  private static final List<String> TYPES =
      List.of("ContainerResource", "External", "Object", "Pods", "Resource");
  private static final List<String> TARGET_TYPES =
      List.of("Utilization", "Value", "AverageValue");

  private MetricRules() {}

  static void validate(
      MetricSpec metric, AutoscalerRules.ApiVersionRule rule, Path path, FieldErrors errors) {
    Path typePath = path.child("type");
    boolean known = TYPES.contains(metric.type());
    if (metric.type().isEmpty()) {
      errors.required(typePath, "must specify a metric source type");
    }
    if (!known) {
      errors.notSupported(typePath, metric.type(), TYPES);
    }
    Map<String, Runnable> present = sources(metric, rule, path, errors);
    present.values().stream().findFirst().ifPresent(Runnable::run);
    String expected = known ? fieldOf(metric.type()) : "";
    if (known && !present.containsKey(expected)) {
      errors.required(
          path.child(expected), "must populate information for the given metric source");
    }
    if (present.size() != 1) {
      present.keySet().stream()
          .filter(name -> !name.equals(expected))
          .forEach(name ->
              errors.forbidden(path.child(name), "must populate the given metric source only"));
    }
  }

  private static String fieldOf(String type) {
    return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
  }

  /** The sources that are set, in the order of checks, each with its check. */
  private static Map<String, Runnable> sources(
      MetricSpec metric, AutoscalerRules.ApiVersionRule rule, Path path, FieldErrors errors) {
    Map<String, Runnable> sources = new LinkedHashMap<>();
    ObjectMetricSource object = metric.object();
    if (object != null) {
      sources.put("object", () -> validate(object, rule, path.child("object"), errors));
    }
    ExternalMetricSource external = metric.external();
    if (external != null) {
      sources.put("external", () -> validate(external, path.child("external"), errors));
    }
    PodsMetricSource pods = metric.pods();
    if (pods != null) {
      sources.put("pods", () -> validate(pods, path.child("pods"), errors));
    }
    ResourceMetricSource resource = metric.resource();
    if (resource != null) {
      sources.put("resource", () -> validate(resource, path.child("resource"), errors));
    }
    ContainerResourceMetricSource container = metric.containerResource();
    if (container != null) {
      sources.put(
          "containerResource", () -> validate(container, path.child("containerResource"), errors));
    }
    return sources;
  }

  private static void validate(
      ObjectMetricSource source,
      AutoscalerRules.ApiVersionRule rule,
      Path path,
      FieldErrors errors) {
    AutoscalerRules.validate(
        source.describedObject(), rule, path.child("describedObject"), errors);
    validate(source.metric(), path.child("metric"), errors);
    MetricTarget target = source.target();
    validate(target, path.child("target"), errors);
    if (target.value() == null && target.averageValue() == null) {
      errors.required(
          path.child("target", "averageValue"),
          "must set either a target value or averageValue");
    }
  }

  private static void validate(ExternalMetricSource source, Path path, FieldErrors errors) {
    validate(source.metric(), path.child("metric"), errors);
    MetricTarget target = source.target();
    validate(target, path.child("target"), errors);
    if (target.value() == null && target.averageValue() == null) {
      errors.required(
          path.child("target", "averageValue"),
          "must set either a target value for metric or a per-pod target");
    }
    if (target.value() != null && target.averageValue() != null) {
      errors.forbidden(
          path.child("target", "value"),
          "may not set both a target value for metric and a per-pod target");
    }
  }

  private static void validate(PodsMetricSource source, Path path, FieldErrors errors) {
    validate(source.metric(), path.child("metric"), errors);
    validate(source.target(), path.child("target"), errors);
    if (source.target().averageValue() == null) {
      errors.required(
          path.child("target", "averageValue"), "must specify a positive target averageValue");
    }
  }

  private static void validate(
      ContainerResourceMetricSource source, Path path, FieldErrors errors) {
    validateName(source.name(), path, errors);
    if (!source.name().isEmpty()) {
      ResourceNames.validateContainer(source.name(), path.child("name"), errors);
    }
    if (source.container().isEmpty()) {
      errors.required(path.child("container"), "must specify a container");
    } else {
      errors.invalid(
          path.child("container"), source.container(), Names.label(source.container()));
    }
    validateResource(source.target(), path.child("target"), errors);
  }

  private static void validate(ResourceMetricSource source, Path path, FieldErrors errors) {
    validateName(source.name(), path, errors);
    validateResource(source.target(), path.child("target"), errors);
  }

  private static void validateName(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path.child("name"), "must specify a resource name");
    }
  }

  private static void validateResource(MetricTarget target, Path path, FieldErrors errors) {
    validate(target, path, errors);
    if (target.averageUtilization() == null && target.averageValue() == null) {
      errors.required(
          path.child("averageUtilization"),
          "must set either a target raw value or a target utilization");
    }
    if (target.averageUtilization() != null && target.averageValue() != null) {
      errors.forbidden(
          path.child("averageValue"),
          "may not set both a target raw value and a target utilization");
    }
  }

  private static void validate(MetricTarget target, Path path, FieldErrors errors) {
    if (target.type().isEmpty()) {
      errors.required(path.child("type"), "must specify a metric target type");
    }
    if (!TARGET_TYPES.contains(target.type())) {
      errors.invalid(
          path.child("type"),
          target.type(),
          "must be either Utilization, Value, or AverageValue");
    }
    requirePositive(target.value(), path.child("value"), errors);
    requirePositive(target.averageValue(), path.child("averageValue"), errors);
    Integer utilization = target.averageUtilization();
    if (utilization != null && utilization < 1) {
      errors.invalid(
          path.child("averageUtilization"), utilization, "must be greater than 0");
    }
  }

  private static void requirePositive(@Nullable Quantity value, Path path, FieldErrors errors) {
    if (value != null && value.signum() <= 0) {
      errors.invalid(path, Objects.toString(value), "must be positive");
    }
  }

  private static void validate(MetricIdentifier metric, Path path, FieldErrors errors) {
    if (metric.name().isEmpty()) {
      errors.required(path.child("name"), "must specify a metric name");
    } else {
      errors.invalid(path.child("name"), metric.name(), Names.pathSegment(metric.name()));
    }
  }
}
