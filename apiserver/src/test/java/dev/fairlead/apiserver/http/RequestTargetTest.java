package dev.fairlead.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Go's net/url makes of the same texts. */
class RequestTargetTest {

  @ParameterizedTest
  @CsvSource({
    "/api/v1, /api/v1",
    "//api//v1/, //api//v1/",
    "/a/../b/./c, /a/../b/./c",
    "/a%2Fb, /a/b",
    "/a%252Fb, /a%2Fb",
    "/a+b, /a+b",
    "/a;b=c, /a;b=c",
    "/%C3%BC/ü, /ü/ü",
    "/%ff, /\uFFFD",
  })
  void a_path_is_decoded_once_and_not_normalized(String raw, String path) {
    assertThat(RequestTarget.parse(raw, null)).isEqualTo(new RequestTarget(path, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({"/%", "/%4", "/%zz", "/a%u0041", "/%+1"})
  void a_path_with_a_bad_escape_is_none(String raw) {
    assertThat(RequestTarget.parse(raw, null)).isNull();
  }

  @Test
  void an_escaped_nul_is_a_character_like_others() {
    assertThat(RequestTarget.parse("/a%00b", null)).isEqualTo(new RequestTarget("/a\0b", Map.of()));
  }

  @Test
  void values_keep_their_order() {
    assertThat(RequestTarget.parseQuery("b=2&a=1&b=3"))
        .isEqualTo(Map.of("b", List.of("2", "3"), "a", List.of("1")));
  }

  @Test
  void plus_and_escapes_are_decoded_in_names_and_values() {
    assertThat(RequestTarget.parseQuery("a+b=c+d%2B%26&x=1=2"))
        .isEqualTo(Map.of("a b", List.of("c d+&"), "x", List.of("1=2")));
  }

  @Test
  void a_name_alone_has_the_empty_value() {
    assertThat(RequestTarget.parseQuery("watch&=x&&"))
        .isEqualTo(Map.of("watch", List.of(""), "", List.of("x")));
  }

  @Test
  void bad_pairs_are_left_out() {
    assertThat(RequestTarget.parseQuery("limit=%zz&a=1;b=2&%=1&ok=1"))
        .isEqualTo(Map.of("ok", List.of("1")));
  }
}
