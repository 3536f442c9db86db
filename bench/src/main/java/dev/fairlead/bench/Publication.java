package dev.fairlead.bench;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Carries kept results into the documentation: plots, and the tables between marks of a page. */
final class Publication {
  private Publication() {}

  static void write(Places places) throws IOException {
    Path page = places.documentation().resolve("benchmarks.md");
    Path images = Files.createDirectories(places.documentation().resolve("images"));
    String text = Files.readString(page);
    for (Scenario scenario : Scenario.values()) {
      Path file = places.results(scenario.label());
      if (!Files.exists(file)) {
        System.err.println("left as it is: " + scenario.label() + ", for want of " + file);
        continue;
      }
      Results results = read(file);
      Path image = images.resolve("bench-" + scenario.label() + ".svg");
      Files.writeString(image, new Plot(scenario, results).svg());
      System.out.println(image);
      text = replaced(text, scenario, section(scenario, results));
    }
    Files.writeString(page, text);
    System.out.println(page);
  }

  private static Results read(Path file) throws IOException {
    if (Codec.json().decodeTree(Files.readString(file)) instanceof JsonObject object) {
      return Results.fromJson(object);
    }
    throw new BenchException(file + " holds no results: measure again");
  }

  private static String section(Scenario scenario, Results results) {
    JsonObject how = results.circumstances();
    return new Table(scenario, results).markdown()
        + "\nMeasured at "
        + how.string("started")
        + " by `"
        + how.string("command")
        + "` on "
        + how.get("cores")
        + " cores of "
        + how.string("cpu")
        + ", Java "
        + how.string("java")
        + ", load average before it "
        + how.get("loadAverageAtStart")
        + ".\n";
  }

  private static String replaced(String text, Scenario scenario, String section) {
    String begin = "<!-- bench " + scenario.label() + " -->\n";
    String end = "<!-- end -->";
    int from = text.indexOf(begin);
    int to = from < 0 ? -1 : text.indexOf(end, from);
    if (to < 0) {
      throw new BenchException(
          "docs/benchmarks.md lacks the lines '" + begin.strip() + "' and '" + end + "'");
    }
    return text.substring(0, from + begin.length()) + section + text.substring(to);
  }
}
