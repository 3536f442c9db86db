package dev.fairlead.apiserver.admission;

import dev.fairlead.model.core.v1.LimitRangeItem;
import dev.fairlead.model.value.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares requests and limits with one item of a LimitRange. */
final class Bounds {
  private final LimitRangeItem item;
  private final Collection<String> problems;

  private Bounds(LimitRangeItem item, Collection<String> problems) {
    this.item = item;
    this.problems = problems;
  }

  static void check(
      LimitRangeItem item,
      Map<String, Quantity> requests,
      Map<String, Quantity> limits,
      Collection<String> problems) {
    Bounds bounds = new Bounds(item, problems);
    item.min()
        .forEach(
            (name, bound) -> bounds.atLeast(name, bound, requests.get(name), limits.get(name)));
    item.max()
        .forEach((name, bound) -> bounds.atMost(name, bound, requests.get(name), limits.get(name)));
    item.maxLimitRequestRatio()
        .forEach((name, bound) -> bounds.ratio(name, bound, requests.get(name), limits.get(name)));
  }

  /** For what has requests only. */
  static void checkRequests(
      LimitRangeItem item, Map<String, Quantity> requests, Collection<String> problems) {
    Bounds bounds = new Bounds(item, problems);
    item.min().forEach((name, bound) -> bounds.atLeast(name, bound, requests.get(name), null));
    item.max()
        .forEach((name, bound) -> {
          Quantity request = requests.get(name);
          if (request == null) {
            bounds.problem("maximum", name, bound, ".  No request is specified");
          } else if (request.compareTo(bound) > 0) {
            bounds.problem("maximum", name, bound, ", but request is " + request);
          }
        });
  }

  private void atLeast(
      String name, Quantity bound, @Nullable Quantity request, @Nullable Quantity limit) {
    if (request == null) {
      problem("minimum", name, bound, ".  No request is specified");
    } else if (request.compareTo(bound) < 0) {
      problem("minimum", name, bound, ", but request is " + request);
    } else if (limit != null && limit.compareTo(bound) < 0) {
      problem("minimum", name, bound, ", but limit is " + limit);
    }
  }

  private void atMost(
      String name, Quantity bound, @Nullable Quantity request, @Nullable Quantity limit) {
    if (limit == null) {
      problem("maximum", name, bound, ".  No limit is specified");
    } else if (limit.compareTo(bound) > 0) {
      problem("maximum", name, bound, ", but limit is " + limit);
    } else if (request != null && request.compareTo(bound) > 0) {
      problem("maximum", name, bound, ", but request is " + request);
    }
  }

  private void ratio(
      String name, Quantity bound, @Nullable Quantity request, @Nullable Quantity limit) {
    String start = name + " max limit to request ratio per " + item.type() + " is " + bound;
    if (request == null || request.isZero()) {
      problems.add(start + ", but no request is specified or request is 0");
    } else if (limit == null || limit.isZero()) {
      problems.add(start + ", but no limit is specified or limit is 0");
    } else {
      BigDecimal ratio = limit.asBigDecimal().divide(request.asBigDecimal(), MathContext.DECIMAL64);
      if (ratio.compareTo(bound.asBigDecimal()) > 0) {
        String shown = ratio.setScale(6, RoundingMode.HALF_EVEN).toPlainString();
        problems.add(start + ", but provided ratio is " + shown);
      }
    }
  }

  private void problem(String which, String name, Quantity bound, String what) {
    problems.add(which + " " + name + " usage per " + item.type() + " is " + bound + what);
  }
}
