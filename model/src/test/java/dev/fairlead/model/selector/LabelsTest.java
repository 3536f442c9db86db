package dev.fairlead.model.selector;

import static dev.fairlead.model.value.GoVectors.differences;
import static dev.fairlead.model.value.GoVectors.firstDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.value.MalformedTextException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LabelsTest {

  /** The sets that the last column of the vectors is about. */
  private static final List<Map<String, String>> SETS =
      List.of(
          Map.of(),
          Map.of("a", "1", "app", "x"),
          Map.of("app", "in", "in", "", "tier", "b", "x", "007"),
          Map.of(
              "a",
              "app",
              "x",
              "12",
              "a.b",
              "notin",
              "example.com/app",
              "a",
              "1",
              "-5",
              "b",
              "tier"));

  @Test
  void textsAreReadPrintedAndMatchedAsInGo() {
    assertThat(differences(LabelsTest.class, "labels.tsv", LabelsTest::compareWithGo)).isEmpty();
  }

  @Test
  void aSelectorIsBuiltAsItReads() {
    assertThat(
            Labels.eq("app", "web")
                .and(Labels.in("tier", "b", "a", "b"))
                .and(Labels.notExists("canary"))
                .and(Labels.notEq("env", "dev"))
                .and(Labels.notIn("zone", "z1"))
                .and(Labels.exists("owner"))
                .and(Labels.greaterThan("rank", 5))
                .and(Labels.lessThan("rank", 9)))
        .hasToString("app=web,!canary,env!=dev,owner,rank>5,rank<9,tier in (a,b),zone notin (z1)");
    assertThat(Labels.parse("app=web,tier in (a,b)"))
        .isEqualTo(Labels.in("tier", "a", "b").and(Labels.eq("app", "web")));
    assertThat(Labels.matching(Map.of("b", "2", "a", "1"))).hasToString("a=1,b=2");
  }

  @Test
  void everythingIsTheEmptyTextAndNothingNeverIs() {
    assertThat(Labels.parse("")).isEqualTo(Labels.everything()).hasToString("");
    assertThat(Labels.everything().isEverything()).isTrue();
    assertThat(Labels.matching(Map.of())).isEqualTo(Labels.everything());
    assertThat(Labels.nothing()).hasToString("fairlead.dev/nothing,!fairlead.dev/nothing");
    assertThat(Labels.nothing().isNothing()).isTrue();
    assertThat(Labels.nothing().isEverything()).isFalse();
    assertThat(Labels.eq("a", "b").and(Labels.nothing())).isEqualTo(Labels.nothing());
    for (Map<String, String> set : SETS) {
      assertThat(Labels.nothing().matches(set)).isFalse();
      assertThat(Labels.parse(Labels.nothing().toString()).matches(set)).isFalse();
    }
  }

  @Test
  void theValueThatALabelMustHaveCanBeAskedFor() {
    Labels labels = Labels.parse("a=1,b in (2),c in (3,4),d!=5");
    assertThat(labels.requiredValue("a")).isEqualTo("1");
    assertThat(labels.requiredValue("b")).isEqualTo("2");
    assertThat(labels.requiredValue("c")).isNull();
    assertThat(labels.requiredValue("d")).isNull();
    assertThat(labels.requiredValue("e")).isNull();
  }

  @Test
  void theWordsOfMatchExpressionsNameOperators() {
    assertThat(
            List.of("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt").stream()
                .map(Operator::ofExpression))
        .containsExactly(
            Operator.IN,
            Operator.NOT_IN,
            Operator.EXISTS,
            Operator.DOES_NOT_EXIST,
            Operator.GREATER_THAN,
            Operator.LESS_THAN);
    assertThatThrownBy(() -> Operator.ofExpression("in"))
        .hasMessage(
            "\"in\" is not a label selector operator."
                + " Use In, NotIn, Exists, DoesNotExist, Gt or Lt.");
  }

  @Test
  void aTextThatIsNoSelectorSaysWhereAndWhatToWrite() {
    assertThatThrownBy(() -> Labels.parse("app=web,tier in a"))
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(
            "Cannot read label selector \"app=web,tier in a\" at offset 16: unable to parse"
                + " requirement: found 'a' expected: '('. Write requirements such as app=web,"
                + " tier!=db, env in (test,dev), canary or !canary, with commas between them.");
  }

  @Test
  void aRequirementThatKubernetesWouldRefuseSaysEverythingThatIsWrong() {
    assertThatThrownBy(() -> Labels.in("/x"))
        .hasMessage(
            "Kubernetes refuses the label requirement on key \"/x\" with operator in: prefix part"
                + " must be non-empty; for 'in', 'notin' operators, values set can't be empty."
                + " Change the key or the values.");
  }

  @Test
  void aTextBeyondTheLimitIsRefused() {
    assertThatThrownBy(() -> Labels.parse("a".repeat(Selector.MAX_TEXT_LENGTH + 1)))
        .hasMessageContaining("at offset 1048576: the text is longer than 1048576 characters.");
  }

  @Property
  void whatIsPrintedIsReadBack(@ForAll("selectors") Labels labels) {
    assertThat(Labels.parse(labels.toString())).isEqualTo(labels);
  }

  @Property
  void anObjectMatchesBothExactlyIfItMatchesEach(
      @ForAll("selectors") Labels a,
      @ForAll("selectors") Labels b,
      @ForAll("labelSets") Map<String, String> set) {
    assertThat(a.and(b).matches(set)).isEqualTo(a.matches(set) && b.matches(set));
    assertThat(b.and(a).matches(set)).isEqualTo(a.and(b).matches(set));
  }

  @Property
  void anyTextIsReadOrRefusedButNeverBreaksTheParser(@ForAll("texts") String text) {
    try {
      Labels read = Labels.parse(text);
      assertThat(Labels.parse(read.toString())).isEqualTo(read);
    } catch (MalformedTextException refused) {
      assertThat(refused.offset()).isBetween(0, text.length());
    }
  }

  @Provide
  Arbitrary<Labels> selectors() {
    return requirements().list().ofMaxSize(5).map(Labels::of);
  }

  @Provide
  Arbitrary<Map<String, String>> labelSets() {
    return Arbitraries.maps(keys(), values()).ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab,=!<>() int\t\u0000é").ofMaxLength(16);
  }

  private static Arbitrary<LabelRequirement> requirements() {
    Arbitrary<Operator> operators = Arbitraries.of(Operator.class);
    return Combinators.combine(keys(), operators, values().list().ofMinSize(1).ofMaxSize(4))
        .as(LabelsTest::requirement);
  }

  private static LabelRequirement requirement(String key, Operator operator, List<String> values) {
    List<String> suitable =
        switch (operator) {
          case IN, NOT_IN -> values;
          case EQUALS, DOUBLE_EQUALS, NOT_EQUALS -> values.subList(0, 1);
          case GREATER_THAN, LESS_THAN -> List.of(Integer.toString(values.size()));
          case EXISTS, DOES_NOT_EXIST -> List.of();
        };
    return new LabelRequirement(key, operator, suitable);
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.of("a", "b", "in", "notin", "example.com/app", "x.y_z-0");
  }

  private static Arbitrary<String> values() {
    return Arbitraries.of("", "a", "b", "in", "notin", "1", "3", "12", "x.y_z-0");
  }

  private static String compareWithGo(List<String> go) {
    try {
      Labels read = Labels.parse(go.get(0));
      StringBuilder matches = new StringBuilder();
      SETS.forEach(set -> matches.append(read.matches(set) ? '1' : '0'));
      // Go's sort keeps the order within a key only in short lists.
      String[] expected = go.get(1).split(",(?![^(]*\\))", -1);
      String[] actual = read.toString().split(",(?![^(]*\\))", -1);
      if (expected.length > 12) {
        Arrays.sort(expected);
        Arrays.sort(actual);
      }
      return firstDifference(List.of(expected), List.of(actual), go.get(2), matches.toString());
    } catch (MalformedTextException e) {
      boolean same = go.get(1).equals("!" + e.problem());
      return same ? "" : firstDifference(go.get(1), "!" + e.problem());
    }
  }

  @Test
  void theOrderOfAMapDoesNotMatter() {
    Map<String, String> sorted = new TreeMap<>(Map.of("a", "1", "b", "2"));
    assertThat(Labels.matching(sorted)).isEqualTo(Labels.matching(Map.of("b", "2", "a", "1")));
  }
}
