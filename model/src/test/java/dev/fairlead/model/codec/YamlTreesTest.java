package dev.fairlead.model.codec;

import static dev.fairlead.model.value.GoVectors.differences;
import static dev.fairlead.model.value.GoVectors.firstDifference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is written is what is read: by Fairlead, and by Go. */
class YamlTreesTest {
  private static final int MAX_DEPTH = 4;

  private static final List<String> NASTY =
      List.of(
          "",
          "yes",
          "~",
          "0x1F",
          "1e3",
          ".inf",
          "- a",
          "a: b",
          "#",
          " a ",
          "\ta",
          "a\n",
          "a\n\n",
          "\n",
          "a \nb",
          " a\nb",
          "\ta\nb",
          "a\r\nb",
          "---",
          "...\n",
          "\u0085",
          "\u2028\n",
          "\ufeff",
          "\ud800",
          "😀",
          "'\"\\",
          "<<",
          "2026-11-24",
          "1:20");

  @Property
  void anyTreeSurvives(@ForAll("trees") JsonValue tree) {
    String yaml = Codec.yaml().encodeToString(tree);
    assertThat(Codec.yaml().decodeTree(yaml)).as(yaml).isEqualTo(tree);
  }

  @Property
  void severalDocumentsInAFileSurvive(
      @ForAll("trees") JsonValue first, @ForAll("trees") JsonValue second) throws Exception {
    String yaml =
        Codec.yaml().encodeToString(object(first))
            + "---\n"
            + Codec.yaml().encodeToString(object(second));
    assertThat(
            Codec.yaml().decodeAll(new java.io.ByteArrayInputStream(utf8(yaml)), Decoding.DEFAULT))
        .as(yaml)
        .containsExactly(object(first), object(second));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static JsonObject object(JsonValue member) {
    return JsonObject.builder()
        .put("apiVersion", "x.io/v1")
        .put("kind", "X")
        .put("spec", member)
        .build();
  }

  @Test
  void nastyTextsAreWrittenInAFormThatGoReadsBackEqual() {
    assertThat(
            differences(
                YamlTreesTest.class,
                "yaml-written.tsv",
                line -> {
                  JsonValue tree = Codec.json().decodeTree(line.get(0));
                  String yaml = Codec.yaml().encodeToString(tree);
                  return firstDifference(
                      line.get(1), yaml, tree, Codec.yaml().decodeTree(line.get(1)));
                }))
        .isEmpty();
  }

  @Provide
  Arbitrary<JsonValue> trees() {
    return trees(0);
  }

  private static Arbitrary<JsonValue> trees(int depth) {
    Arbitrary<JsonValue> scalars =
        Arbitraries.oneOf(
            texts().map(JsonString::new),
            texts().map(JsonString::new),
            numbers(),
            Arbitraries.of(JsonBool.TRUE, JsonBool.FALSE, JsonNull.NULL));
    if (depth == MAX_DEPTH) {
      return scalars;
    }
    Arbitrary<JsonValue> inner = Arbitraries.lazy(() -> trees(depth + 1));
    return Arbitraries.oneOf(
        scalars,
        inner.list().ofMaxSize(3).map(JsonArray::new),
        Arbitraries.maps(texts(), inner)
            .ofMaxSize(3)
            .map((Map<String, JsonValue> members) -> JsonObject.copyOf(members)));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(NASTY),
        Arbitraries.strings().withChars("ab1 \n\t:-#?,[]{}&*!|>'\"%@`=.~_+\\\r").ofMaxLength(8),
        Arbitraries.strings().all().ofMaxLength(12),
        Arbitraries.strings().ascii().ofMinLength(120).ofMaxLength(1_100));
  }

  private static Arbitrary<JsonValue> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(JsonNumber::of),
        Arbitraries.doubles().map(JsonNumber::of),
        Arbitraries.bigDecimals().ofScale(30).map(JsonNumber::of),
        Arbitraries.integers()
            .between(-4_000, 4_000)
            .map(scale -> JsonNumber.of(new java.math.BigDecimal("1234567890123456789e" + scale))));
  }
}
