package dev.fairlead.model.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValueTest {
  @Test
  void isMadeOfPlainJavaValues() {
    JsonValue value =
        JsonValue.of(Map.of("list", Arrays.asList(1, 2.5, "x\n\"", true, null, List.of())));
    assertThat(value).hasToString("{\"list\":[1,2.5,\"x\\n\\\"\",true,null,[]]}");
    assertThatThrownBy(() -> JsonValue.of(new Object()))
        .hasMessage(
            "no JSON form for a java.lang.Object: pass null, a String, Boolean, Number, Map,"
                + " List or JsonValue");
  }

  @Test
  void numbersKeepEveryDigitAndAreEqualByValue() {
    assertThat(JsonNumber.parse("1.0")).isEqualTo(JsonNumber.of(1)).hasToString("1");
    assertThat(JsonNumber.parse("123456789012345678901234567890"))
        .hasToString("123456789012345678901234567890");
    assertThat(JsonNumber.parse("0.1").decimalValue()).isEqualByComparingTo(new BigDecimal("0.1"));
    assertThatThrownBy(() -> JsonNumber.parse("1e999999"))
        .hasMessage("a number with more than 4096 digits or decimal places is not accepted");
  }

  @Test
  void objectsKeepTheirOrderButAreEqualInAnyOrder() {
    JsonObject ab = JsonObject.builder().put("a", 1).put("b", 2).build();
    JsonObject ba = JsonObject.builder().put("b", 2).put("a", 1).build();
    assertThat(ab).isEqualTo(ba).hasSameHashCodeAs(ba);
    assertThat(ba).hasToString("{\"b\":2,\"a\":1}");
  }

  @Test
  void changesAreCopies() {
    JsonObject one = JsonObject.of("a", JsonNumber.of(1));
    assertThat(one.with("b", JsonBool.TRUE)).hasToString("{\"a\":1,\"b\":true}");
    assertThat(one.without("a")).isSameAs(JsonObject.EMPTY).hasToString("{}");
    assertThat(one.without("c")).isSameAs(one).hasToString("{\"a\":1}");
  }

  @Test
  void aBuilderThatHasBuiltIsSpent() {
    JsonObject.Builder builder = JsonObject.builder().put("a", "x");
    builder.build();
    assertThatThrownBy(() -> builder.put("b", "y"))
        .hasMessage("build() was called already: start a new builder");
  }
}
