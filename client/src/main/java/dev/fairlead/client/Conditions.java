package dev.fairlead.client;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The conditions that objects of most kinds have in their status, read the same way of all. */
public final class Conditions {
  private static final String TRUE = "True";

  private Conditions() {}

  /** Whether the condition of that type, such as Available, is True. As kubectl wait --for. */
  public static Predicate<KubernetesObject> is(String type) {
    return is(type, TRUE);
  }

  /**
   * Whether the condition of that type has that status: True, False or Unknown. Case doesn't
   * matter, and a condition that was observed of an earlier generation of the object doesn't count.
   */
  public static Predicate<KubernetesObject> is(String type, String status) {
    return object ->
        of(object).stream()
            .anyMatch(condition ->
                type.equalsIgnoreCase(condition.string("type"))
                    && status.equalsIgnoreCase(condition.string("status"))
                    && !isOutdated(condition, object.metadata().generation()));
  }

  private static boolean isOutdated(JsonObject condition, long generation) {
    return condition.get("observedGeneration") instanceof JsonNumber observed
        && observed.isLong()
        && observed.longValue() < generation;
  }

  /** What a condition says that doesn't hold, for messages; empty if all hold or there are none. */
  static String unmet(KubernetesObject object) {
    List<String> parts = new ArrayList<>();
    for (JsonObject condition : of(object)) {
      if (!TRUE.equals(condition.string("status"))) {
        parts.add(
            condition.string("type")
                + "="
                + condition.string("status")
                + said(condition.string("reason"), condition.string("message")));
      }
    }
    return String.join(", ", parts);
  }

  private static String said(@Nullable String reason, @Nullable String message) {
    if (reason == null && message == null) {
      return "";
    }
    String between = reason == null || message == null ? "" : ": ";
    return " (" + (reason == null ? "" : reason) + between + (message == null ? "" : message) + ")";
  }

  private static List<JsonObject> of(KubernetesObject object) {
    if (Codec.toTree(object) instanceof JsonObject tree
        && tree.get("status") instanceof JsonObject status
        && status.get("conditions") instanceof JsonArray conditions) {
      return conditions.items().stream()
          .filter(JsonObject.class::isInstance)
          .map(JsonObject.class::cast)
          .toList();
    }
    return List.of();
  }
}
