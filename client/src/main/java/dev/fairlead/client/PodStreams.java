package dev.fairlead.client;

import dev.fairlead.client.stream.Copy;
import dev.fairlead.client.stream.CopyResult;
import dev.fairlead.client.stream.Exec;
import dev.fairlead.client.stream.PodLog;
import dev.fairlead.client.stream.PortForward;
import dev.fairlead.client.stream.RunResult;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.WebSocketConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The streams to and from the Pods of a namespace. */
final class PodStreams {
  private static final int MAX_PORT = 65_535;

  private final Calls calls;
  private final String path;

  /**
   * Those of a namespace.
   *
   * @param path of its Pods
   */
  PodStreams(Calls calls, String path) {
    this.calls = calls;
    this.path = path;
  }

  Exec exec(String pod, Consumer<ExecOptions> options, String... command) {
    if (command.length == 0) {
      throw new IllegalArgumentException("no command: give the program and its arguments");
    }
    ExecOptions filled = new ExecOptions();
    options.accept(filled);
    ApiRequest request = filled.addTo(get(pod, "exec"));
    for (String word : command) {
      request = request.query("command", word);
    }
    return exec(request, false, filled); // lest it run twice
  }

  Exec attach(String pod, Consumer<ExecOptions> options) {
    ExecOptions filled = new ExecOptions();
    options.accept(filled);
    return exec(filled.addTo(get(pod, "attach")), true, filled);
  }

  private Exec exec(ApiRequest request, boolean repeatable, ExecOptions options) {
    StreamReaders.Opened<WebSocketConnection> opened = open(request, repeatable, Exec.SUBPROTOCOLS);
    return Exec.over(opened.stream(), options.streams(), opened.complaints());
  }

  RunResult run(String pod, Consumer<RunOptions> options, String... command) {
    RunOptions filled = new RunOptions();
    options.accept(filled);
    Exec process = exec(pod, filled::fill, command);
    return RunResult.of(process, filled.stdin(), filled.outputLimit());
  }

  PodLog log(String pod, Consumer<LogOptions> options) {
    LogOptions filled = new LogOptions();
    options.accept(filled);
    StreamReaders.Opened<ApiResponse> opened =
        calls.make(
            new Call<>(
                filled.addTo(get(pod, "log")),
                null,
                false,
                true,
                null,
                new StreamReaders.Body(calls, filled.isFollowing())));
    return PodLog.of(opened.stream().body(), opened.complaints());
  }

  PortForward portForward(String pod, int port) {
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port " + port + " is none: give 1 to " + MAX_PORT);
    }
    ApiRequest request = get(pod, "portforward").query("ports", "" + port);
    return PortForward.to(
        port,
        () -> {
          StreamReaders.Opened<WebSocketConnection> opened =
              open(request, true, PortForward.SUBPROTOCOLS);
          return new PortForward.Opened(opened.stream(), opened.complaints());
        });
  }

  CopyResult copyTo(String pod, Path from, String to, Consumer<CopyOptions> options)
      throws IOException {
    return copy(pod, options).to(from, to);
  }

  CopyResult copyFrom(String pod, String from, Path to, Consumer<CopyOptions> options)
      throws IOException {
    return copy(pod, options).from(from, to);
  }

  private Copy copy(String pod, Consumer<CopyOptions> options) {
    CopyOptions filled = new CopyOptions();
    options.accept(filled);
    return new Copy((stdin, command) ->
        exec(
            pod,
            o -> {
              o.container(filled.container());
              if (stdin) {
                o.stdin();
              }
            },
            command));
  }

  ApiResponse proxy(String pod, int port, ApiRequest request) {
    return Proxy.send(calls, path, pod + ":" + port, request);
  }

  private ApiRequest get(String pod, String subresource) {
    return ApiRequest.of("GET", path + "/" + ApiRequest.segment("name", pod) + "/" + subresource);
  }

  private StreamReaders.Opened<WebSocketConnection> open(
      ApiRequest request, boolean repeatable, List<String> subprotocols) {
    return calls.make(
        new Call<>(
            request, null, false, repeatable, null, new StreamReaders.Socket(calls, subprotocols)));
  }
}
