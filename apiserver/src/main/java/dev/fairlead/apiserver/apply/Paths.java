package dev.fairlead.apiserver.apply;

import dev.fairlead.apiserver.apply.FieldSet.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The paths at and below one place, while a walk gathers them. Mutable. */
final class Paths {
  private boolean self;
  private @Nullable List<Node> below;

  /** Puts the place itself in. */
  void add() {
    self = true;
  }

  /** Puts what was gathered below an element in. */
  void add(PathElement element, Paths child) {
    if (child.self || child.below != null) {
      if (below == null) {
        below = new ArrayList<>();
      }
      below.add(new Node(element, child.self, child.set()));
    }
  }

  /** Puts the element itself in. */
  void add(PathElement element) {
    if (below == null) {
      below = new ArrayList<>();
    }
    below.add(new Node(element, true, FieldSet.EMPTY));
  }

  /** The paths below the place. */
  FieldSet set() {
    return below == null ? FieldSet.EMPTY : FieldSet.ofNodes(below);
  }
}
