package dev.fairlead.model.codec;

import dev.fairlead.model.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where a decoder stands, as Kubernetes writes it: spec.containers[0].image. Cheap to keep. */
final class FieldPath {
  private static final int FIRST_SIZE = 32;

  /** A name, or null where {@link #indices} has the index of a list item. */
  private Object[] names = new Object[FIRST_SIZE];

  private int[] indices = new int[FIRST_SIZE];
  private int size;

  void push(String name) {
    grow();
    names[size++] = name;
  }

  void push(Type<?> type) {
    grow();
    names[size++] = type;
  }

  /** Steps to the field at this index of the type that was pushed last. */
  void field(int index) {
    indices[size - 1] = index;
  }

  void push(int index) {
    grow();
    names[size] = FieldPath.class;
    indices[size++] = index;
  }

  void pop() {
    size--;
  }

  /** The fields on the way, without the keys of maps and the places in lists. */
  List<DecodeException.Step> fields() {
    List<DecodeException.Step> fields = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (names[i] instanceof Type<?> type && indices[i] >= 0) {
        fields.add(new DecodeException.Step(type, type.fields().get(indices[i]).name()));
      }
    }
    return List.copyOf(fields);
  }

  private void grow() {
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      indices = Arrays.copyOf(indices, 2 * size);
    }
  }

  /** The path with one more name. */
  String child(String name) {
    String parent = toString();
    return parent.isEmpty() ? name : parent + "." + name;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < size; i++) {
      Object name = names[i];
      if (name == FieldPath.class) {
        out.append('[').append(indices[i]).append(']');
        continue;
      }
      if (name instanceof Type<?> type) {
        if (indices[i] < 0) {
          continue;
        }
        name = type.fields().get(indices[i]).name();
      }
      if (!out.isEmpty()) {
        out.append('.');
      }
      out.append(name);
    }
    return out.toString();
  }
}
