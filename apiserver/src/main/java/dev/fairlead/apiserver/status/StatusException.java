package dev.fairlead.apiserver.status;

import dev.fairlead.model.meta.v1.Status;

/** A request that can't be done; carries the Status to answer with. */
public final class StatusException extends RuntimeException {
  private final transient Status status;

  StatusException(Status status) {
    super(
        status.message(), null, false, false); // the Status tells all: no stack trace is filled in
    this.status = status;
  }

  public Status status() {
    return status;
  }
}
