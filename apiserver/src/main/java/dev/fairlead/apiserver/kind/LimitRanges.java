package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.ResourceNames;
import dev.fairlead.apiserver.validation.pod.ResourceLists;
import dev.fairlead.model.core.v1.LimitRange;
import dev.fairlead.model.core.v1.LimitRangeItem;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** LimitRanges. */
final class LimitRanges extends Kind<LimitRange> {
  private static final String POD = "Pod";
  private static final String CONTAINER = "Container";
  private static final String CLAIM = "PersistentVolumeClaim";

  private static final Path LIMITS = Path.of("spec", "limits");

  LimitRanges() {
    super(LimitRange.TYPE);
  }

  @Override
  public LimitRange defaults(LimitRange range) {
    List<LimitRangeItem> limits =
        range.spec().limits().stream().map(LimitRanges::defaults).toList();
    return range.with(r -> r.spec(range.spec().with(s -> s.limits(limits))));
  }

  /** A container's default limit is the maximum, its default request the limit or minimum. */
  private static LimitRangeItem defaults(LimitRangeItem given) {
    LimitRangeItem limit =
        given.with(l ->
            l.max(ResourceLists.rounded(given.max()))
                .min(ResourceLists.rounded(given.min()))
                .defaultValue(ResourceLists.rounded(given.defaultValue()))
                .defaultRequest(ResourceLists.rounded(given.defaultRequest()))
                .maxLimitRequestRatio(ResourceLists.rounded(given.maxLimitRequestRatio())));
    if (!limit.type().equals(CONTAINER)) {
      return limit;
    }
    Map<String, Quantity> defaults = new TreeMap<>(limit.defaultValue());
    limit.max().forEach(defaults::putIfAbsent);
    Map<String, Quantity> requests = new TreeMap<>(limit.defaultRequest());
    defaults.forEach(requests::putIfAbsent);
    limit.min().forEach(requests::putIfAbsent);
    return limit.with(l -> l.defaultValue(defaults).defaultRequest(requests));
  }

  /** One without a name gets an identity for it. */
  @Override
  public boolean isNamedByServer() {
    return true;
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public void validate(LimitRange range, FieldErrors errors) {
    Set<String> types = new HashSet<>();
    for (int i = 0; i < range.spec().limits().size(); i++) {
      LimitRangeItem limit = range.spec().limits().get(i);
      Path path = LIMITS.index(i);
      validateType(limit.type(), path.child("type"), errors);
      if (!types.add(limit.type())) {
        errors.duplicate(path.child("type"), limit.type());
      }
      validateNames(limit, path, errors);
      for (String name : names(limit)) {
        validateBounds(limit, name, path, errors);
        validateDefault(limit, name, path, errors);
        validateRatio(limit, name, path, errors);
      }
    }
  }

  private static void validateType(String type, Path path, FieldErrors errors) {
    List<String> problems = Names.qualifiedName(type);
    errors.invalid(path, type, problems);
    if (problems.isEmpty()
        && !type.contains("/")
        && !type.equals(POD)
        && !type.equals(CONTAINER)
        && !type.equals(CLAIM)) {
      errors.invalid(path, type, "must be a standard limit type or fully qualified");
    }
  }

  private static void validateNames(LimitRangeItem limit, Path path, FieldErrors errors) {
    validateNames(limit, limit.max(), path.child("max"), errors);
    validateNames(limit, limit.min(), path.child("min"), errors);
    if (!limit.type().equals(POD)) {
      validateNames(limit, limit.defaultValue(), path.child("default"), errors);
      validateNames(limit, limit.defaultRequest(), path.child("defaultRequest"), errors);
    } else {
      String why = "may not be specified when `type` is 'Pod'";
      if (!limit.defaultValue().isEmpty()) {
        errors.forbidden(path.child("default"), why);
      }
      if (!limit.defaultRequest().isEmpty()) {
        errors.forbidden(path.child("defaultRequest"), why);
      }
    }
    if (limit.type().equals(CLAIM)
        && !limit.min().containsKey(ResourceNames.STORAGE)
        && !limit.max().containsKey(ResourceNames.STORAGE)) {
      errors.required(
          path.child("limits"),
          "either minimum or maximum storage value is required, but neither was provided");
    }
    validateNames(limit, limit.maxLimitRequestRatio(), path.child("maxLimitRequestRatio"), errors);
  }

  private static void validateNames(
      LimitRangeItem limit, Map<String, Quantity> amounts, Path path, FieldErrors errors) {
    boolean forPods = limit.type().equals(POD) || limit.type().equals(CONTAINER);
    for (String name : amounts.keySet()) {
      if (forPods) {
        ResourceNames.validateContainer(name, path.key(name), errors);
      } else {
        ResourceNames.validate(name, path.key(name), errors);
      }
    }
  }

  private static Set<String> names(LimitRangeItem limit) {
    Set<String> names = new TreeSet<>(limit.max().keySet());
    names.addAll(limit.min().keySet());
    names.addAll(limit.maxLimitRequestRatio().keySet());
    if (!limit.type().equals(POD)) {
      names.addAll(limit.defaultValue().keySet());
      names.addAll(limit.defaultRequest().keySet());
    }
    return names;
  }

  private static void validateBounds(
      LimitRangeItem limit, String name, Path path, FieldErrors errors) {
    Quantity min = limit.min().get(name);
    Quantity max = limit.max().get(name);
    Quantity request = limit.type().equals(POD) ? null : limit.defaultRequest().get(name);
    if (min != null && max != null && min.compareTo(max) > 0) {
      errors.invalid(
          path.child("min").key(name),
          min,
          "min value " + min + " is greater than max value " + max);
    }
    Path at = path.child("defaultRequest").key(name);
    if (request != null && min != null && min.compareTo(request) > 0) {
      errors.invalid(
          at, request, "min value " + min + " is greater than default request value " + request);
    }
    if (request != null && max != null && request.compareTo(max) > 0) {
      errors.invalid(
          at, request, "default request value " + request + " is greater than max value " + max);
    }
  }

  private static void validateDefault(
      LimitRangeItem limit, String name, Path path, FieldErrors errors) {
    Quantity value = limit.type().equals(POD) ? null : limit.defaultValue().get(name);
    if (value == null) {
      return;
    }
    Quantity min = limit.min().get(name);
    Quantity max = limit.max().get(name);
    Quantity request = limit.defaultRequest().get(name);
    Path at = path.child("default").key(name);
    Path requestPath = path.child("defaultRequest").key(name);
    if (request != null && request.compareTo(value) > 0) {
      errors.invalid(
          requestPath,
          request,
          "default request value " + request + " is greater than default limit value " + value);
    }
    if (min != null && min.compareTo(value) > 0) {
      errors.invalid(at, min, "min value " + min + " is greater than default value " + value);
    }
    if (max != null && value.compareTo(max) > 0) {
      errors.invalid(at, max, "default value " + value + " is greater than max value " + max);
    }
    if (!ResourceNames.isOvercommitAllowed(name)
        && request != null
        && value.compareTo(request) != 0) {
      errors.invalid(
          requestPath,
          request,
          "default value "
              + value
              + " must equal to defaultRequest value "
              + request
              + " in "
              + name);
    }
  }

  private static void validateRatio(
      LimitRangeItem limit, String name, Path path, FieldErrors errors) {
    Quantity ratio = limit.maxLimitRequestRatio().get(name);
    Quantity min = limit.min().get(name);
    Quantity max = limit.max().get(name);
    Path at = path.child("maxLimitRequestRatio").key(name);
    if (ratio == null) {
      return;
    }
    if (ratio.asBigDecimal().compareTo(BigDecimal.ONE) < 0) {
      errors.invalid(at, ratio, "ratio " + ratio + " is less than 1");
    }
    if (min == null || max == null) {
      return;
    }
    double bound = max.asBigDecimal().doubleValue() / min.asBigDecimal().doubleValue();
    if (ratio.asBigDecimal().doubleValue() > bound) {
      String printed = Double.isInfinite(bound) ? "+Inf" : String.format(Locale.ROOT, "%f", bound);
      errors.invalid(at, ratio, "ratio " + ratio + " is greater than max/min = " + printed);
    }
  }

  @Override
  public List<JsonValue> cells(LimitRange range, Instant now) {
    return Row.plain(range.metadata(), now);
  }
}
