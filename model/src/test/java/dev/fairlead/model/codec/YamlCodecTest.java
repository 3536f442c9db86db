package dev.fairlead.model.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.value.Quantity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlCodecTest {
  private static final Decoding STRICT = Decoding.DEFAULT.withStrict(true);

  private static final String TWO_DOCUMENTS =
      """
      # the first has nothing in it
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
      data:
        on-start: "yes"
      ---
      null
      --- # and this is the second
      kind: Service
      apiVersion: v1
      metadata: {name: web}
      ...
      """;

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of(
            "",
            "YAML, line 2, column 1: expected an object of kind v1 Pod, found the end of the"
                + " document"),
        Arguments.of(
            "- a", "YAML, line 1, column 1: expected an object of kind v1 Pod, found a list"),
        Arguments.of(
            "kind: Service\n",
            "YAML, line 1, column 7: kind is \"Service\", but v1 Pod was expected"),
        Arguments.of(
            "spec:\n  containers:\n  - name: a\n  - name: 7\n",
            "YAML, line 4, column 11: spec.containers[1].name: expected a string, found a number"),
        Arguments.of(
            "metadata:\n  annotations:\n    enabled: yes\n",
            "YAML, line 3, column 14: metadata.annotations.enabled: expected a string, found true"
                + " or false"),
        Arguments.of(
            "spec:\n  terminationGracePeriodSeconds: 1.5\n",
            "YAML, line 2, column 34: spec.terminationGracePeriodSeconds: expected a whole number,"
                + " found a number with fraction or exponent"),
        Arguments.of(
            "spec:\n  priority: 0xfffffffff\n",
            "YAML, line 2, column 13: spec.priority: 68719476735 doesn't fit 32 bits"),
        Arguments.of(
            "spec:\n  terminationGracePeriodSeconds: 9_223_372_036_854_775_808\n",
            "YAML, line 2, column 34: spec.terminationGracePeriodSeconds: 9223372036854775808"
                + " doesn't fit 64 bits"),
        Arguments.of(
            "metadata: {labels: []}",
            "YAML, line 1, column 20: metadata.labels: expected an object (a map), found a list"),
        Arguments.of(
            "spec:\n  hostNetwork: 'yes'\n",
            "YAML, line 2, column 16: spec.hostNetwork: expected true or false, found a string"),
        Arguments.of(
            "spec: {}\n---\nspec: {}\n",
            "YAML, line 2, column 1: a second document starts here, but one was expected: use"
                + " decodeAll"),
        Arguments.of(
            "spec:\n\tcontainers: []\n",
            "YAML, line 2, column 1: while scanning for the next token: found character '\\t(TAB)'"
                + " that cannot start any token. (Do not use \\t(TAB) for indentation)"),
        Arguments.of(
            "spec: {containers: [}\n",
            "YAML, line 1, column 21: while parsing a flow node: expected the node content, but"
                + " found '}'"),
        Arguments.of(
            "metadata:\n  name: a: b\n",
            "YAML, line 2, column 10: mapping values are not allowed here"),
        Arguments.of(
            "metadata: \"\\q\"\n",
            "YAML, line 1, column 13: while scanning a double-quoted scalar: found unknown escape"
                + " character q(113)"),
        Arguments.of(
            "metadata: \"\\UFFFFFFFF\"\n",
            "YAML, line 1, column 14: an escape in double quotes names no character"),
        Arguments.of(
            "metadata:\n  name: a\u0001\n",
            "YAML, line 2, column 10: the character U+0001 isn't allowed: write it as \"\\u0001\""
                + " in double quotes"),
        Arguments.of(
            "metadata: *base\n", "YAML, line 1, column 11: nothing before it has the anchor &base"),
        Arguments.of(
            "metadata: &m {labels: *m}\n",
            "YAML, line 1, column 23: the alias *m stands within what it stands for"),
        Arguments.of(
            "metadata: &m: {}\n",
            "YAML, line 1, column 11: the anchor &m: has other characters than letters, digits, -"
                + " and _"),
        Arguments.of(
            "? [a]\n: b\n",
            "YAML, line 1, column 3: expected the name of a field, found a list: quote it if it is"
                + " a text"),
        Arguments.of(
            "~: b\n",
            "YAML, line 1, column 1: expected the name of a field, found null: quote it if it is a"
                + " text"),
        Arguments.of(
            "<<: [a]\n",
            "YAML, line 1, column 6: << merges an object or a list of objects, and this is"
                + " neither"),
        Arguments.of(
            "metadata: !!int x\n", "YAML, line 1, column 11: the tag !!int doesn't fit \"x\""),
        Arguments.of(
            "metadata: .nan\n",
            "YAML, line 1, column 11: JSON has no number for .nan: put it in quotes if it is a"
                + " text"),
        Arguments.of(
            "metadata: !!binary a\n",
            "YAML, line 1, column 11: the tag !!binary stands before base64 without its padding"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void saysWhereAndWhatIsWrong(String yaml, String message) {
    assertThatThrownBy(() -> Codec.yaml().decode(Pod.TYPE, yaml))
        .isInstanceOf(DecodeException.class)
        .hasMessage(message);
  }

  @Test
  void takesUtf8OnlyAndSaysSo() {
    byte[] utf16 = "a: 1\n".getBytes(StandardCharsets.UTF_16);
    assertThatThrownBy(() -> Codec.yaml().decode(Pod.TYPE, utf16))
        .isInstanceOf(DecodeException.class)
        .hasMessage("YAML: the text isn't UTF-8 but seems to be UTF-16: save it as UTF-8");
    assertThatThrownBy(() -> Codec.yaml().decode(Pod.TYPE, new byte[] {'a', (byte) 0xe9}))
        .hasMessage("YAML: the text isn't UTF-8: save it as UTF-8");
  }

  @Test
  void reportsAllUnknownAndDuplicateFieldsTogetherInStrictMode() {
    String yaml =
        """
        apiVersion: v1
        kind: Pod
        spec:
          contianers: []
          containers:
          - name: a
            name: b
            imge: y
        metadata:
          labels: {a: "1", a: "2"}
        extra: [1, {x: 2}]
        """;
    assertThatThrownBy(() -> Codec.yaml().decode(Pod.TYPE, stream(yaml), STRICT))
        .isInstanceOf(DecodeException.class)
        .hasMessage(
            "strict decoding error: unknown field \"spec.contianers\","
                + " line 7: key \"name\" already set in map,"
                + " unknown field \"spec.containers[0].imge\","
                + " line 10: key \"a\" already set in map, unknown field \"extra\"");
  }

  @Test
  void skipsUnknownFieldsAndTakesTheLastOfDuplicatesOtherwise() {
    Pod pod = Codec.yaml().decode(Pod.TYPE, "new: {a: [1]}\nmetadata: {name: a, name: b}\n");
    assertThat(pod.metadata().name()).isEqualTo("b");
  }

  @Test
  void readsWhatPeopleWriteAsKubectlDoes() {
    Pod pod =
        Codec.yaml()
            .decode(
                Pod.TYPE,
                """
                # a Pod
                metadata:
                  name: 'web'   # quoted
                  labels: &labels
                    app: web
                  annotations:
                    <<: *labels
                    8080: "on"
                    script: |
                      #!/bin/sh
                      echo "$HOME"
                spec:
                  hostNetwork: on
                  terminationGracePeriodSeconds: 1e1
                  volumes:
                  - name: keys
                    secret: {secretName: keys, defaultMode: 0400}
                  containers:
                    - name: web
                      args: [sh, -c, 'exit 0']
                      resources:
                        limits: {cpu: .5, memory: 1Gi}
                """);
    assertThat(pod.metadata().annotations())
        .containsEntry("app", "web")
        .containsEntry("8080", "on")
        .containsEntry("script", "#!/bin/sh\necho \"$HOME\"\n");
    assertThat(pod.spec().hostNetwork()).isTrue();
    assertThat(pod.spec().terminationGracePeriodSeconds()).isEqualTo(10);
    assertThat(Codec.toTree(pod).toString()).contains("\"defaultMode\":256");
    assertThat(pod.spec().containers().getFirst().resources().limits())
        .containsEntry("cpu", Quantity.ofWire("0.5"))
        .containsEntry("memory", Quantity.parse("1Gi"));
  }

  @Test
  void readsAllDocumentsOfAStreamButThoseWithNothingInThem() throws IOException {
    List<Object> read = Codec.yaml().decodeAll(stream(TWO_DOCUMENTS), Decoding.DEFAULT);
    assertThat(read)
        .containsExactly(
            ConfigMap.of(c -> c.metadata(m -> m.name("settings")).data("on-start", "yes")),
            Service.of(s -> s.metadata(m -> m.name("web"))));
    assertThat(Codec.yaml().decodeAll(stream("# nothing\n---\n"), Decoding.DEFAULT)).isEmpty();
    assertThat(Codec.yaml().decodeAll(stream(""), Decoding.DEFAULT)).isEmpty();
  }

  @Test
  void saysWhichDocumentOfAStreamIsWrong() {
    assertThatThrownBy(() ->
            Codec.yaml()
                .decodeAll(stream("apiVersion: v1\nkind: Pod\n---\nkind: Pod\n"), Decoding.DEFAULT))
        .hasMessage(
            "YAML, the document at line 3, column 1: the object has no apiVersion: add apiVersion"
                + " and kind");
    assertThatThrownBy(
            () -> Codec.yaml().decodeAny(stream("kind: Pod\nmetadata: {}\n"), Decoding.DEFAULT))
        .hasMessage("YAML: the object has no apiVersion: add apiVersion and kind");
    assertThatThrownBy(() -> Codec.yaml().decodeAny(stream("- a\n"), Decoding.DEFAULT))
        .hasMessage("YAML: the document is no object; a Kubernetes object was expected");
    assertThatThrownBy(() -> Codec.yaml().decodeAny(stream("# a\n"), Decoding.DEFAULT))
        .hasMessage("YAML: the document is empty; a Kubernetes object was expected");
    assertThatThrownBy(() -> Codec.yaml().decodeTree("---\n"))
        .hasMessage("YAML: the document is empty");
    assertThat(Codec.yaml().decodeTree("---\nnull\n")).isEqualTo(JsonNull.NULL);
  }

  @Test
  void saysOfEachDocumentOfAStreamWhatStrictDecodingFinds() {
    String wrong = "apiVersion: v1\nkind: Pod\nspek: {}\n";
    Decoding strict = Decoding.DEFAULT.withStrict(true);
    assertThatThrownBy(() -> Codec.yaml().decodeAll(stream(wrong), strict))
        .hasMessage("strict decoding error: unknown field \"spek\"");
    String stream =
        "---\n# nothing\n---\napiVersion: v1\nkind: Pod\n---\n" + wrong + "---\n" + wrong;
    assertThatThrownBy(() -> Codec.yaml().decodeAll(stream(stream), strict))
        .hasMessage(
            "strict decoding error: document 2: unknown field \"spek\", document 3: unknown field"
                + " \"spek\"");
  }

  @Test
  void readsJsonByTheRulesOfJson() throws IOException {
    String name = "n".repeat(2_000); // YAML's own limit is 1024
    String json = "{\t\"" + name + "\":\"\\ud83d\\ude00\\/\"}{\"a\":1e400}\n";
    YamlEvents events = YamlText.events(stream(json), Decoding.DEFAULT);
    assertThat(tree(events)).hasToString("{\"" + name + "\":\"😀/\"}");
    assertThat(tree(events)).hasToString("{\"a\":1E+400}");
    assertThat(events.nextDocument().is(YamlEvent.Kind.END_STREAM)).isTrue();
    assertThat(
            Codec.yaml()
                .decodeAll(
                    stream(
                        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}\n"
                            + "{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}"),
                    Decoding.DEFAULT))
        .containsExactly(Pod.of(p -> {}), Pod.of(p -> {}));
  }

  private static Object tree(YamlEvents events) throws IOException {
    YamlTokens tokens = new YamlTokens(events, events.nextDocument(), "YAML", Decoding.DEFAULT);
    return new ObjectReader(tokens, Decoding.DEFAULT).readTree();
  }

  @Test
  void refusesDocumentsBeyondItsLimitsBeforeTheyFillMemory() {
    String flow = "{a: ".repeat(100_000);
    assertThatThrownBy(() -> Codec.yaml().decodeTree(flow))
        .isInstanceOf(DecodeException.class)
        .hasMessage("YAML, line 1, column 2001: nested deeper than 500 levels");
    String block = "- ".repeat(100_000);
    assertThatThrownBy(() -> Codec.yaml().decodeTree(block))
        .hasMessage("YAML, line 1, column 1001: nested deeper than 500 levels");
    assertThatThrownBy(
            () -> Codec.yaml().decodeTree(stream("a: b\n"), Decoding.DEFAULT.withMaxBytes(4)))
        .hasMessage(
            "the document is larger than 4 bytes: read it in pages, or raise Decoding.maxBytes");
  }

  @Test
  void refusesAliasesThatMakeMuchOfLittle() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String alias = "*a" + (i - 1);
      laughs.append(
          "a%d: &a%d [%s]\n"
              .formatted(
                  i,
                  i,
                  String.join(
                      ", ",
                      List.of(
                          alias, alias, alias, alias, alias, alias, alias, alias, alias, alias))));
    }
    assertThatThrownBy(() -> Codec.yaml().decodeTree(laughs.toString()))
        .isInstanceOf(DecodeException.class)
        .hasMessage(
            "YAML, line 1, column 5: the aliases of this document repeat more than 400000 values:"
                + " write it without them");
    String large = "a: &a " + "x".repeat(1_000) + "\nb: [*a, *a, *a]\n";
    assertThatThrownBy(
            () -> Codec.yaml().decodeTree(stream(large), Decoding.DEFAULT.withMaxBytes(2_000)))
        .hasMessage(
            "YAML, line 1, column 4: the aliases of this document repeat more than 2000"
                + " characters: write it without them");
    assertThat(Codec.yaml().decodeTree("a: &a [1]\nb: [*a, *a]\nc: &a 2\nd: *a\n"))
        .hasToString("{\"a\":[1],\"b\":[[1],[1]],\"c\":2,\"d\":2}");
  }

  @Test
  void handsAFailureOfTheStreamOnAsItIs() {
    IOException broken = new IOException("connection reset");
    InputStream in = new BrokenInput(broken);
    assertThatThrownBy(() -> Codec.yaml().decode(Pod.TYPE, in, Decoding.DEFAULT)).isSameAs(broken);
  }

  @Test
  void readsAKindThatNobodyKnowsAsATree() throws IOException {
    Object read =
        Codec.yaml().decodeAny(stream("apiVersion: x.io/v1\nkind: X\nspec: 1\n"), Decoding.DEFAULT);
    assertThat(read)
        .isInstanceOf(JsonObject.class)
        .hasToString("{\"apiVersion\":\"x.io/v1\",\"kind\":\"X\",\"spec\":1}");
  }

  @Test
  void writesObjectsAsKubectlPrintsThem() {
    Pod pod =
        Pod.of(p ->
            p.metadata(m -> m.name("web").label("on", "yes").annotation("note", "a\n b\n"))
                .spec(s ->
                    s.container(c -> c.name("web").image("nginx:1.29").args("-c", "- x", "#"))));
    assertThat(pod.toYaml())
        .isEqualTo(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
              labels:
                "on": "yes"
              annotations:
                note: |
                  a
                   b
            spec:
              containers:
              - name: web
                image: nginx:1.29
                args:
                - -c
                - '- x'
                - '#'
                resources: {}
            status: {}
            """);
  }
}
