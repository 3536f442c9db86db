package dev.fairlead.model.codec;

import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A message as protobuf nests it: what JSON inlines may be a message of its own there (the source
 * of a Volume, say), so the fields of one type can form a small tree.
 */
final class ProtobufNode {
  /** A field number of the node: a field of the type, or a node below. */
  static final class Slot {
    final int number;
    final int index;
    final @Nullable Shape shape;
    final @Nullable ProtobufNode below;

    /** Whole values of this field, for the dictionary. */
    final int sort = Dictionary.newSort();

    private Slot(int number, int index, @Nullable Shape shape, @Nullable ProtobufNode below) {
      this.number = number;
      this.index = index;
      this.shape = shape;
      this.below = below;
    }
  }

  /** By field number; null where the type has no such field. */
  private final @Nullable Slot[] byNumber;

  /** In the order of the numbers. */
  final Slot[] slots;

  private ProtobufNode(Slot[] slots) {
    this.slots = slots;
    int highest = slots.length == 0 ? 0 : slots[slots.length - 1].number;
    byNumber = new Slot[highest + 1];
    for (Slot slot : slots) {
      byNumber[slot.number] = slot;
    }
  }

  @Nullable Slot find(int number) {
    return number < byNumber.length ? byNumber[number] : null;
  }

  static ProtobufNode of(Field[] fields) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].protobufDepth() > 0) {
        indices.add(i);
      }
    }
    return of(fields, indices, 0);
  }

  private static ProtobufNode of(Field[] fields, List<Integer> indices, int step) {
    TreeMap<Integer, List<Integer>> byNumber = new TreeMap<>();
    for (int index : indices) {
      int number = fields[index].protobufNumber(step);
      byNumber.computeIfAbsent(number, n -> new ArrayList<>()).add(index);
    }
    List<Slot> slots = new ArrayList<>();
    byNumber.forEach((number, below) -> {
      int first = below.getFirst();
      if (fields[first].protobufDepth() == step + 1) {
        slots.add(new Slot(number, first, fields[first].shape(), null));
      } else {
        slots.add(new Slot(number, -1, null, of(fields, below, step + 1)));
      }
    });
    return new ProtobufNode(slots.toArray(Slot[]::new));
  }
}
