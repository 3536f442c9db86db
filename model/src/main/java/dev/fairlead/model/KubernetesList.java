package dev.fairlead.model;

import dev.fairlead.model.meta.v1.ListMeta;
import java.util.List;

/**
 * A list of objects as the server answers it: a snapshot at one resource version, or a page of it.
 */
public interface KubernetesList<T> {

  ListMeta metadata();

  List<T> items();
}
