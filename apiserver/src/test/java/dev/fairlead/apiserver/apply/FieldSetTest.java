package dev.fairlead.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.value.FieldsV1;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldSetTest {
  private static FieldSet set(String json) {
    return FieldSet.parse(FieldsV1.ofJson(json));
  }

  private static String print(FieldSet set) {
    return set.toFieldsV1().json();
  }

  @Test
  void printsElementsInOrderWhateverOrderTheyCameIn() {
    FieldSet set =
        set(
            """
            {"v:\\"b\\"":{},"i:10":{},"i:9":{},"v:1":{},"v:true":{},"k:{\\"b\\":1,\\"a\\":\\"x\\"}":\
            {"f:z":{},".":{}},"k:{\\"a\\":\\"x\\"}":{},"f:b":{"f:c":{}},"f:a":{}}\
            """);
    assertThat(print(set))
        .isEqualTo(
            "{\"f:a\":{},\"f:b\":{\"f:c\":{}},\"k:{\\\"a\\\":\\\"x\\\"}\":{},"
                + "\"k:{\\\"a\\\":\\\"x\\\",\\\"b\\\":1}\":{\".\":{},\"f:z\":{}},"
                + "\"v:1\":{},\"v:\\\"b\\\"\":{},\"v:true\":{},\"i:9\":{},\"i:10\":{}}");
  }

  @Test
  void escapesValuesAsGoDoes() {
    PathElement.Value value =
        new PathElement.Value(new dev.fairlead.model.tree.JsonString("<a&b>"));
    FieldSet set = FieldSet.ofNodes(List.of(new FieldSet.Node(value, true, FieldSet.EMPTY)));
    assertThat(print(set)).isEqualTo("{\"v:\\\"\\\\u003ca\\\\u0026b\\\\u003e\\\"\":{}}");
    assertThat(set(print(set))).isEqualTo(set);
  }

  @Test
  void showsPathsAsMessagesDo() {
    FieldSet set =
        set(
            "{\"f:spec\":{\"f:ports\":{\"k:{\\\"port\\\":80,\\\"protocol\\\":\\\"TCP\\\"}\":"
                + "{\".\":{},\"f:name\":{}}},\"f:x\":{}},"
                + "\"f:metadata\":{\"f:finalizers\":{\"v:\\\"a/b\\\"\":{}}}}");
    assertThat(set)
        .hasToString(
            """
            .metadata.finalizers[="a/b"]
            .spec.x
            .spec.ports[port=80,protocol="TCP"]
            .spec.ports[port=80,protocol="TCP"].name\
            """);
  }

  @Test
  void skipsElementsOfUnknownTypes() {
    assertThat(print(set("{\"x:new\":{\"f:a\":{}},\"f:b\":{}}"))).isEqualTo("{\"f:b\":{}}");
  }

  @Test
  void refusesWhatIsNoSet() {
    assertThatThrownBy(() -> set("{\"a\":{}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key must be 2 characters long: a");
    assertThatThrownBy(() -> set("{\"abc\":{}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("missing colon: abc");
    assertThatThrownBy(() -> set("[]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected an object, got []");
  }

  @Test
  void combinesSets() {
    FieldSet a = FieldSet.of("a", "b.c", "b.d", "e.f.g");
    FieldSet b = FieldSet.of("a", "b", "b.d", "e.f");
    assertThat(a.union(b)).isEqualTo(FieldSet.of("a", "b", "b.c", "b.d", "e.f", "e.f.g"));
    assertThat(a.intersection(b)).isEqualTo(FieldSet.of("a", "b.d"));
    assertThat(a.difference(b)).isEqualTo(FieldSet.of("b.c", "e.f.g"));
    assertThat(b.difference(a)).isEqualTo(FieldSet.of("b", "e.f"));
    assertThat(a.without(b)).isEqualTo(FieldSet.EMPTY);
    assertThat(a.without(FieldSet.of("b.c", "e"))).isEqualTo(FieldSet.of("a", "b.d"));
  }
}
