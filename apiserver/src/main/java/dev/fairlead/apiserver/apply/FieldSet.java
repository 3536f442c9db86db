package dev.fairlead.apiserver.apply;

import dev.fairlead.model.value.FieldsV1;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of field paths, as a tree: a path may be in the set, or only lead to others that
 * are. The empty path (the whole object) is never in it.
 */
public final class FieldSet {
  public static final FieldSet EMPTY = new FieldSet(new Node[0]);

  /** A step, whether the path that ends with it is in the set, and what lies below it. */
  record Node(PathElement element, boolean member, FieldSet children) {
    private boolean isEmpty() {
      return !member && children.isEmpty();
    }
  }

  /** In the order of their elements; each has a member somewhere. */
  private final Node[] nodes;

  /**
   * The printed form once it was asked for. Two threads may print at once: both texts are equal.
   */
  private @Nullable FieldsV1 printed;

  private FieldSet(Node[] nodes) {
    this.nodes = nodes;
  }

  /** A set of paths through objects, such as {@code status} or {@code metadata.labels}. */
  public static FieldSet of(String... dottedPaths) {
    FieldSet all = EMPTY;
    for (String path : dottedPaths) {
      String[] names = path.split("\\.", -1);
      FieldSet set = EMPTY;
      for (int i = names.length - 1; i >= 0; i--) {
        PathElement name = new PathElement.Name(names[i]);
        set = new FieldSet(new Node[] {new Node(name, i == names.length - 1, set)});
      }
      all = all.union(set);
    }
    return all;
  }

  /**
   * Reads a set.
   *
   * @throws IllegalArgumentException if it isn't one
   */
  public static FieldSet parse(FieldsV1 fields) {
    return FieldSetText.parse(fields.json());
  }

  /** The set of these nodes, in any order; equal elements are united. */
  static FieldSet ofNodes(List<Node> unsorted) {
    if (unsorted.isEmpty()) {
      return EMPTY;
    }
    Node[] sorted = unsorted.toArray(new Node[0]);
    boolean inOrder = true;
    for (int i = 1; i < sorted.length && inOrder; i++) {
      inOrder = sorted[i - 1].element.compareTo(sorted[i].element) < 0;
    }
    if (inOrder) {
      return new FieldSet(sorted);
    }
    Arrays.sort(sorted, (a, b) -> a.element.compareTo(b.element));
    List<Node> united = new ArrayList<>(sorted.length);
    for (Node node : sorted) {
      Node last = united.isEmpty() ? null : united.getLast();
      if (last != null && last.element.compareTo(node.element) == 0) {
        FieldSet children = last.children.union(node.children);
        united.set(united.size() - 1, new Node(last.element, last.member || node.member, children));
      } else {
        united.add(node);
      }
    }
    return new FieldSet(united.toArray(new Node[0]));
  }

  /** The set in the form of managedFields. */
  public FieldsV1 toFieldsV1() {
    FieldsV1 text = printed;
    if (text == null) {
      text = FieldSetText.print(this);
      printed = text;
    }
    return text;
  }

  public boolean isEmpty() {
    return nodes.length == 0;
  }

  List<Node> nodes() {
    return Arrays.asList(nodes);
  }

  @Nullable Node node(PathElement element) {
    int low = 0;
    int high = nodes.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = nodes[middle].element.compareTo(element);
      if (order == 0) {
        return nodes[middle];
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  public boolean has(List<PathElement> path) {
    FieldSet at = this;
    for (int i = 0; i < path.size(); i++) {
      Node node = at.node(path.get(i));
      if (node == null) {
        return false;
      }
      if (i == path.size() - 1) {
        return node.member;
      }
      at = node.children;
    }
    return false;
  }

  /** The paths of either set. */
  public FieldSet union(FieldSet other) {
    if (isEmpty() || this == other) {
      return other;
    }
    if (other.isEmpty()) {
      return this;
    }
    List<Node> out = new ArrayList<>(nodes.length + other.nodes.length);
    int i = 0;
    int j = 0;
    while (i < nodes.length && j < other.nodes.length) {
      Node mine = nodes[i];
      Node theirs = other.nodes[j];
      int order = mine.element.compareTo(theirs.element);
      if (order < 0) {
        out.add(mine);
        i++;
      } else if (order > 0) {
        out.add(theirs);
        j++;
      } else {
        FieldSet children = mine.children.union(theirs.children);
        out.add(new Node(mine.element, mine.member || theirs.member, children));
        i++;
        j++;
      }
    }
    out.addAll(nodes().subList(i, nodes.length));
    out.addAll(other.nodes().subList(j, other.nodes.length));
    return new FieldSet(out.toArray(new Node[0]));
  }

  /** The paths of both sets. */
  public FieldSet intersection(FieldSet other) {
    return combine(
        other,
        (mine, theirs) ->
            theirs == null
                ? null
                : new Node(
                    mine.element,
                    mine.member && theirs.member,
                    mine.children.intersection(theirs.children)));
  }

  /** The paths of this set that aren't in the other, even if a path above them is. */
  public FieldSet difference(FieldSet other) {
    return combine(
        other,
        (mine, theirs) ->
            theirs == null
                ? mine
                : new Node(
                    mine.element,
                    mine.member && !theirs.member,
                    mine.children.difference(theirs.children)));
  }

  /** The paths of this set of which neither they nor one above them is in the other. */
  public FieldSet without(FieldSet other) {
    return combine(
        other,
        (mine, theirs) -> {
          if (theirs == null) {
            return mine;
          }
          FieldSet children = theirs.member ? EMPTY : mine.children.without(theirs.children);
          return new Node(mine.element, mine.member && !theirs.member, children);
        });
  }

  private interface Choice {
    @Nullable Node of(Node mine, @Nullable Node theirs);
  }

  private FieldSet combine(FieldSet other, Choice choice) {
    List<Node> out = new ArrayList<>(nodes.length);
    int j = 0;
    boolean same = true;
    for (Node mine : nodes) {
      int order = -1;
      while (j < other.nodes.length
          && (order = mine.element.compareTo(other.nodes[j].element)) > 0) {
        j++;
      }
      boolean both = j < other.nodes.length && order == 0;
      Node chosen = choice.of(mine, both ? other.nodes[j] : null);
      same &= chosen == mine;
      if (chosen != null && !chosen.isEmpty()) {
        out.add(chosen);
      }
    }
    return same ? this : out.isEmpty() ? EMPTY : new FieldSet(out.toArray(new Node[0]));
  }

  /** Also the named fields of the schema that lead to paths of this set. */
  FieldSet withNamedFields(@Nullable Schema schema) {
    Node[] out = new Node[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      Node node = nodes[i];
      Schema below = null;
      boolean member = node.member;
      if (schema != null && node.element instanceof PathElement.Name(String name)) {
        Schema.Members members = schema.map();
        below = members == null ? null : members.member(name);
        member |= members != null && members.declares(name) && !node.children.isEmpty();
      } else if (schema != null && node.element instanceof PathElement.Key) {
        Schema.Items items = schema.list();
        below = items == null ? null : items.element();
      }
      out[i] = new Node(node.element, member, node.children.withNamedFields(below));
    }
    return new FieldSet(out);
  }

  /** Visits every path: those of one step less first, as Kubernetes lists conflicts. */
  void forEach(Consumer<List<PathElement>> visitor) {
    forEach(new ArrayList<>(), visitor);
  }

  private void forEach(List<PathElement> prefix, Consumer<List<PathElement>> visitor) {
    for (Node node : nodes) {
      if (node.member) {
        prefix.add(node.element);
        visitor.accept(List.copyOf(prefix));
        prefix.removeLast();
      }
    }
    for (Node node : nodes) {
      prefix.add(node.element);
      node.children.forEach(prefix, visitor);
      prefix.removeLast();
    }
  }

  /** A path as messages show it, such as {@code .spec.replicas}. */
  static String text(List<PathElement> path) {
    StringBuilder out = new StringBuilder();
    path.forEach(out::append);
    return out.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldSet that && Arrays.equals(nodes, that.nodes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(nodes);
  }

  /** One path a line. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    forEach(path -> lines.add(text(path)));
    return String.join("\n", lines);
  }
}
