package dev.fairlead.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use whom, and who may touch the world. ARCHITECTURE.md has the reasons. */
class ArrowsTest {
  private static final String ROOT = "dev.fairlead.";

  /** The modules of the program, in the order of the arrows. */
  private static final List<String> MODULES =
      List.of("schema", "generator", "model", "client", "apiserver", "cluster", "cli", "up");

  private static final List<String> EVERYWHERE =
      List.of("java..", "org.jspecify.annotations..", "com.google.errorprone.annotations..");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importPaths(
              MODULES.stream()
                  .map(module -> SourceTree.ROOT.resolve(module).resolve("target/classes"))
                  .toList());

  /** From the classes of a package to all that they may use besides {@link #EVERYWHERE}. */
  record Arrow(String from, List<String> to) {
    @Override
    public String toString() {
      return from + " -> " + String.join(", ", to);
    }
  }

  private static Arrow arrow(String from, String... to) {
    return new Arrow(from, List.of(to));
  }

  static List<Arrow> arrows() {
    return List.of(
        arrow("schema.."),
        arrow("generator..", "schema..", "com.palantir.javapoet..", "javax.lang.model.."),
        arrow("model..", "model..", "tools.jackson.core..", "org.snakeyaml.engine.."),
        arrow(
            "client..",
            "client..",
            "model..",
            "javax.net.ssl..",
            "javax.crypto..",
            "javax.security.."),
        arrow(
            "apiserver..",
            "schema",
            "model..",
            "javax.net.ssl..",
            "javax.security..",
            "org.eclipse.jetty..",
            "org.slf4j..",
            "org.bouncycastle.."),
        arrow("cluster", "apiserver..", "client..", "model.."),
        arrow("cli..", "cli..", "client..", "model.."),
        arrow("up", "schema", "cluster", "cli.command", "client..", "model.."),
        // inside of model: values, trees and descriptors know no format
        arrow("model.value"),
        arrow("model.selector", "model.value"),
        // inside of client: errors and transport know nothing of calls
        arrow("client.error", "model.."),
        arrow("client.config", "model..", "javax.net.ssl..", "javax.crypto..", "javax.security.."),
        arrow("client.transport", "client.config", "javax.net.ssl.."),
        arrow("client.discovery", "client.config", "client.error", "model.."),
        arrow("client.stream", "client.error", "client.transport", "model.."),
        // inside of apiserver: only the edges know the libraries of the network and of certificates
        arrow("apiserver.storage", "model.."),
        arrow("apiserver.status", "apiserver.validation", "model.."),
        arrow("apiserver.request", "apiserver.status", "apiserver.validation", "model.."),
        arrow("apiserver.validation..", "model.."),
        arrow("apiserver.apply", "apiserver.request", "apiserver.status", "model.."),
        arrow("apiserver.pki", "org.bouncycastle.."),
        arrow(
            "apiserver.http",
            "apiserver.request",
            "apiserver.status",
            "model..",
            "javax.net.ssl..",
            "org.eclipse.jetty..",
            "org.slf4j.."),
        // inside of cli: commands don't know each other
        arrow("cli.command", "client.config", "client.error"),
        arrow("cli.convert", "cli.command", "model.."),
        arrow("cli.output", "cli.command", "model.."),
        arrow("cli.cluster", "cli.command", "cli.output", "client..", "model.."),
        arrow("cli.await", "cli.cluster", "cli.command", "cli.output", "client..", "model.."),
        arrow("cli.change", "cli.cluster", "cli.command", "cli.output", "client..", "model.."),
        arrow("cli.get", "cli.cluster", "cli.command", "cli.output", "client..", "model.."),
        arrow("cli.resources", "cli.cluster", "cli.command", "cli.output", "client..", "model.."),
        arrow("cli.streams", "cli.cluster", "cli.command", "client..", "model.."),
        arrow("cli.pods", "cli.command", "client..", "model.."),
        arrow("cli.version", "cli.command", "client..", "model.."),
        arrow("cli.warmup", "cli.command"));
  }

  @ParameterizedTest
  @MethodSource("arrows")
  void packagesUseOnlyWhatStandsBelowThem(Arrow arrow) {
    Stream<String> to = Stream.concat(Stream.of(arrow.from), arrow.to.stream());
    String[] allowed =
        Stream.concat(EVERYWHERE.stream(), to.map(name -> isOurs(name) ? ROOT + name : name))
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(ROOT + arrow.from)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .because(
            "an arrow the other way makes two layers one: move what is used down, or pass it in")
        .check(CLASSES);
  }

  private static boolean isOurs(String name) {
    return MODULES.stream()
        .anyMatch(module -> name.equals(module) || name.startsWith(module + "."));
  }

  @Test
  void everyModuleWasLookedAt() {
    for (String module : MODULES) {
      assertThat(CLASSES.stream().filter(c -> c.getPackageName().startsWith(ROOT + module)))
          .as("classes of " + module)
          .isNotEmpty();
    }
  }

  @Test
  void packagesUseEachOtherInOneDirectionOnly() {
    slices()
        .assignedFrom(new PackageSlices())
        .should()
        .beFreeOfCycles()
        .because("packages in a circle can only be understood together")
        .check(CLASSES);
  }

  /**
   * A slice is a package, but for the objects: generated types, what they have in common, and the
   * codecs, which know a few of them by name (List, Status) and are one call away from each.
   */
  private static final class PackageSlices implements SliceAssignment {
    private static final Set<String> OF_THEIR_OWN =
        Set.of("model.patch", "model.selector", "model.tree", "model.type", "model.value");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      String name = javaClass.getPackageName().replace(ROOT, "");
      boolean object = name.startsWith("model") && !OF_THEIR_OWN.contains(name);
      return SliceIdentifier.of(object ? "objects and codecs" : name);
    }

    @Override
    public String getDescription() {
      return "packages, with all of the objects and their codecs as one";
    }
  }

  /** Where programs meet the outside; the package-info or the class says which part of it. */
  private static final Set<String> EDGES =
      Set.of(
          "client.Ticker", // the clock, and waiting
          "client.config.Addresses", // addresses that are written as such, without the DNS
          "client.config.Environment", // variables, the home folder, a property of Java's
          "client.config.KubeconfigLock", // lock files, and waiting for them
          "client.config.LocalFile", // files of credentials, and kubeconfigs that are written
          "client.config.OidcIssuer", // the network, to renew ID tokens
          "client.config.PluginProcess", // credential plugins, and how long they take
          "client.config.Route", // a setting for the network
          "client.config.PodConfig", // whether the kubelet's files are there
          "client.config.UserAgent", // the names of the system and of Java
          "client.ManifestFiles", // manifests
          "client.discovery.DiscoveryCache", // the files that kubectl keeps
          "client.transport.ClientPool", // the connections, and how long each has been idle
          "client.transport.HttpTransport", // the network
          "client.transport.BodyStream", // the network's clock
          "client.transport.Frames", // masks
          "client.transport.FrameSocket", // the network's clock
          "client.transport.Line", // the network
          "client.transport.WebSockets", // keys of handshakes, and how long they take
          "client.stream.Copy", // whether files are there
          "client.stream.LocalTarget", // files that were copied
          "client.stream.LocalTree", // files to copy
          "client.stream.PortForward", // how old a connection is
          "client.stream.PortListener", // a port of this machine
          "apiserver.http.AnswerWriter", // an identity for each answer
          "apiserver.http.BodyReader", // how long a body takes
          "apiserver.http.HttpServer", // the network
          "apiserver.http.JettyLogging", // a property of SLF4J
          "apiserver.http.TimedWriter", // how long a write takes
          "cluster.Cluster", // the sources of time and chance that a server gets, and its port
          "cli.await.WaitCommand", // how long it has waited
          "cli.change.PatchCommand", // a file with a patch
          "cli.cluster.Progress", // the clock, and waiting
          "cli.cluster.Session", // whether kubectl's folder is there
          "cli.command.StandardStreams", // this process's streams
          "cli.pods.PodsCommand", // now, to tell ages
          "up.UpCommand", // how long the start took
          "up.DemoCommand", // how long all of it took
          "up.WarmUpCommand", // a folder for its kubeconfig
          "up.Manifests", // reads files
          "up.PrivateFile", // writes files
          "up.OwnKubeconfig", // whether a file is ours
          "up.MergedKubeconfig", // the same, and its lock
          "generator.SourceFolder", // writes sources
          "model.codec.SipHash"); // a key that nobody can guess

  /** Which should have it passed in, and don't yet. This list may only shrink. */
  private static final Set<String> NOT_YET_MOVED =
      Set.of(
          "client.Failures", // now, for a Retry-After that is a date: belongs to Ticker
          "client.config.KubeconfigFiles"); // whether a file exists: belongs to LocalFile

  private static final Set<String> WORLD =
      Set.of(
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.RandomAccessFile",
          "java.lang.ProcessBuilder",
          "java.net.DatagramSocket",
          "java.net.InetAddress",
          "java.net.ServerSocket",
          "java.net.Socket",
          "java.net.http.HttpClient",
          "java.nio.channels.FileChannel",
          "java.nio.channels.SocketChannel",
          "java.nio.file.Files",
          "java.security.SecureRandom",
          "java.util.Random",
          "java.util.concurrent.ThreadLocalRandom");

  private static final Set<String> WORLDLY_METHODS =
      Set.of(
          "java.lang.Math.random",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.getProperty",
          "java.lang.System.getenv",
          "java.lang.System.nanoTime",
          "java.lang.Thread.sleep",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.util.UUID.randomUUID");

  @Test
  void whatDecidesDoesNotTouchTheWorld() {
    noClasses()
        .that(describe("are no edge", c -> !isEdge(outermost(c).replace(ROOT, ""))))
        .should()
        .callCodeUnitWhere(touchesTheWorld())
        .because(
            "files, sockets, clocks and random numbers make a decision that can't be tested alone:"
                + " pass in what they give, or add the class to EDGES if touching them is its task")
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaCall<?>> touchesTheWorld() {
    return describe(
        "a file, a socket, a clock or a random number is touched",
        call -> {
          String owner = call.getTargetOwner().getName();
          return WORLD.contains(owner) || WORLDLY_METHODS.contains(owner + "." + call.getName());
        });
  }

  private static boolean isEdge(String name) {
    return EDGES.contains(name) || NOT_YET_MOVED.contains(name);
  }

  private static String outermost(JavaClass javaClass) {
    String name = javaClass.getName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }
}
