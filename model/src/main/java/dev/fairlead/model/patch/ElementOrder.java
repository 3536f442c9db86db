package dev.fairlead.model.patch;

import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the items of a merged list in order: those that the patch names as the patch has them, all
 * others as the server has them, and the two interleaved by the server's order where it knows both.
 */
final class ElementOrder {
  /** Items up to which Go's stable sort inserts one by one; blockSize in its package sort. */
  private static final int GO_INSERTION_LIMIT = 20;

  /**
   * Where items stand in a list.
   *
   * @param mergeKey the key of objects; null for scalars
   * @param positions by the item's identity
   */
  private record Order(@Nullable String mergeKey, Map<JsonValue, Integer> positions) {
    static Order of(List<JsonValue> items, @Nullable String mergeKey) {
      return new Order(mergeKey, Elements.positions(items, mergeKey));
    }

    /** The position of the item, or -1. */
    int of(JsonValue item) {
      JsonValue identity = Elements.identity(item, mergeKey);
      return identity == null ? -1 : positions.getOrDefault(identity, -1);
    }
  }

  private ElementOrder() {}

  /**
   * Orders a merged list.
   *
   * @param merged the items
   * @param wanted the patch's order
   * @param server the server's order
   * @param mergeKey the key of objects; empty for scalars
   * @param objects whether the items are objects
   */
  static List<JsonValue> arrange(
      List<JsonValue> merged,
      List<JsonValue> wanted,
      List<JsonValue> server,
      String mergeKey,
      boolean objects,
      Place place) {
    Set<JsonValue> named = new HashSet<>();
    for (JsonValue item : wanted) {
      JsonValue identity = mergeKey.isEmpty() ? item : Elements.identity(item, mergeKey);
      if (identity != null) {
        named.add(identity);
      }
    }
    List<JsonValue> patchItems = new ArrayList<>();
    List<JsonValue> serverOnly = new ArrayList<>();
    for (JsonValue item : merged) {
      JsonValue identity = mergeKey.isEmpty() ? item : Elements.key(item, mergeKey, place);
      (named.contains(identity) ? patchItems : serverOnly).add(item);
    }
    String key = objects ? mergeKey : null;
    return interleaved(
        sorted(serverOnly, server, key, place),
        sorted(patchItems, wanted, key, place),
        Order.of(server, key));
  }

  /** The items in the order of another list; objects to be deleted come last. */
  static List<JsonValue> sorted(
      List<JsonValue> items, List<JsonValue> order, @Nullable String mergeKey, Place place) {
    List<JsonValue> kept = new ArrayList<>(items);
    List<JsonValue> deleted = new ArrayList<>();
    if (mergeKey != null) {
      Elements.requireKeys(items, mergeKey, place);
      Elements.requireKeys(order, mergeKey, place);
      kept.removeIf(item -> {
        boolean delete = isDeletion(item);
        if (delete) {
          deleted.add(item);
        }
        return delete;
      });
    }
    sort(kept, Order.of(order, mergeKey));
    kept.addAll(deleted);
    return kept;
  }

  static boolean isDeletion(JsonValue item) {
    return item instanceof JsonObject object && Directives.marks(object, Directives.DELETE);
  }

  /**
   * Sorts as Go does. An item that the order doesn't know is less than any other there, also than
   * one that is less than itself; so where it ends up is a matter of the algorithm.
   */
  private static void sort(List<JsonValue> items, Order order) {
    boolean allKnown = items.stream().allMatch(item -> order.of(item) >= 0);
    if (allKnown || items.size() > GO_INSERTION_LIMIT) {
      items.sort(Comparator.comparingInt(order::of)); // unknown first, beyond the limit ours to say
      return;
    }
    for (int i = 1; i < items.size(); i++) {
      for (int j = i; j > 0 && less(items.get(j), items.get(j - 1), order); j--) {
        items.set(j, items.set(j - 1, items.get(j)));
      }
    }
  }

  private static boolean less(JsonValue left, JsonValue right, Order order) {
    int l = order.of(left);
    int r = order.of(right);
    return l < 0 || r < 0 || l < r;
  }

  /** Merges two sorted lists; an item of the first goes first only where the order says so. */
  private static List<JsonValue> interleaved(
      List<JsonValue> first, List<JsonValue> second, Order order) {
    List<JsonValue> all = new ArrayList<>(first.size() + second.size());
    int i = 0;
    for (JsonValue item : second) {
      int position = order.of(item);
      while (i < first.size() && position >= 0) {
        int other = order.of(first.get(i));
        if (other < 0 || other >= position) {
          break;
        }
        all.add(first.get(i++));
      }
      all.add(item);
    }
    all.addAll(first.subList(i, first.size()));
    return all;
  }
}
