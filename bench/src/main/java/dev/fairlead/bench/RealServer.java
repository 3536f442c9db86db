package dev.fairlead.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An API server with the workload's Pods in it: a real etcd and kube-apiserver, started for one run
 * and ended with it, however it ends; or one that is there already.
 */
final class RealServer implements RunningServer {
  private static final int FIRST_PORT = 17443;
  private static final int LAST_PORT = 18443;

  /** The API server, etcd's clients, etcd's peers. */
  private static final int PORTS = 3;

  private static final long SECONDS_TO_STOP = 5;

  private final Places places;
  private final @Nullable Path state;
  private final Path kubeconfig;
  private boolean closed;

  private RealServer(Places places, @Nullable Path state, Path kubeconfig) {
    this.places = places;
    this.state = state;
    this.kubeconfig = kubeconfig;
  }

  /** One that is there, with its Pods, whose certificates lie beside its kubeconfig. */
  static RealServer existing(Places places, Path kubeconfig) {
    return new RealServer(places, null, kubeconfig.toAbsolutePath());
  }

  /** One that holds the workload. */
  static RealServer loaded(Places places, int pods, int templates) {
    System.err.println(
        "starting a real API server (the first time that builds one, about 10 minutes)");
    RealServer server = start(places, freePorts());
    System.err.println("loading " + pods + " Pods");
    load(places, server.kubeconfig, pods, templates);
    return server;
  }

  /** An empty one. */
  static RealServer start(Places places, int port) {
    Path state;
    try {
      state = Files.createTempDirectory("fairlead-bench-");
    } catch (IOException e) {
      throw new BenchException("can't make a temporary folder", e);
    }
    RealServer server = new RealServer(places, state, state.resolve("kubeconfig"));
    Thread hook =
        new Thread(
            () -> {
              Programs.stopAll();
              server.close();
            },
            "stop-server");
    Runtime.getRuntime().addShutdownHook(hook);
    Programs.run(
        places.log("realcluster"),
        places.root(),
        Map.of("REALCLUSTER_MINIMAL", "1", "REALCLUSTER_PORT", String.valueOf(port)),
        List.of(places.realcluster().toString(), "up", state.toString()));
    return server;
  }

  /** Creates the workload's Pods and writes their status. */
  static void load(Places places, Path kubeconfig, int pods, int templates) {
    Programs.run(
        places.log("load"),
        places.goProgram().toString(),
        "load",
        "--kubeconfig=" + kubeconfig,
        "--pods=" + pods,
        "--templates=" + templates);
  }

  @Override
  public List<ProcessHandle> processes() {
    return state == null ? List.of() : processes(state);
  }

  @Override
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** curl with the credentials of this server; it asks for {@code path}. */
  List<String> curl(String accept, String path, List<String> options) {
    Path folder = kubeconfig.getParent();
    List<String> command =
        new ArrayList<>(
            List.of(
                "curl",
                "--silent",
                "--show-error",
                "--fail",
                // to curl's own name the server sends indented JSON
                "--user-agent",
                "fairlead-bench",
                "--cacert",
                folder + "/ca.crt",
                "--cert",
                folder + "/admin.crt",
                "--key",
                folder + "/admin.key",
                "--header",
                "Accept: " + accept));
    command.addAll(options);
    command.add(address() + path);
    return command;
  }

  /** The address in the kubeconfig, which realcluster writes in one known form. */
  private String address() {
    try {
      String text = Files.readString(kubeconfig);
      int from = text.indexOf("https://");
      int to = from < 0 ? -1 : text.indexOf('"', from);
      if (to < 0) {
        throw new BenchException(kubeconfig + " is not one that realcluster wrote");
      }
      return text.substring(from, to);
    } catch (IOException e) {
      throw new BenchException("can't read " + kubeconfig, e);
    }
  }

  /** The first of three ports on loopback that nobody listens on. */
  static int freePorts() {
    for (int first = FIRST_PORT; first < LAST_PORT; first += 10) {
      int free = 0;
      while (free < PORTS && isFree(first + free)) {
        free++;
      }
      if (free == PORTS) {
        return first;
      }
    }
    throw new BenchException(
        "no three free ports from " + FIRST_PORT + " to " + LAST_PORT + " on 127.0.0.1");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    if (closed || state == null) {
      return;
    }
    closed = true;
    List<ProcessHandle> processes = processes(state);
    try {
      new ProcessBuilder(places.realcluster().toString(), "down", state.toString())
          .inheritIO()
          .start()
          .waitFor();
      for (ProcessHandle process : processes) {
        process.onExit().completeOnTimeout(process, SECONDS_TO_STOP, TimeUnit.SECONDS).join();
        process.destroyForcibly();
      }
    } catch (IOException e) {
      processes.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      processes.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
    deleteAll(state);
  }

  private static List<ProcessHandle> processes(Path state) {
    List<ProcessHandle> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(state)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".pid")).toList()) {
        ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).ifPresent(found::add);
      }
    } catch (IOException e) {
      System.err.println("can't read " + state + ": " + e.getMessage());
    }
    return found;
  }

  static void deleteAll(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      System.err.println("left behind: " + folder + " (" + e.getMessage() + ")");
    }
  }
}
