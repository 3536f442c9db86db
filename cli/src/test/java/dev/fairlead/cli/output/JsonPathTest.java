package dev.fairlead.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.cli.command.UsageException;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected texts are what kubectl 1.37 prints. */
class JsonPathTest {
  private static final JsonValue PODS =
      Codec.json()
          .decodeTree(
              """
              {"kind":"List","items":[
                {"name":"a","labels":{"x/y":"1","b.c":"2"},"ports":[80,443],"ready":true},
                {"name":"b","ports":[8080],"ready":false}]}
              """);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {.kind}                                          ; List
          {$.kind}-{@.kind}                                ; List-List
          {.items[*].name}                                 ; a b
          {.items[-1].name}                                ; b
          {.items[0].ports}                                ; [80,443]
          {.items[0].labels}                               ; {"x/y":"1","b.c":"2"}
          {.items[0].labels.b\\.c}                         ; 2
          {.items[0].labels['x/y']}                        ; 1
          {.items[0].labels.*}                             ; 1 2
          {.items[?(@.ready==true)].name}                  ; a
          {.items[?(@.name!="a")].ports[0]}                ; 8080
          {.items[?(@.labels)].name}                       ; a
          {.nope}{.items[7].name}{.kind.nope}|             ; |
          {range .items[*]}{.name}{","}{end}.              ; a,b,.
          {range .items[*]}<{range .ports[*]}{@}{" "}{end}>{end} ; <80 443 ><8080 >
          {"a}b"}{'{'}                                     ; a}b{
          plain                                            ; plain
          """)
  void printsWhatKubectlPrints(String template, String expected) {
    assertThat(JsonPath.parse(template).print(PODS)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {.items[0:1]}       ; 'jsonpath: ''.items[0:1]'' can''t be understood from ''[0:1]'' on'
          {..name}            ; 'jsonpath: ''..name'' can''t be understood from ''..name'' on'
          {.a['b','c']}       ; 'jsonpath: ''.a[''b'',''c'']'' can''t be understood from'
          {.items             ; 'jsonpath: ''{.items'' has no closing brace'
          {range .items[*]}   ; 'jsonpath: {range ...} without {end} after it'
          {end}               ; 'jsonpath: {end} without {range ...} before it'
          {.a[?(@.b==c)]}     ; 'jsonpath: ''c'' is no value'
          """)
  void refusesWhatItDoesNotKnow(String template, String problem) {
    assertThatThrownBy(() -> JsonPath.parse(template))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(problem);
  }
}
