package dev.fairlead.apiserver.http;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;

/** Takes a request in, whole, asks the core, and sends its answer. Each on a virtual thread. */
final class ServerHandler extends Handler.Abstract {
  private static final System.Logger LOG = System.getLogger(ServerHandler.class.getName());

  private final Function<Request, Response> core;
  private final RequestReader reader;
  private final AnswerWriter writer;
  private final UnderWay underWay;

  ServerHandler(Function<Request, Response> core, Limits limits, UnderWay underWay) {
    this.core = core;
    this.reader = new RequestReader(limits);
    this.writer = new AnswerWriter(limits, underWay);
    this.underWay = underWay;
  }

  @Override
  public boolean handle(
      org.eclipse.jetty.server.Request in, org.eclipse.jetty.server.Response out, Callback done) {
    underWay.began();
    try {
      writer.write(in, out, answer(in));
      if (in.consumeAvailable()) {
        done.succeeded();
      } else {
        done.failed(new IOException("the client still sends"));
      }
    } catch (IOException | InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "an answer was not sent", e);
      done.failed(e);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "an answer broke off: " + in.getHttpURI().getPath(), e);
      done.failed(e);
    } finally {
      underWay.finished();
    }
    return true;
  }

  private Response answer(org.eclipse.jetty.server.Request in)
      throws IOException, InterruptedException {
    Request request;
    try {
      request = reader.read(in);
    } catch (TimeoutException e) {
      LOG.log(System.Logger.Level.DEBUG, "a slow client", e);
      return last(error(HttpStatus.REQUEST_TIMEOUT_408));
    }
    if (request == null) {
      return last(error(HttpStatus.BAD_REQUEST_400));
    }
    Response answer;
    try {
      answer = core.apply(request);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "no answer to " + request, e);
      answer = error(HttpStatus.INTERNAL_SERVER_ERROR_500);
    }
    return request.body() == null ? last(answer) : answer;
  }

  /** An answer after which the connection closes, since what follows on it can't be known. */
  private static Response last(Response answer) {
    return answer.withHeader("Connection", "close");
  }

  /** As Go's net/http words what it answers by itself. */
  static Response error(int status) {
    String text = status + " " + HttpStatus.getMessage(status);
    return Response.of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }
}
