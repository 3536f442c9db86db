package dev.fairlead.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Answers of a real server, saved for what is measured without one.
 *
 * @param folder one for each number of Pods and templates
 */
record Bodies(Path folder) {
  private static final String ALL = "/api/v1/pods?resourceVersion=0";
  private static final String ONE = "/api/v1/namespaces/single/pods/web-0-7c5dd89dbb-00000";
  private static final String WATCH =
      "/api/v1/namespaces/single/pods?watch=true&resourceVersion=0&timeoutSeconds=1";

  static Bodies of(Places places, Options options) {
    return new Bodies(
        places.work().resolve("bodies-" + options.pods() + "-" + options.templates()));
  }

  static String mediaType(String format) {
    return format.equals("json") ? "application/json" : "application/vnd.kubernetes.protobuf";
  }

  Path list(String format) {
    return folder.resolve("pods." + format);
  }

  boolean saved() {
    return Files.exists(folder.resolve("complete"));
  }

  void save(Places places, RealServer server) {
    try {
      Files.createDirectories(folder);
      for (String format : List.of("protobuf", "json")) {
        String type = mediaType(format);
        save(places, server, type, ALL, list(format));
        save(places, server, type, ONE, folder.resolve("pod." + format));
        String stream = format.equals("json") ? type : type + ";stream=watch";
        save(places, server, stream, WATCH, folder.resolve("watch." + format));
      }
      Files.writeString(folder.resolve("complete"), "");
    } catch (java.io.IOException e) {
      throw new BenchException("can't write to " + folder, e);
    }
  }

  private static void save(
      Places places, RealServer server, String accept, String path, Path file) {
    List<String> command = server.curl(accept, path, List.of("--output", file.toString()));
    Programs.run(places.log("curl"), command.toArray(String[]::new));
  }
}
