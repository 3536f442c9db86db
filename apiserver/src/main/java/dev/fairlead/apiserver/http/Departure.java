package dev.fairlead.apiserver.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Notices that the client of a long answer has gone, while nothing is sent to it.
 *
 * <p>With HTTP/2 Jetty tells, since it always reads the connection. With HTTP/1.1 it does not read
 * while a request is under way, so this does; the connection can serve no other request then.
 */
final class Departure implements Callback {
  /** To see the end of a connection takes no space; what else comes is dropped. */
  private static final int SPACE = 64;

  private final EndPoint endPoint;
  private final Runnable action;

  private Departure(EndPoint endPoint, Runnable action) {
    this.endPoint = endPoint;
    this.action = action;
  }

  /** Whether the connection can serve nothing after an answer that is watched. */
  static boolean endsConnection(Request request) {
    return request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2;
  }

  /** Runs the action, at most twice, when the client has gone. The body must have been read. */
  static void watch(Request request, Runnable action) {
    request.addFailureListener(failure -> action.run());
    if (endsConnection(request)) {
      EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
      endPoint.setIdleTimeout(0);
      endPoint.tryFillInterested(new Departure(endPoint, action));
    }
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public void succeeded() {
    ByteBuffer space = ByteBuffer.allocate(SPACE).limit(0);
    try {
      int filled = endPoint.fill(space);
      while (filled > 0) {
        space.clear().limit(0);
        filled = endPoint.fill(space);
      }
      if (filled == 0) {
        endPoint.tryFillInterested(this);
        return;
      }
    } catch (IOException e) {
      System.getLogger(Departure.class.getName())
          .log(System.Logger.Level.DEBUG, "a client has gone", e);
    }
    action.run();
  }

  @Override
  public void failed(Throwable failure) {
    action.run();
  }
}
