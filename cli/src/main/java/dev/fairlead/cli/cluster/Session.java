package dev.fairlead.cli.cluster;

import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.cli.command.ConnectionOptions;
import dev.fairlead.cli.command.Program;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.client.CallListener;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.discovery.DiscoveryCache;
import dev.fairlead.client.transport.ApiRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a command: its streams, its cluster, and whether anything has failed so far. */
public final class Session implements AutoCloseable {
  /** Set by the launcher if standard error is a terminal, which Java 21 can't tell. */
  static final String TERMINAL_VARIABLE = "FAIRLEAD_TERMINAL";

  private final StandardStreams streams;
  private final Environment environment;
  private final Arguments arguments;
  private final @Nullable String namespace;
  private final Set<String> warnings = new HashSet<>();
  private @Nullable Config config;
  private @Nullable Kubernetes k8s;
  private boolean failed;

  Session(
      StandardStreams streams,
      Environment environment,
      Arguments arguments,
      @Nullable String namespace) {
    this.streams = streams;
    this.environment = environment;
    this.arguments = arguments;
    this.namespace = namespace;
  }

  public StandardStreams streams() {
    return streams;
  }

  /** The client, connected when it is first asked for, so that usage errors come first. */
  public Kubernetes k8s() {
    if (k8s == null) {
      k8s = Kubernetes.connect(config(), new PrintedWarnings());
      if (keepsDiscovery()) {
        k8s.discovery().cachedIn(DiscoveryCache.asKubectl(environment, config().server()));
      }
    }
    return k8s;
  }

  /** As kubectl does; but nobody's home folder gets a .kube that it hasn't had. */
  private boolean keepsDiscovery() {
    return environment.variables().containsKey("KUBECACHEDIR")
        || Files.isDirectory(environment.home().resolve(".kube"));
  }

  private Config config() {
    if (config == null) {
      config = ConnectionOptions.config(arguments, environment);
    }
    return config;
  }

  /** That of the option, or else that of the context. */
  public String namespace() {
    return namespace == null || namespace.isEmpty() ? config().namespace() : namespace;
  }

  /** Writes one line of output, at once. */
  public void line(String line) throws IOException {
    streams.print(line + "\n");
    streams.out().flush();
  }

  /** Says what failed, lets the command go on, and makes it end as a failure. */
  public void failed(RuntimeException failure) throws IOException {
    streams.out().flush();
    streams.err().println(ServerWords.of(failure));
    failed = true;
  }

  /** Does it, and meanwhile tells on a terminal each second how long it has taken. */
  public <R> R telling(String what, Supplier<R> work) {
    if (!"1".equals(environment.variables().get(TERMINAL_VARIABLE))) {
      return work.get();
    }
    Progress progress = Progress.shown(what, streams.err());
    try {
      return work.get();
    } finally {
      progress.end();
    }
  }

  void failIfAnythingFailed() {
    if (failed) {
      throw CommandFailure.silent(Program.FAILURE);
    }
  }

  @Override
  public void close() {
    if (k8s != null) {
      k8s.close();
    }
  }

  /** Once each, as kubectl puts it. */
  private final class PrintedWarnings implements CallListener {
    @Override
    public void warns(ApiRequest request, String warning) {
      if (warnings.add(warning)) {
        streams.err().println("Warning: " + warning);
      }
    }
  }
}
