package dev.fairlead.client;

import dev.fairlead.client.stream.CopyResult;
import dev.fairlead.client.stream.Exec;
import dev.fairlead.client.stream.PodLog;
import dev.fairlead.client.stream.PortForward;
import dev.fairlead.client.stream.RunResult;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.model.core.v1.Binding;
import dev.fairlead.model.core.v1.EphemeralContainer;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;
import dev.fairlead.model.policy.v1.Eviction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The Pods of one namespace, and what only Pods can. */
public interface Pods extends Resource<Pod, PodList> {

  /** Whether all containers are ready and the Pod takes part in its Services: condition Ready. */
  static boolean ready(Pod pod) {
    return pod.status() != null
        && pod.status().conditions().stream()
            .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
  }

  /** Whether it is on a node with at least one container running: phase Running. */
  static boolean running(Pod pod) {
    return inPhase(pod, "Running");
  }

  /** Whether all containers have ended well: phase Succeeded. */
  static boolean succeeded(Pod pod) {
    return inPhase(pod, "Succeeded");
  }

  /** Whether all containers have ended, well or badly. */
  static boolean ended(Pod pod) {
    return inPhase(pod, "Succeeded") || inPhase(pod, "Failed");
  }

  private static boolean inPhase(Pod pod, String phase) {
    return pod.status() != null && phase.equals(pod.status().phase());
  }

  /**
   * Has the Pod of that name deleted as a node's drain does, unless a PodDisruptionBudget forbids.
   *
   * @throws dev.fairlead.client.error.TooManyRequestsException if one does: try again later
   * @throws dev.fairlead.client.error.NotFoundException if there is none
   */
  default void evict(String name) {
    evict(name, e -> {});
  }

  /** As {@link #evict(String)}, with delete options in the eviction, such as a grace period. */
  default void evict(String name, Consumer<Eviction.Builder> options) {
    Eviction eviction = Eviction.of(options.andThen(e -> e.metadata(m -> m.name(name))));
    subresource("eviction", Eviction.TYPE).post(name, eviction);
  }

  /** Puts a Pod that waits for it on a node, as a scheduler does. */
  default void bind(String name, String node) {
    Binding binding =
        Binding.of(b -> b.metadata(m -> m.name(name)).target(t -> t.kind("Node").name(node)));
    subresource("binding", Binding.TYPE).post(name, binding);
  }

  /** Adds a container to a running Pod, to look into it. As kubectl debug. */
  default Pod addEphemeralContainer(String name, EphemeralContainer container) {
    return subresource("ephemeralcontainers", Pod.TYPE)
        .edit(name, pod -> pod.with(p -> p.spec(s -> s.ephemeralContainer(container))));
  }

  /**
   * Changes the resources of a Pod's containers in place.
   *
   * @param change may change nothing but resources
   */
  default Pod resize(String name, UnaryOperator<Pod> change) {
    return subresource("resize", Pod.TYPE).edit(name, change);
  }

  /** Starts a process in the Pod's default container, with stdout and stderr. */
  default Exec exec(String name, String... command) {
    return exec(name, o -> {}, command);
  }

  /**
   * Starts a process in a container, without a shell.
   *
   * @param options which container, and which streams
   * @param command the program, found by the container's PATH, and its arguments
   * @throws dev.fairlead.client.error.BadRequestException if the Pod is on no node yet, or it has
   *     to be said which container
   */
  Exec exec(String name, Consumer<ExecOptions> options, String... command);

  /**
   * Connects to the process that a container runs. As {@link #exec(String, Consumer, String...)}.
   */
  Exec attach(String name, Consumer<ExecOptions> options);

  /** Runs a command in the Pod's default container to its end. */
  default RunResult run(String name, String... command) {
    return run(name, o -> {}, command);
  }

  /**
   * Runs a command to its end, which may be one with another exit code than 0.
   *
   * @throws IllegalStateException if it writes more than {@link RunOptions#outputLimit}
   */
  RunResult run(String name, Consumer<RunOptions> options, String... command);

  /** All that the Pod's only container has written. */
  default PodLog log(String name) {
    return log(name, o -> {});
  }

  /** What a container has written, or goes on writing. */
  PodLog log(String name, Consumer<LogOptions> options);

  /**
   * Makes a port of the Pod one to connect to from here.
   *
   * @throws dev.fairlead.client.error.ApiException if the Pod can't be reached now
   */
  PortForward portForward(String name, int port);

  /** As {@link #copyTo(String, Path, String, Consumer)}, to the Pod's default container. */
  default CopyResult copyTo(String name, Path from, String to) throws IOException {
    return copyTo(name, from, to, o -> {});
  }

  /**
   * Copies a file, or a folder with all that is in it, into a container that has tar. Modes, times
   * and symbolic links are kept; the owner is the container's user.
   *
   * @param to what it is to be there: {@code /etc/app/conf}, not the folder to put it in, which has
   *     to be there
   * @throws IOException if something can't be read here, or written there
   */
  CopyResult copyTo(String name, Path from, String to, Consumer<CopyOptions> options)
      throws IOException;

  /** As {@link #copyFrom(String, String, Path, Consumer)}, from the Pod's default container. */
  default CopyResult copyFrom(String name, String from, Path to) throws IOException {
    return copyFrom(name, from, to, o -> {});
  }

  /**
   * Copies a file, or a folder with all that is in it, from a container that has tar. Modes and
   * times are kept. Nothing is written outside of {@code to}, whatever the container sends: what
   * would lead there is left out, and named in the result.
   *
   * @param to what it is to be here, not the folder to put it in, which has to be there
   * @throws IOException if something can't be read there, or written here, or it didn't come whole
   */
  CopyResult copyFrom(String name, String from, Path to, Consumer<CopyOptions> options)
      throws IOException;

  /**
   * Sends a request to a web server in the Pod, through the API server.
   *
   * @param request its path begins at the server's root: {@code ApiRequest.of("GET", "/healthz")}
   * @return the answer, whatever its status; to be closed
   * @throws dev.fairlead.client.error.ApiException if the API server refuses, or reaches nobody
   */
  ApiResponse proxy(String name, int port, ApiRequest request);
}
