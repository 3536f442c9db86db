package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Command;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.Program;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.command.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each {@code ./fairlead ...} that README and docs show can be typed as it stands. */
class DocumentedCommandsTest {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "cli")).resolve("..").toAbsolutePath().normalize();

  private static final Pattern COMMAND = Pattern.compile("\\./fairlead( +[^`\n]+)");

  /** Where the shell takes over. */
  private static final Pattern SHELL = Pattern.compile("[<>|;&#(].*| {3,}.*|[.,:)]?$");

  @Test
  void isACommandOfTheLauncherOrOfTheProgramWithOptionsThatItHas() throws IOException {
    Set<String> verbs = launcherVerbs();
    List<String> problems = new ArrayList<>();
    for (Path document : documents()) {
      for (Matcher commands = COMMAND.matcher(Files.readString(document)); commands.find(); ) {
        String line = SHELL.matcher(commands.group(1).stripLeading()).replaceFirst("").strip();
        String[] words = line.split(" +", -1);
        if (!verbs.contains(words[0]) && !programTakes(words)) {
          problems.add(
              ROOT.relativize(document)
                  + ": './fairlead "
                  + line
                  + "' can't be typed: name a command that './fairlead' lists, with its options");
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void theOverviewListsEveryVerbOfTheLauncher() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(fairlead(out).run()).isEqualTo(Program.SUCCESS);
    String overview = out.toString(StandardCharsets.UTF_8);
    for (String verb : launcherVerbs()) {
      assertThat(overview).containsPattern("(?m)^  " + verb + " +\\./fairlead " + verb + "\\b");
    }
  }

  private static Set<String> launcherVerbs() throws IOException {
    String launcher = Files.readString(ROOT.resolve("fairlead"));
    String cases = launcher.substring(launcher.indexOf("case ${1:-} in"));
    Set<String> verbs = new TreeSet<>();
    for (Matcher label = Pattern.compile("(?m)^  ([a-z-]+)\\)").matcher(cases); label.find(); ) {
      verbs.add(label.group(1));
    }
    return verbs;
  }

  /** Parsed, but not run. */
  private static boolean programTakes(String[] words) {
    Program program = fairlead(new ByteArrayOutputStream()).program();
    try {
      Command command = program.command(words[0]);
      Arguments unused = program.parse(command, words);
      return true;
    } catch (UsageException e) {
      return false;
    }
  }

  @Test
  void theHelpOfACommandHasEachOfItsOptions() {
    for (Command command : fairlead(new ByteArrayOutputStream()).program().commands()) {
      for (Option option : command.options()) {
        String label = option.label() == null ? "" : " " + option.label();
        assertThat(command.help()).contains(option.name() + label + " ");
      }
    }
  }

  private static Fairlead fairlead(ByteArrayOutputStream out) {
    var nobody = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var streams = new StandardStreams(new ByteArrayInputStream(new byte[0]), out, nobody);
    return new Fairlead(streams, ProgramRun.NOWHERE);
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> root = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(root, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}
