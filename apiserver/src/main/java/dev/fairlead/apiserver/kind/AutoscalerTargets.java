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
    return specs.size() > MAX_SHOWN
        ? text + " + " + (specs.size() - MAX_SHOWN) + " more..."
        : text;
  }

  private static String cell(MetricSpec spec, @Nullable MetricStatus status) {
    return switch (spec.type()) {
      case "External" -> {
        boolean known = status != null && status.external() != null;
        yield spec.external() == null
            ? UNKNOWN
            : valueOrAverage(
                spec.external().target(), known ? status.external().current() : null);
      }
      case "Object" -> {
        boolean known = status != null && status.object() != null;
        yield spec.object() == null
            ? UNKNOWN
            : valueOrAverage(spec.object().target(), known ? status.object().current() : null);
      }
      case "Pods" -> {
        boolean known = status != null && status.pods() != null;
        yield spec.pods() == null
            ? UNKNOWN
            : average(known ? status.pods().current() : null)
                + "/"
                + spec.pods().target().averageValue();
      }
      case "Resource" -> {
        boolean known = status != null && status.resource() != null;
        yield spec.resource() == null
            ? UNKNOWN
            : spec.resource().name()
                + ": "
                + resource(spec.resource().target(), known ? status.resource().current() : null);
      }
      case "ContainerResource" -> {
        boolean known = status != null && status.containerResource() != null;
        yield spec.containerResource() == null
            ? UNKNOWN
            : spec.containerResource().name()
                + ": "
                + resource(
                    spec.containerResource().target(),
                    known ? status.containerResource().current() : null);
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
