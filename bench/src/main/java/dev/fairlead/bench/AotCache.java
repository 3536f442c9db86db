package dev.fairlead.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JDK's cache of the loaded and linked classes of one client's program (JEP 483 and 514), trained
 * by one run of what is measured.
 */
record AotCache(Path log, Path file) {
  /** The first JDK that makes one in one step. */
  private static final int FIRST_JAVA = 25;

  static boolean isSupported() {
    return Runtime.version().feature() >= FIRST_JAVA;
  }

  static AotCache of(Places places, Client client) {
    return new AotCache(
        places.log("aot-" + client.folder()), places.work().resolve(client.folder() + ".aot"));
  }

  /** The same program with the cache, which is made now. */
  List<String> command(List<String> program) {
    try {
      Files.deleteIfExists(file);
    } catch (java.io.IOException e) {
      throw new BenchException("can't delete " + file, e);
    }
    Programs.run(log, with("-XX:AOTCacheOutput=" + file, program).toArray(String[]::new));
    if (!Files.exists(file)) {
      throw new BenchException("the JDK made no " + file + "; see " + log);
    }
    return with("-XX:AOTCache=" + file, program);
  }

  private static List<String> with(String option, List<String> program) {
    List<String> command = new ArrayList<>(program);
    command.add(1, option); // after the path of java
    return command;
  }
}
