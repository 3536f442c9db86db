package dev.fairlead.apiserver.apply;

import dev.fairlead.model.tree.JsonValue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The other versions in which a kind is served: each owner owns fields of the one it wrote in. */
interface Versions {

  /** The version with this apiVersion; null if the kind isn't served in it. */
  @Nullable Version find(String apiVersion);

  /**
   * One of them.
   *
   * @param convert the object in this version
   */
  record Version(Schema schema, UnaryOperator<JsonValue> convert) {}
}
