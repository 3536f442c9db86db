package dev.fairlead.client.stream;

import dev.fairlead.client.error.ApiException;
import dev.fairlead.model.meta.v1.Status;
import java.io.IOException;

/** Makes the exceptions of one stream: it knows what was asked of whom. */
public interface Complaints {

  /**
   * For a stream that ended early: a {@link java.util.concurrent.CancellationException} if this
   * side ended it (by interrupt or close), else a {@link
   * dev.fairlead.client.error.ConnectionException}.
   */
  RuntimeException broken(IOException error);

  /**
   * For a failure that the other side reports.
   *
   * @param advice what to do; may be empty
   */
  ApiException failed(Status status, String advice);
}
