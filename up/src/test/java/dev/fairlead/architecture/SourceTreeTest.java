package dev.fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.architecture.SourceTree.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules of style that a reader would otherwise have to keep in mind. Each says what to do. */
class SourceTreeTest {
  private static final int MAX_FILE_LINES = 300;
  private static final int MAX_METHOD_LINES = 70;

  /** Files that are longer, with the length that they may have. The list may only shrink. */
  private static final Map<String, Integer> LONG_FILES =
      Map.ofEntries(
          Map.entry("generator/src/main/java/dev/fairlead/generator/RecordSource.java", 310),
          Map.entry("client/src/main/java/dev/fairlead/client/transport/FrameSocket.java", 332),
          Map.entry("model/src/main/java/dev/fairlead/model/codec/ObjectReader.java", 330),
          Map.entry("model/src/main/java/dev/fairlead/model/codec/ProtobufScalars.java", 320),
          Map.entry("model/src/main/java/dev/fairlead/model/value/Quantity.java", 380),
          Map.entry("model/src/test/java/dev/fairlead/model/codec/WatchEventsTest.java", 330),
          Map.entry("model/src/test/java/dev/fairlead/model/codec/YamlCodecTest.java", 400),
          Map.entry("client/src/test/java/dev/fairlead/client/WatchTest.java", 310),
          Map.entry("client/src/test/java/dev/fairlead/client/WrongAnswersTest.java", 350),
          Map.entry("client/src/test/java/dev/fairlead/client/WrongServersTest.java", 310),
          Map.entry("bench/src/main/java/dev/fairlead/bench/check/Fabric8Check.java", 350));

  /** The JDK's word for what it implements. */
  private static final Set<String> NAMED_BY_OTHERS = Set.of("SingleKeyManager");

  /** Methods that are longer. The list may only shrink. */
  private static final Set<String> LONG_METHODS = Set.of("RecordSource.descriptor");

  private static final Pattern EMPTY_NAME =
      Pattern.compile("(?i)(utils?|common|commons|impl|helpers?|managers?|misc|base|internal)");

  private static final Pattern EMPTY_CLASS_NAME =
      Pattern.compile("\\w*(Utils?|Common|Impl|Helpers?|Manager|Misc)");

  private static final Pattern END_OF_BLOCK = Pattern.compile("( +)}");
  private static final Pattern TYPE = Pattern.compile(".*\\b(class|interface|record|enum)\\b.*");

  /** What no line of a file may hold, and what to write in its place. */
  private record Ban(String pattern, String instead, String because) {
    void check(Source file, List<String> problems) {
      Pattern compiled = Pattern.compile(pattern);
      for (int i = 0; i < file.lines().size(); i++) {
        Matcher matcher = compiled.matcher(file.lines().get(i));
        if (matcher.find()) {
          problems.add(
              file.path()
                  + ":"
                  + (i + 1)
                  + ": '"
                  + matcher.group()
                  + "' is banned: "
                  + instead
                  + ", because "
                  + because);
        }
      }
    }
  }

  @Test
  void foldersAndClassesAreNamedByWhatTheyAreAbout() {
    List<String> problems = new ArrayList<>();
    for (Source file : SourceTree.java()) {
      for (String folder : file.path().split("/", -1)) {
        if (EMPTY_NAME.matcher(folder).matches()) {
          problems.add(file.path() + ": folder " + folder + " is banned" + nameByConcept());
        }
      }
      String name = file.name().replace(".java", "");
      if (EMPTY_CLASS_NAME.matcher(name).matches() && !NAMED_BY_OTHERS.contains(name)) {
        problems.add(file.path() + ": class name " + name + " is banned" + nameByConcept());
      }
    }
    assertThat(problems).isEmpty();
  }

  private static String nameByConcept() {
    return ": name the concept, because this name tells nothing and everything ends up in it";
  }

  @Test
  void everyPackageSaysWhatItIsForWhatFlowsInAndOutWhatItNeverDoesAndWhichTypeToOpenFirst() {
    List<Source> sources = SourceTree.java().stream().filter(Source::isMain).toList();
    Map<String, Source> infos =
        sources.stream()
            .filter(f -> f.name().equals("package-info.java"))
            .collect(Collectors.toMap(SourceTreeTest::folder, f -> f));
    List<String> problems = new ArrayList<>();
    for (String folder : new TreeSet<>(sources.stream().map(SourceTreeTest::folder).toList())) {
      if (!folder.endsWith("/src/main/java")) { // module-info alone
        Source info = infos.get(folder);
        problems.addAll(info == null ? List.of(folder + " has no package-info") : unanswered(info));
      }
    }
    assertThat(problems).isEmpty();
  }

  private static List<String> unanswered(Source info) {
    Map<String, String> questions =
        Map.of(
            "what flows in ('In:')", "\\b(In|Flows in):",
            "what flows out ('Out:')", "\\b(Out|Flows out):",
            "what it never does", "\\b([Nn]ever|[Nn]othing)\\b",
            "which type to open first", "Open [^.]*(\\.[^ .]+)*[^.]* first",
            "that nothing is null", "@NullMarked");
    String text = info.text().replaceAll("\\s*\\n \\* *", " ");
    return questions.entrySet().stream()
        .filter(q -> !Pattern.compile(q.getValue(), Pattern.DOTALL).matcher(text).find())
        .map(q -> info.path() + " doesn't say " + q.getKey())
        .sorted()
        .toList();
  }

  private static String folder(Source file) {
    return file.path().substring(0, file.path().lastIndexOf('/'));
  }

  @Test
  void filesFitInOneReading() {
    List<String> problems = new ArrayList<>();
    for (Source file : SourceTree.java()) {
      int allowed = LONG_FILES.getOrDefault(file.path(), MAX_FILE_LINES);
      int lines = file.lines().size();
      if (lines > allowed) {
        problems.add(
            file.path()
                + " has "
                + lines
                + " lines, more than "
                + allowed
                + ": split it by concept, because nobody keeps more in mind");
      } else if (allowed > MAX_FILE_LINES && lines <= MAX_FILE_LINES) {
        problems.add(file.path() + " is short now: take it off the list LONG_FILES");
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void methodsFitOnAScreen() {
    List<String> problems = new ArrayList<>();
    for (Source file : SourceTree.java().stream().filter(Source::isMain).toList()) {
      for (String method : longMethods(file)) {
        if (!LONG_METHODS.contains(method)) {
          problems.add(
              method
                  + " is longer than "
                  + MAX_METHOD_LINES
                  + " lines: take steps out that have a name, because a method is read as one"
                  + " thought");
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  /** By indentation, which the formatter makes reliable: a block ends where it began. */
  private static List<String> longMethods(Source file) {
    List<String> found = new ArrayList<>();
    for (int end = 0; end < file.lines().size(); end++) {
      Matcher brace = END_OF_BLOCK.matcher(file.lines().get(end));
      if (brace.matches()) {
        int start = startOfBlock(file.lines(), end, brace.group(1));
        String first = file.lines().get(start);
        if (end - start >= MAX_METHOD_LINES && !TYPE.matcher(first).matches()) {
          String name = first.replaceAll("\\(.*", "").replaceAll(".* ", "");
          found.add(file.name().replace(".java", "") + "." + name);
        }
      }
    }
    return found;
  }

  private static int startOfBlock(List<String> lines, int end, String indent) {
    for (int i = end - 1; i > 0; i--) {
      String line = lines.get(i);
      if (line.startsWith(indent) && line.length() > indent.length()) {
        char first = line.charAt(indent.length());
        if (first != ' ' && first != '}' && first != ')') {
          return i;
        }
      }
    }
    return 0;
  }

  @Test
  void testsMoveTimeByHandAndUseRealThings() {
    List<Ban> bans =
        List.of(
            new Ban(
                "\\bThread\\.sleep\\b|\\bTimeUnit\\.\\w+\\.sleep\\b",
                "wait for the event itself or move a clock of the test",
                "a sleep is too short on a slow machine and too long on all others"),
            new Ban(
                "org\\.mockito|org\\.easymock|org\\.powermock|io\\.mockk",
                "use the real thing, or a small one written for the test",
                "a mock tests what its author believed"),
            new Ban(
                "@Disabled\\b", "make it pass or delete it", "a test that doesn't run only rots"));
    List<String> problems = new ArrayList<>();
    for (Source file : SourceTree.java()) {
      if (file.isTest() && !file.path().startsWith("up/src/test/java/dev/fairlead/architecture/")) {
        bans.forEach(ban -> ban.check(file, problems));
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void librariesPrintNothingAndLeaveNothingForLater() {
    List<Ban> bans =
        List.of(
            new Ban(
                // but in a comment's sample
                "(?<!^ {0,9}\\*.{0,99})(\\bSystem\\.(out|err)\\b|\\.printStackTrace\\()",
                "throw, or log with System.Logger",
                "a library's output is its user's business"),
            new Ban(
                "\\b(TODO|FIXME|XXX|HACK)\\b",
                "do it or file an issue",
                "nobody looks for it in here"),
            new Ban(
                "\\bjava\\.util\\.logging\\b|\\borg\\.slf4j\\b",
                "use System.Logger",
                "the choice of a logging framework is the user's"));
    List<String> problems = new ArrayList<>();
    for (Source file : SourceTree.java()) {
      if (file.path().matches("(schema|model|client)/src/main/.*")) {
        bans.forEach(ban -> ban.check(file, problems));
      }
    }
    assertThat(problems).isEmpty();
  }

  /** Ada is the user of all examples. */
  @Test
  void noFileNamesAFolderOfSomebodysMachine() {
    Ban ban =
        new Ban(
            "(?<![\\w.$}~>*/\\\\-])/(Users|home|root|workspaces?|work|mnt)/(?!ada\\b)[\\w.]+",
            "name it relative to the repository or to $HOME",
            "it is there on one machine only");
    List<String> problems = new ArrayList<>();
    for (Source file : SourceTree.files()) {
      boolean ours = !file.path().equals(".git"); // a file in git's worktrees
      if (ours && !file.path().endsWith("SourceTreeTest.java")) {
        ban.check(file, problems);
      }
    }
    assertThat(problems).isEmpty();
  }
}
