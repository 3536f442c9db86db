package dev.fairlead.cli;

import dev.fairlead.cli.await.WaitCommand;
import dev.fairlead.cli.change.ApplyCommand;
import dev.fairlead.cli.change.DeleteCommand;
import dev.fairlead.cli.change.PatchCommand;
import dev.fairlead.cli.change.ScaleCommand;
import dev.fairlead.cli.command.Program;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.convert.ConvertCommand;
import dev.fairlead.cli.get.GetCommand;
import dev.fairlead.cli.pods.PodsCommand;
import dev.fairlead.cli.resources.ApiResourcesCommand;
import dev.fairlead.cli.streams.ExecCommand;
import dev.fairlead.cli.streams.LogsCommand;
import dev.fairlead.cli.streams.PortForwardCommand;
import dev.fairlead.cli.version.VersionCommand;
import dev.fairlead.cli.warmup.WarmUpCommand;
import dev.fairlead.client.config.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program {@code fairlead}. Bare, it lists its commands with an example of each. */
public final class Fairlead {
  private static final String OVERVIEW =
      """
      Fairlead, Kubernetes for Java developers. Commands, each with an example; more with --help:

        pods      fairlead pods -n shop -l app=web
                  the Pods of a namespace, or with -A of all: phase, node, age
        get       fairlead get deploy,svc -n shop
                  objects of any kind, as tables or whole
        apply     fairlead apply -f shop/
                  creates and changes what files say, by server-side apply
        delete    fairlead delete deploy/web
                  deletes objects, and waits until they are gone
        patch     fairlead patch deploy web -p '{"spec":{"paused":true}}'
                  changes fields of an object
        scale     fairlead scale deploy/web --replicas=3
                  changes how many Pods there are to be
        wait      fairlead wait --for=condition=Available deploy/web
                  until a condition holds, or objects are gone
        logs      fairlead logs web-0 -f
                  what a container writes
        exec      fairlead exec web-0 -- ls -l /etc
                  runs a command in a container, and ends as it ends
        port-forward   fairlead port-forward web-0 8080:80
                  makes a port of a Pod one of this machine
        api-resources  fairlead api-resources
                  what the server serves
        convert   fairlead convert --from yaml --to json <web.yaml
                  Kubernetes objects from one format to another: JSON, YAML, protobuf
        version   fairlead version --server
                  of Fairlead and, with --server, of the cluster

      In the source tree:

        up        ./fairlead up
                  a Kubernetes API on this machine, for kubectl and every other client
        demo      ./fairlead demo
                  a first look at what the API and the client do, step by step
        test      ./fairlead test
                  every test but those that need a real Kubernetes; those with --real
        bench     ./fairlead bench list
                  Fairlead and the other clients on one workload
        build     ./fairlead build
                  the jars
        format    ./fairlead format
                  writes the format that the build checks
        clean     ./fairlead clean
                  deletes what was built

      Exit codes: 0 success, 1 failure, 2 a command line that can't be understood.
      --debug, or FAIRLEAD_DEBUG=1, adds stack traces to failures.
      """;

  private final Program program;
  private final Environment environment;

  Fairlead(StandardStreams streams, Environment environment) {
    this.environment = environment;
    this.program =
        new Program(
            streams,
            environment,
            OVERVIEW,
            List.of(
                new PodsCommand(streams, environment),
                new GetCommand(streams, environment),
                new ApplyCommand(streams, environment),
                new DeleteCommand(streams, environment),
                new PatchCommand(streams, environment),
                new ScaleCommand(streams, environment),
                new WaitCommand(streams, environment),
                new ApiResourcesCommand(streams, environment),
                new LogsCommand(streams, environment),
                new ExecCommand(streams, environment),
                new PortForwardCommand(streams, environment),
                new ConvertCommand(streams),
                new VersionCommand(streams, environment),
                new WarmUpCommand(this::runSilently)));
  }

  public static void main(String[] arguments) {
    System.exit(new Fairlead(StandardStreams.ofProcess(), Environment.system()).run(arguments));
  }

  /** Runs one command and returns the exit code. */
  int run(String... line) {
    return program.run(line);
  }

  Program program() {
    return program;
  }

  private byte @Nullable [] runSilently(byte[] input, String... arguments) {
    var out = new ByteArrayOutputStream();
    var nobody = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var silent = new StandardStreams(new ByteArrayInputStream(input), out, nobody);
    return new Fairlead(silent, environment).run(arguments) == Program.SUCCESS
        ? out.toByteArray()
        : null;
  }
}
