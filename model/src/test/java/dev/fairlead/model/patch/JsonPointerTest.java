package dev.fairlead.model.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonValue;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPointerTest {
  /** The document of RFC 6901, section 5. */
  private static final JsonValue DOCUMENT =
      Codec.json()
          .decodeTree(
              """
              {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\\\j": 5,
               "k\\"l": 6, " ": 7, "m~n": 8}
              """);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "/foo;[\"bar\",\"baz\"]",
        "/foo/0;\"bar\"",
        "/;0",
        "/a~1b;1",
        "/c%d;2",
        "/e^f;3",
        "/g|h;4",
        "/i\\j;5",
        "/k\"l;6",
        "/ ;7",
        "/m~0n;8"
      })
  void findsTheExamplesOfRfc6901(String pointer, String value) {
    assertThat(JsonPointer.parse(pointer).find(DOCUMENT)).hasToString(value);
  }

  @Test
  void theEmptyPointerIsTheWholeDocument() {
    assertThat(JsonPointer.parse("")).isEqualTo(JsonPointer.ROOT);
    assertThat(JsonPointer.ROOT.find(DOCUMENT)).isEqualTo(DOCUMENT);
    assertThat(JsonPointer.ROOT.isRoot()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/bar",
    "/foo/2",
    "/foo/-",
    "/foo/-1",
    "/foo/00",
    "/foo/x",
    "/foo/0/a",
    "/foo/99999999999"
  })
  void findsNothingWhereNothingIs(String pointer) {
    assertThat(JsonPointer.parse(pointer).find(DOCUMENT)).isNull();
  }

  @Test
  void escapesAreUndoneOnceAndInOrder() {
    assertThat(JsonPointer.parse("/~01/~1~0").tokens()).containsExactly("~1", "/~");
  }

  @Property
  void printsWhatItReads(@ForAll List<String> tokens) {
    JsonPointer pointer = new JsonPointer(tokens);
    assertThat(JsonPointer.parse(pointer.toString())).isEqualTo(pointer);
  }

  @Test
  void refusesAPathWithoutASlash() {
    assertThatThrownBy(() -> JsonPointer.parse("spec/replicas"))
        .isInstanceOf(PatchException.class)
        .hasMessage(
            "the JSON pointer \"spec/replicas\" does not start with /. Write / before each name,"
                + " and within names ~1 for / and ~0 for ~.");
  }

  @ParameterizedTest
  @CsvSource({"/a~, 2", "/~2, 1"})
  void refusesATildeThatEscapesNothing(String text, int at) {
    assertThatThrownBy(() -> JsonPointer.parse(text))
        .isInstanceOf(PatchException.class)
        .hasMessageStartingWith(
            "the JSON pointer \"%s\" has a ~ at %d that starts neither ~0 nor ~1.", text, at);
  }
}
