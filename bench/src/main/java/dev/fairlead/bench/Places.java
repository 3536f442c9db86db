package dev.fairlead.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are in the source tree. */
record Places(Path root) {

  /** The launcher says where the tree is. */
  static Places find() {
    return new Places(Path.of(System.getProperty("fairlead.root", "")).toAbsolutePath());
  }

  /** What a run leaves behind: bodies, results, logs. */
  Path work() {
    Path work = root.resolve("target/bench");
    try {
      return Files.createDirectories(work);
    } catch (IOException e) {
      throw new BenchException("can't make " + work, e);
    }
  }

  Path results(String scenario) {
    return work().resolve("results-" + scenario + ".json");
  }

  Path jmhResults(Client client) {
    return work().resolve("jmh-" + client.folder() + ".json");
  }

  /** A log of a participant whose name may hold anything. */
  Path log(String participant) {
    return work().resolve("log-" + participant.replaceAll("[^A-Za-z0-9]+", "-") + ".txt");
  }

  /** The jars that a client needs at run time, and no other client's. */
  Path libraries(Client client) {
    return root.resolve("bench/clients/" + client.folder() + "/target/lib");
  }

  /** Jars alone: a JDK makes no AOT cache of a class path with folders. */
  String classPath(Client client) {
    return jar() + File.pathSeparator + libraries(client) + "/*";
  }

  /** The class path of JMH with one client. */
  String jmhClassPath(Client client) {
    return classPath(client) + File.pathSeparator + root.resolve("bench/target/lib") + "/*";
  }

  private Path jar() {
    return root.resolve("bench/target/fairlead-bench.jar");
  }

  Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  Path documentation() {
    return root.resolve("docs");
  }

  Path goSource() {
    return root.resolve("bench/go");
  }

  Path goProgram() {
    return work().resolve("client-go");
  }

  Path launcher() {
    return root.resolve("fairlead");
  }

  Path realcluster() {
    return root.resolve("realcluster/realcluster");
  }
}
