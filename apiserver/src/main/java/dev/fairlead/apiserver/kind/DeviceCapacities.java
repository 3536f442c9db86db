package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.resource.v1.CapacityRequestPolicy;
import dev.fairlead.model.resource.v1.CapacityRequestPolicyRange;
import dev.fairlead.model.resource.v1.DeviceCapacity;
import dev.fairlead.model.value.Quantity;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How much a device has of what can be asked for in amounts, and which amounts. */
final class DeviceCapacities {
  /** Go: CapacityRequestPolicyDiscreteMaxOptions. */
  private static final int MAX_VALUES = 10;

  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private DeviceCapacities() {}

  static void validate(
      Map<String, DeviceCapacity> capacities, boolean shared, Path path, FieldErrors errors) {
    capacities.forEach((name, capacity) -> {
      DeviceAttributes.validateName(name, path, errors);
      CapacityRequestPolicy policy = capacity.requestPolicy();
      Path at = path.key(name).child("requestPolicy");
      if (policy != null && !shared) {
        errors.forbidden(at, "allowMultipleAllocations must be true");
      } else if (policy != null) {
        Quantity all = Objects.requireNonNullElse(capacity.value(), Quantity.ZERO);
        validate(policy, all, at, errors);
      }
    });
  }

  private static void validate(
      CapacityRequestPolicy policy, Quantity all, Path path, FieldErrors errors) {
    CapacityRequestPolicyRange range = policy.validRange();
    Quantity usual = policy.defaultValue();
    if (!policy.validValues().isEmpty() && range != null) {
      errors.forbidden(
          path,
          "exactly one policy can be specified, cannot specify \"validValues\" and \"validRange\""
              + " at the same time");
    } else if (!policy.validValues().isEmpty()) {
      if (usual == null) {
        errors.required(path.child("default"), "required when validValues is defined");
      } else {
        validateValues(policy.validValues(), usual, all, path.child("validValues"), errors);
      }
    } else if (range != null) {
      if (usual == null) {
        errors.required(path.child("default"), "required when validRange is defined");
      } else {
        validateRange(range, usual, all, path.child("validRange"), errors);
      }
    }
  }

  private static void validateValues(
      List<Quantity> values, Quantity usual, Quantity all, Path path, FieldErrors errors) {
    for (int i = 1; i < values.size(); i++) {
      if (values.get(i - 1).compareTo(values.get(i)) > 0) {
        errors.invalid(
            path.index(i), values.get(i).toString(), "values must be sorted in ascending order");
      }
    }
    boolean found = false;
    if (values.size() > MAX_VALUES) {
      errors.tooMany(path, values.size(), MAX_VALUES);
    } else {
      for (int i = 0; i < values.size(); i++) {
        above(values.get(i), all, "option", path.index(i), errors);
        found |= values.get(i).compareTo(usual) == 0;
      }
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < values.size(); i++) {
        String plain = values.get(i).asBigDecimal().toPlainString();
        if (!seen.add(plain)) {
          errors.duplicate(path.index(i), plain);
        }
      }
    }
    if (!found) {
      errors.invalid(
          path, usual.toString(), "default value is not valid according to the requestPolicy");
    }
  }

  private static void above(
      Quantity value, Quantity all, String what, Path path, FieldErrors errors) {
    if (value.compareTo(all) > 0) {
      errors.invalid(path, value.toString(), what + " is larger than capacity value: " + all);
    }
  }

  private static void validateRange(
      CapacityRequestPolicyRange range,
      Quantity usual,
      Quantity all,
      Path path,
      FieldErrors errors) {
    Quantity min = range.min();
    Quantity max = range.max();
    if (min == null) {
      errors.required(path.child("min"), "required when validRange is defined");
      return;
    }
    above(min, all, "min", path.child("min"), errors);
    if (usual.compareTo(min) < 0) {
      errors.invalid(path.child("default"), usual.toString(), "default is less than min: " + min);
    }
    if (max != null) {
      if (min.compareTo(max) > 0) {
        errors.invalid(path.child("max"), min.toString(), "min is larger than max: " + max);
      }
      above(max, all, "max", path.child("max"), errors);
      if (usual.compareTo(max) > 0) {
        errors.invalid(path.child("default"), usual.toString(), "default is more than max: " + max);
      }
    }
    boolean millis =
        isFractional(usual) || isFractional(min) || isFractional(max) || isFractional(range.step());
    if (!millis || isWhole(range, usual, path, errors)) {
      validateStep(range, min, usual, all, millis, path, errors);
    }
  }

  private static boolean isFractional(@Nullable Quantity quantity) {
    return quantity != null && quantity.asBigDecimal().remainder(BigDecimal.ONE).signum() != 0;
  }

  /** Whether all are whole thousandths. */
  private static boolean isWhole(
      CapacityRequestPolicyRange range, Quantity usual, Path path, FieldErrors errors) {
    int before = errors.size();
    each(
        range,
        usual,
        (name, quantity) -> {
          BigDecimal thousandths = quantity.asBigDecimal().movePointRight(3);
          if (thousandths.remainder(BigDecimal.ONE).signum() != 0
              || thousandths.abs().compareTo(MAX_LONG) > 0) {
            errors.invalid(
                path.child(name),
                quantity.toString(),
                "value cannot be represented as a milli value");
          }
        });
    return errors.size() == before;
  }

  private static void each(
      CapacityRequestPolicyRange range,
      Quantity usual,
      java.util.function.BiConsumer<String, Quantity> action) {
    action.accept("default", usual);
    if (range.min() != null) {
      action.accept("min", range.min());
    }
    if (range.max() != null) {
      action.accept("max", range.max());
    }
    if (range.step() != null) {
      action.accept("step", range.step());
    }
  }

  private static void validateStep(
      CapacityRequestPolicyRange range,
      Quantity min,
      Quantity usual,
      Quantity all,
      boolean millis,
      Path path,
      FieldErrors errors) {
    Quantity step = range.step();
    if (step == null) {
      return;
    }
    Path at = path.child("step");
    if (step.signum() <= 0) {
      errors.invalid(at, step.toString(), "must be greater than zero");
      return;
    }
    Quantity first = min.add(step);
    if (first.compareTo(all) > 0) {
      errors.invalid(
          at, step.toString(), "one step " + first + " is larger than capacity value: " + all);
    }
    int before = errors.size();
    if (!millis) {
      each(range, usual, (name, quantity) -> validateLong(quantity, path.child(name), errors));
    }
    if (errors.size() == before) {
      validateMultiple(usual, min, step, at, errors);
      if (range.max() != null) {
        validateMultiple(range.max(), min, step, at, errors);
      }
    }
  }

  private static void validateLong(Quantity quantity, Path path, FieldErrors errors) {
    if (quantity.signum() < 0) {
      errors.invalid(path, quantity.toString(), "must be greater than or equal to 0");
    } else if (quantity.asBigDecimal().compareTo(MAX_LONG) > 0) {
      errors.invalid(path, quantity.toString(), "must not be larger than " + Long.MAX_VALUE);
    }
  }

  private static void validateMultiple(
      Quantity value, Quantity min, Quantity step, Path path, FieldErrors errors) {
    BigDecimal rest =
        value.asBigDecimal().subtract(min.asBigDecimal()).remainder(step.asBigDecimal());
    if (rest.signum() != 0) {
      errors.invalid(
          path,
          value.toString(),
          "value is not a multiple of a given step (" + step + ") from (" + min + ")");
    }
  }
}
