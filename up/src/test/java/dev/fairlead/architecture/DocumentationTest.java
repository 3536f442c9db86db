package dev.fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.architecture.SourceTree.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What README and docs say of the code is true of it. */
class DocumentationTest {
  private static final String REGION = "// docs: ";
  private static final String END = "end";

  /** A fenced block of a document, at a line of it. */
  private record Block(String where, String text) {}

  @Test
  void everyJavaSampleIsARegionOfATestOrAnExampleThatRuns() {
    Map<String, String> regions = regions();
    List<String> problems = new ArrayList<>();
    for (Block sample : javaSamples()) {
      if (!regions.containsValue(sample.text())) {
        problems.add(
            sample.where()
                + ": this sample is no region of a test or example: put it between '// docs: NAME'"
                + " and '// docs: end' in one, because what isn't run stops being true\n"
                + sample.text());
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void everyRegionIsShown() {
    Set<String> shown = new HashSet<>();
    javaSamples().forEach(sample -> shown.add(sample.text()));
    List<String> problems =
        regions().entrySet().stream()
            .filter(region -> !shown.contains(region.getValue()))
            .map(region ->
                region.getKey()
                    + " is shown nowhere: take its marks away, or show it as it is now\n"
                    + region.getValue())
            .toList();
    assertThat(problems).isEmpty();
  }

  /** By "name of file: name". */
  private static Map<String, String> regions() {
    Map<String, String> regions = new TreeMap<>();
    for (Source file : SourceTree.java()) {
      if ((file.isTest() || file.path().startsWith("examples/"))
          && !file.path().startsWith("up/src/test/java/dev/fairlead/architecture/")) {
        addRegions(file, regions);
      }
    }
    return regions;
  }

  private static void addRegions(Source file, Map<String, String> regions) {
    String name = "";
    List<String> lines = new ArrayList<>();
    for (String line : file.lines()) {
      if (line.strip().startsWith(REGION)) {
        String next = line.strip().substring(REGION.length());
        assertThat(name.isEmpty())
            .as(file.path() + ": '// docs: NAME' and '// docs: end' must take turns, not " + line)
            .isNotEqualTo(next.equals(END));
        if (next.equals(END)) {
          regions.put(file.path() + ": " + name, normal(lines));
          lines.clear();
        }
        name = next.equals(END) ? "" : next;
      } else if (!name.isEmpty()) {
        lines.add(line);
      }
    }
    assertThat(name).as(file.path() + ": a region without '// docs: end'").isEmpty();
  }

  @Test
  void everyCallBesideThoseOfOtherClientsIsOneThatRuns() {
    StringBuilder code = new StringBuilder();
    for (Source file : SourceTree.java()) {
      if (file.name().matches("ComingFrom.java|.*GuideTest.java")
          || file.path().startsWith("examples/")) {
        code.append(withoutSpace(file.text()));
      }
    }
    List<String> problems = new ArrayList<>();
    for (String line : SourceTree.file("docs/guide/coming-from.md").lines()) {
      String[] cells = line.split("\\|", -1);
      if (cells.length != 1 && cells.length != 7) {
        problems.add("not five columns: " + line);
      }
      Matcher calls = Pattern.compile("`([^`]+)`").matcher(cells.length == 7 ? cells[5] : "");
      while (calls.find()) {
        if (code.indexOf(withoutSpace(calls.group(1))) < 0) {
          problems.add(calls.group(1) + " is neither in a test of a guide nor in an example");
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }

  private static List<Block> javaSamples() {
    List<Block> samples = new ArrayList<>();
    for (Source document : SourceTree.documents()) {
      if (document.path().equals("README.md") || document.path().startsWith("docs/guide/")) {
        samples.addAll(blocks(document, "```java"));
      }
    }
    return samples;
  }

  private static List<Block> blocks(Source document, String fence) {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = document.lines();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(fence)) {
        int end = i + 1;
        while (!lines.get(end).strip().equals("```")) {
          end++;
        }
        blocks.add(new Block(document.path() + ":" + (i + 1), normal(lines.subList(i + 1, end))));
        i = end;
      }
    }
    return blocks;
  }

  /** Without the indentation that all lines share, and without empty lines at the end. */
  private static String normal(List<String> lines) {
    return String.join("\n", lines).stripTrailing().stripIndent().strip();
  }

  @Test
  void theMapOfTheArchitectureShowsWhatTheRootShows() {
    List<String> mapped =
        SourceTree.file("ARCHITECTURE.md").lines().stream()
            .map(Pattern.compile("\\| `([\\w-]+)` \\|.*")::matcher)
            .filter(Matcher::matches)
            .map(row -> row.group(1))
            .sorted()
            .toList();
    assertThat(mapped)
        .as("the folders in the table of ARCHITECTURE.md, which must be those at the root")
        .isEqualTo(SourceTree.folders());
  }

  @Test
  void everyLinkLeadsToAFile() {
    Pattern link = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    List<String> problems = new ArrayList<>();
    for (Source document : SourceTree.documents()) {
      Path folder = SourceTree.ROOT.resolve(document.path()).resolveSibling(".");
      for (Matcher links = link.matcher(document.text()); links.find(); ) {
        if (!Files.exists(folder.resolve(links.group(1)))) {
          problems.add(document.path() + " links to " + links.group(1) + ", which isn't there");
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void everyTestThatADocumentNamesIsThere() {
    Pattern named = Pattern.compile("\\[\\w+#(\\w+)]\\(([^)]+)\\)");
    List<String> problems = new ArrayList<>();
    for (Source document : SourceTree.documents()) {
      Path folder = SourceTree.ROOT.resolve(document.path()).resolveSibling(".");
      for (Matcher tests = named.matcher(document.text()); tests.find(); ) {
        Path file = SourceTree.ROOT.relativize(folder.resolve(tests.group(2)).normalize());
        String path = file.toString().replace('\\', '/');
        if (!SourceTree.file(path).text().contains("void " + tests.group(1) + "(")) {
          problems.add(document.path() + " names " + tests.group() + ", which isn't there");
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void oneThingHasOneWordWhichTheGlossaryKnows() {
    Map<String, String> banned = new TreeMap<>();
    Pattern row = Pattern.compile("\\| ([^|]+) \\| [^|]+ \\| ([^|]+) \\|");
    for (String line : SourceTree.file("GLOSSARY.md").lines()) {
      Matcher matcher = row.matcher(line);
      if (matcher.matches() && !matcher.group(1).startsWith("-")) {
        for (String word : matcher.group(2).split(", ", -1)) {
          banned.put(word.strip(), matcher.group(1).strip());
        }
      }
    }
    banned.remove("not");
    banned.remove("");
    assertThat(banned).isNotEmpty();
    List<String> problems = new ArrayList<>();
    for (Source document : SourceTree.documents()) {
      if (!document.path().equals("GLOSSARY.md")) {
        banned.forEach((word, instead) -> {
          Pattern whole = Pattern.compile("\\b" + Pattern.quote(word) + "\\b");
          if (whole.matcher(document.text()).find()) {
            problems.add(
                document.path()
                    + ": '"
                    + word
                    + "' is banned, write '"
                    + instead
                    + "', because two words for one thing look like two things");
          }
        });
      }
    }
    assertThat(problems).isEmpty();
  }
}
