package dev.fairlead.model;

import dev.fairlead.model.meta.v1.StatusCause;
import dev.fairlead.model.meta.v1.StatusDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link dev.fairlead.model.meta.v1.Status} can tell beyond its fields. */
public interface StatusReading {
  @Nullable String status();

  @Nullable StatusDetails details();

  /** Whether the request went well. */
  default boolean isSuccess() {
    return "Success".equals(status());
  }

  /** The problems one by one, such as the invalid fields of an object; empty if there are none. */
  default List<StatusCause> causes() {
    StatusDetails details = details();
    return details == null ? List.of() : details.causes();
  }
}
