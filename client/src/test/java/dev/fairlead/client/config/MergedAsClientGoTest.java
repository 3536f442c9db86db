package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Several kubeconfigs")
class MergedAsClientGoTest {
  /** One case of the file; its head says how to read it. */
  record Case(String variable, String context, Map<String, String> files, String expected) {
    static Case of(String text) {
      String[] parts = text.split("\n(?:---|>>>) ");
      String[] head = parts[0].split("KUBECONFIG=| context=", -1);
      Map<String, String> files =
          Arrays.stream(parts)
              .skip(1)
              .limit(parts.length - 2)
              .map(part -> part.split("\n", 2))
              .collect(Collectors.toMap(part -> part[0], part -> part[1]));
      return new Case(head[1], head[2], files, parts[parts.length - 1].strip());
    }

    @Override
    public String toString() {
      return variable + " " + context;
    }
  }

  static List<Case> cases() {
    String[] parts = TestFiles.text("merged-by-client-go.txt").split("(?m)^=== ");
    return Arrays.stream(parts).skip(1).map(Case::of).toList(); // the first is a comment
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("give the connection that client-go makes of them")
  void giveWhatClientGoGives(Case wanted, @TempDir Path folder) {
    for (String parent : List.of("one", "two", "three")) {
      Path in = parent.equals("three") ? folder : folder.resolve(parent);
      TestFiles.write(in.resolve("token"), parent + "-read\n");
    }
    wanted.files().forEach((name, text) -> TestFiles.write(folder.resolve(name), text));
    List<String> variable = new ArrayList<>();
    for (String name : wanted.variable().split(":", -1)) {
      variable.add(name.isEmpty() ? "" : folder.resolve(name).toString());
    }
    Environment environment =
        new Environment(Map.of("KUBECONFIG", String.join(":", variable)), folder);
    LoadOptions options = LoadOptions.defaults().withEnvironment(environment);
    String context = wanted.context();

    String got = load(context.equals("-") ? options : options.withContext(context));

    assertThat(got).isEqualTo(wanted.expected());
  }

  private static String load(LoadOptions options) {
    try {
      Config config = Config.load(options);
      return String.join(
          " ",
          config.server().toString(),
          config.namespace(),
          config.authorization().orElse("-"),
          config.tlsServerName().orElse("-"),
          config.proxy().map(Object::toString).orElse("-"),
          Boolean.toString(config.insecureSkipTlsVerify()));
    } catch (ConfigException e) {
      return "error";
    }
  }
}
