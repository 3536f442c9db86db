package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Equality that doesn't care how amounts are written: {@code 1} is {@code 1000m}. */
public final class SemanticEquality {
  private SemanticEquality() {}

  public static boolean equal(@Nullable Object one, @Nullable Object other) {
    if (one == other || (one != null && one.equals(other))) {
      return true;
    }
    return switch (one) {
      case null -> false;
      case Quantity amount -> other instanceof Quantity that && amount.sameValue(that);
      case List<?> list -> other instanceof List<?> that && lists(list, that);
      case Map<?, ?> map -> other instanceof Map<?, ?> that && maps(map, that);
      case Record part when other != null && part.getClass() == other.getClass() ->
          parts(part, other);
      default -> false;
    };
  }

  private static boolean lists(List<?> one, List<?> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!equal(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean maps(Map<?, ?> one, Map<?, ?> other) {
    return one.keySet().equals(other.keySet())
        && one.keySet().stream().allMatch(key -> equal(one.get(key), other.get(key)));
  }

  private static boolean parts(Record one, Object other) {
    if (one.getClass().getPackage().equals(Quantity.class.getPackage())) {
      return false; // values such as times are equal or they aren't
    }
    return parts(Type.of(one.getClass()), one, other);
  }

  private static <T> boolean parts(Type<T> type, Object one, Object other) {
    T left = type.javaClass().cast(one);
    T right = type.javaClass().cast(other);
    for (int i = 0; i < type.fields().size(); i++) {
      if (!equal(type.get(left, i), type.get(right, i))) {
        return false;
      }
    }
    return true;
  }
}
