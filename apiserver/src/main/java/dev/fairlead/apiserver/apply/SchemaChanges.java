package dev.fairlead.apiserver.apply;

import dev.fairlead.apiserver.apply.FieldSet.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adapts what owners own to a schema that has changed: who owned parts of what is one value now
 * owns that value.
 */
final class SchemaChanges {
  private SchemaChanges() {}

  static void reconcile(Schema schema, Owners owners) {
    owners.map().replaceAll((owner, owned) -> owned.with(children(schema, owned.set())));
  }

  private static FieldSet children(Schema schema, FieldSet set) {
    List<Node> out = new ArrayList<>(set.nodes().size());
    boolean same = true;
    for (Node node : set.nodes()) {
      Node adapted = node;
      if (!node.children().isEmpty()) {
        Schema below = below(schema, node.element());
        if (below != null) {
          adapted = adapt(below, node);
        }
      }
      same &= adapted == node;
      out.add(adapted);
    }
    return same ? set : FieldSet.ofNodes(out);
  }

  private static Node adapt(Schema schema, Node node) {
    Schema.Members map = schema.map();
    Schema.Items list = schema.list();
    boolean atomic = map != null ? map.atomic() : list != null && list.atomic();
    if (atomic && !(map != null && isFreeForm(schema))) {
      return new Node(node.element(), true, FieldSet.EMPTY);
    }
    FieldSet children = children(schema, node.children());
    return children == node.children() ? node : new Node(node.element(), node.member(), children);
  }

  private static boolean isFreeForm(Schema schema) {
    return schema.equals(Schema.deduced());
  }

  private static @Nullable Schema below(Schema schema, PathElement element) {
    Schema.Members map = schema.map();
    if (map != null) {
      return element instanceof PathElement.Name(String name) ? map.member(name) : null;
    }
    Schema.Items list = schema.list();
    return list == null ? null : list.element();
  }
}
