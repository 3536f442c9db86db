package dev.fairlead.model.selector;

import static dev.fairlead.model.value.GoVectors.differences;
import static dev.fairlead.model.value.GoVectors.firstDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.value.MalformedTextException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FieldsTest {

  /** The sets that the last column of the vectors is about. */
  private static final List<Map<String, String>> SETS =
      List.of(
          Map.of(),
          Map.of("metadata.name", "a", "a", "b"),
          Map.of("status.phase", "", "spec.nodeName", "a,b", "b", "x=y", "", "a"));

  @Test
  void textsAreReadPrintedAndMatchedAsInGo() {
    assertThat(differences(FieldsTest.class, "fields.tsv", FieldsTest::compareWithGo)).isEmpty();
  }

  @Test
  void aSelectorIsBuiltAsItReads() {
    Fields built = Fields.notEq("status.phase", "Running").and(Fields.eq("spec.nodeName", "a,b"));
    assertThat(built).hasToString("status.phase!=Running,spec.nodeName=a\\,b");
    assertThat(built.requiredValue("spec.nodeName")).isEqualTo("a,b");
    assertThat(built.requiredValue("status.phase")).isNull();
  }

  @Test
  void everythingIsTheEmptyTextAndNothingNeverIs() {
    assertThat(Fields.parse("")).isEqualTo(Fields.everything()).hasToString("");
    assertThat(Fields.everything().isEverything()).isTrue();
    assertThat(Fields.nothing()).hasToString("metadata.name=nothing,metadata.name!=nothing");
    assertThat(Fields.nothing().isNothing()).isTrue();
    assertThat(Fields.nothing().matches(Map.of())).isFalse();
    assertThat(Fields.nothing().and(Fields.everything())).isEqualTo(Fields.nothing());
    assertThat(Fields.parse(Fields.nothing().toString()).matches(Map.of())).isFalse();
  }

  @Test
  void namesCanBeTranslatedAndRequirementsLeftOut() {
    Fields changed =
        Fields.parse("a=1,b!=2,c=3")
            .transform(r ->
                r.field().equals("c")
                    ? new FieldRequirement("", Operator.EQUALS, "")
                    : new FieldRequirement("spec." + r.field(), r.operator(), r.value()));
    assertThat(changed).hasToString("spec.a=1,spec.b!=2");
  }

  @Test
  void aTextThatIsNoSelectorSaysWhereAndWhatToWrite() {
    assertThatThrownBy(() -> Fields.parse("metadata.name=web,phase"))
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(
            "Cannot read field selector \"metadata.name=web,phase\" at offset 18: invalid selector:"
                + " 'metadata.name=web,phase'; can't understand 'phase'. Write terms such as"
                + " metadata.name=web or status.phase!=Running with commas between them, and \\,"
                + " \\= or \\\\ for such a character in a value.");
    assertThatThrownBy(() -> new FieldRequirement("a", Operator.IN, "b"))
        .hasMessage("A field selector cannot compare a by operator in. Use EQUALS or NOT_EQUALS.");
  }

  @Test
  void aTextBeyondTheLimitIsRefused() {
    assertThatThrownBy(() -> Fields.parse("a".repeat(Selector.MAX_TEXT_LENGTH + 1)))
        .hasMessageContaining("at offset 1048576: the text is longer than 1048576 characters.");
  }

  @Property
  void whatIsPrintedIsReadBack(@ForAll("selectors") Fields fields) {
    assertThat(Fields.parse(fields.toString()).requirements())
        .containsExactlyInAnyOrderElementsOf(fields.requirements());
  }

  @Property
  void anyTextIsReadOrRefusedButNeverBreaksTheParser(@ForAll("texts") String text) {
    try {
      Fields read = Fields.parse(text);
      assertThat(Fields.parse(read.toString()).requirements())
          .containsExactlyInAnyOrderElementsOf(read.requirements());
    } catch (MalformedTextException refused) {
      assertThat(refused.offset()).isBetween(0, text.length());
    }
  }

  @Provide
  Arbitrary<Fields> selectors() {
    Arbitrary<String> names = Arbitraries.of("metadata.name", "status.phase", "a", "é");
    Arbitrary<Operator> operators = Arbitraries.of(Operator.EQUALS, Operator.NOT_EQUALS);
    Arbitrary<String> values = Arbitraries.strings().withChars("ab,=\\! é").ofMaxLength(6);
    return Combinators.combine(names, operators, values)
        .as(FieldRequirement::new)
        .list()
        .ofMaxSize(4)
        .map(Fields::of);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab,=\\! é\u0000").ofMaxLength(14);
  }

  private static String compareWithGo(List<String> go) {
    try {
      Fields read = Fields.parse(go.get(0));
      StringBuilder matches = new StringBuilder();
      SETS.forEach(set -> matches.append(read.matches(set) ? '1' : '0'));
      return firstDifference(go.get(1), read.toString(), go.get(2), matches.toString());
    } catch (MalformedTextException e) {
      return firstDifference(go.get(1), "!" + e.problem());
    }
  }
}
