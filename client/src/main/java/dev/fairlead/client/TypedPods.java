package dev.fairlead.client;

import dev.fairlead.client.stream.CopyResult;
import dev.fairlead.client.stream.Exec;
import dev.fairlead.client.stream.PodLog;
import dev.fairlead.client.stream.PortForward;
import dev.fairlead.client.stream.RunResult;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Pods as a typed resource, and the streams to them. */
final class TypedPods extends TypedResource<Pod, PodList> implements Pods {
  private final PodStreams streams;

  TypedPods(Calls calls, ResourceType<Pod, PodList> type, String namespace) {
    super(calls, type, namespace);
    this.streams = new PodStreams(calls, type.path(namespace));
  }

  @Override
  public Exec exec(String name, Consumer<ExecOptions> options, String... command) {
    return streams.exec(name, options, command);
  }

  @Override
  public Exec attach(String name, Consumer<ExecOptions> options) {
    return streams.attach(name, options);
  }

  @Override
  public RunResult run(String name, Consumer<RunOptions> options, String... command) {
    return streams.run(name, options, command);
  }

  @Override
  public PodLog log(String name, Consumer<LogOptions> options) {
    return streams.log(name, options);
  }

  @Override
  public PortForward portForward(String name, int port) {
    return streams.portForward(name, port);
  }

  @Override
  public CopyResult copyTo(String name, Path from, String to, Consumer<CopyOptions> options)
      throws IOException {
    return streams.copyTo(name, from, to, options);
  }

  @Override
  public CopyResult copyFrom(String name, String from, Path to, Consumer<CopyOptions> options)
      throws IOException {
    return streams.copyFrom(name, from, to, options);
  }

  @Override
  public ApiResponse proxy(String name, int port, ApiRequest request) {
    return streams.proxy(name, port, request);
  }
}
