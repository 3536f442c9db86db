package dev.fairlead.model.codec;

import static dev.fairlead.model.value.GoVectors.differences;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What kubectl makes of some 1,500 texts. Where Fairlead answers something else on purpose,
 * yaml-differences.tsv says what and why.
 */
class YamlGoVectorsTest {
  private static final Decoding STRICT = Decoding.DEFAULT.withStrict(true);

  private static final String ERROR = "!";

  /** Two keys that become the same name: Go doesn't see it, and takes one of the two at random. */
  private static final List<String> DUPLICATES_AS_TEXT =
      List.of("1: a\n'1': b\n", "<<: {1: a}\n'1': b\n");

  @Test
  void textsAreReadAsKubectlReadsThemButForTheListedDifferences() {
    Map<String, String> ours = new HashMap<>();
    differences(
        YamlGoVectorsTest.class,
        "yaml-differences.tsv",
        line -> {
          ours.put(line.get(0), line.get(1));
          return "";
        });
    assertThat(
            differences(
                YamlGoVectorsTest.class,
                "yaml.tsv",
                line -> {
                  String expected = ours.remove(line.get(0));
                  return compare(line.get(0), expected == null ? line.get(1) : expected);
                }))
        .isEmpty();
    assertThat(ours).as("differences that aren't in yaml.tsv").isEmpty();
  }

  @Test
  void everyListedDifferenceIsOne() {
    Map<String, String> go = new HashMap<>();
    differences(
        YamlGoVectorsTest.class,
        "yaml.tsv",
        line -> {
          go.put(line.get(0), line.get(1));
          return "";
        });
    assertThat(
            differences(
                YamlGoVectorsTest.class,
                "yaml-differences.tsv",
                line ->
                    isSame(String.valueOf(go.get(line.get(0))), line.get(1))
                        ? "the two agree"
                        : ""))
        .isEmpty();
  }

  @Test
  void duplicatesAreErrorsInStrictModeWhereTheyAreInGo() {
    assertThat(
            differences(
                YamlGoVectorsTest.class,
                "yaml.tsv",
                line -> {
                  boolean refused =
                      !answer(line.get(0), Decoding.DEFAULT).startsWith(ERROR)
                          && answer(line.get(0), STRICT).startsWith(ERROR);
                  boolean expected =
                      line.get(2).equals("strict") || DUPLICATES_AS_TEXT.contains(line.get(0));
                  return refused == expected ? "" : "strict decoding differs";
                }))
        .isEmpty();
  }

  private static String compare(String text, String expected) {
    String actual = answer(text, Decoding.DEFAULT);
    return isSame(expected, actual) ? "" : "expected " + expected + " but here is " + actual;
  }

  private static boolean isSame(String left, String right) {
    if (left.startsWith(ERROR) || right.startsWith(ERROR)) {
      return left.startsWith(ERROR) && right.startsWith(ERROR);
    }
    return comparable(Codec.json().decodeTree(left))
        .equals(comparable(Codec.json().decodeTree(right)));
  }

  /** The documents that aren't null, as a list in JSON. */
  private static String answer(String text, Decoding how) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      YamlEvents events = YamlText.events(new ByteArrayInputStream(bytes), how);
      List<JsonValue> documents = new ArrayList<>();
      for (YamlEvent start = events.nextDocument();
          !start.is(YamlEvent.Kind.END_STREAM);
          start = events.nextDocument()) {
        YamlTokens tokens = new YamlTokens(events, start, "YAML", how);
        JsonValue document = new ObjectReader(tokens, how).readTree();
        if (document != JsonNull.NULL) {
          documents.add(document);
        }
      }
      return Codec.json().encodeToString(new JsonArray(documents));
    } catch (DecodeException e) {
      return ERROR + e.getMessage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Go rounds numbers to doubles; Fairlead keeps their digits. */
  private static Object comparable(JsonValue value) {
    return switch (value) {
      case JsonObject object ->
          object.members().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, e -> comparable(e.getValue())));
      case JsonArray array -> array.items().stream().map(YamlGoVectorsTest::comparable).toList();
      case JsonNumber number -> number.doubleValue();
      default -> value;
    };
  }
}
