package dev.fairlead.bench;

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

  /** A log of a participant whose name may hold anything. */
  Path log(String participant) {
    return work().resolve("log-" + participant.replaceAll("[^A-Za-z0-9]+", "-") + ".txt");
  }

  /** The jars that a client needs at run time, and no other client's. */
  Path libraries(String client) {
    return root.resolve("bench/clients/" + client + "/target/lib");
  }

  String classPath(String client) {
    return root.resolve("bench/target/classes") + ":" + libraries(client) + "/*";
  }

  Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  Path goSource() {
    return root.resolve("bench/go");
  }

  Path goProgram() {
    return work().resolve("client-go");
  }

  Path realcluster() {
    return root.resolve("realcluster/realcluster");
  }
}
