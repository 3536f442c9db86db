package dev.fairlead.client.error;

import dev.fairlead.model.meta.v1.StatusCause;
import java.util.List;

/** 422: the object breaks rules of its kind; {@link #causes} has them one by one. */
public final class InvalidException extends ApiException {
  private static final long serialVersionUID = 1L;

  InvalidException(Failure failure) {
    super(failure);
  }

  /** What is wrong: the field's path, a reason such as FieldValueRequired, and a sentence. */
  public List<StatusCause> causes() {
    return status().causes();
  }
}
