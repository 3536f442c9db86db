package dev.fairlead.model.value;

import static dev.fairlead.model.value.GoVectors.differences;
import static dev.fairlead.model.value.GoVectors.firstDifference;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelSyntaxTest {

  @Test
  void problemsAreThoseOfGoWordForWord() {
    assertThat(
            differences(
                LabelSyntaxTest.class,
                "label-syntax.tsv",
                go ->
                    firstDifference(
                        go.get(1), String.join(" | ", LabelSyntax.keyProblems(go.get(0))),
                        go.get(2), String.join(" | ", LabelSyntax.valueProblems(go.get(0))))))
        .isEmpty();
  }
}
