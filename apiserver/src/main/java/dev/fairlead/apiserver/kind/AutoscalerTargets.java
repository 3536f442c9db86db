package dev.fairlead.apiserver.kind;

import dev.fairlead.model.autoscaling.v2.MetricSpec;
import dev.fairlead.model.autoscaling.v2.MetricStatus;
import dev.fairlead.model.autoscaling.v2.MetricTarget;
import dev.fairlead.model.autoscaling.v2.MetricValueStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cell of an autoscaler that shows what is measured and what is aimed at. */
final class AutoscalerTargets {
  private static final String UNKNOWN = "<unknown>";

  /** Metrics in the cell. */
  private static final int MAX_SHOWN = 2;

  private AutoscalerTargets() {}

  static String cell(List<MetricSpec> specs, List<MetricStatus> statuses) {
    if (specs.isEmpty()) {
      return Row.NONE;
    }
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(specs.size(), MAX_SHOWN); i++) {
      shown.add(cell(specs.get(i), i < statuses.size() ? statuses.get(i) : null));
    }
    String text = String.join(", ", shown);
    return specs.size() > MAX_SHOWN ? text + " + " + (specs.size() - MAX_SHOWN) + " more..." : text;
  }

  private static String cell(MetricSpec spec, @Nullable MetricStatus status) {
    return switch (spec.type()) {
      case "External" -> {
        var now = status == null ? null : status.external();
        yield spec.external() == null
            ? UNKNOWN
            : valueOrAverage(spec.external().target(), now == null ? null : now.current());
      }
      case "Object" -> {
        var now = status == null ? null : status.object();
        yield spec.object() == null
            ? UNKNOWN
            : valueOrAverage(spec.object().target(), now == null ? null : now.current());
      }
      case "Pods" -> {
        var now = status == null ? null : status.pods();
        yield spec.pods() == null
            ? UNKNOWN
            : average(now == null ? null : now.current())
                + "/"
                + spec.pods().target().averageValue();
      }
      case "Resource" -> {
        var now = status == null ? null : status.resource();
        yield spec.resource() == null
            ? UNKNOWN
            : spec.resource().name()
                + ": "
                + resource(spec.resource().target(), now == null ? null : now.current());
      }
      case "ContainerResource" -> {
        var now = status == null ? null : status.containerResource();
        yield spec.containerResource() == null
            ? UNKNOWN
            : spec.containerResource().name()
                + ": "
                + resource(spec.containerResource().target(), now == null ? null : now.current());
      }
      default -> "<unknown type>";
    };
  }

  private static String valueOrAverage(MetricTarget target, @Nullable MetricValueStatus current) {
    if (target.averageValue() != null) {
      return average(current) + "/" + target.averageValue() + " (avg)";
    }
    String value = current == null ? UNKNOWN : Objects.toString(current.value(), "0");
    return value + "/" + target.value();
  }

  private static String average(@Nullable MetricValueStatus current) {
    return current == null || current.averageValue() == null
        ? UNKNOWN
        : current.averageValue().toString();
  }

  private static String resource(MetricTarget target, @Nullable MetricValueStatus current) {
    if (target.averageValue() != null) {
      return average(current) + "/" + target.averageValue();
    }
    Integer now = current == null ? null : current.averageUtilization();
    Integer aim = target.averageUtilization();
    return (now == null ? UNKNOWN : now + "%") + "/" + (aim == null ? "<auto>" : aim + "%");
  }
}
