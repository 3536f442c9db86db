package dev.fairlead.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonString;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTextTest {
  @Test
  void columnsAreAtLeastSixWideAndNeverNarrower() {
    TableText text = new TableText();

    assertThat(text.lines(List.of(List.of("A", "NAME", "AGE"), List.of("1", "münchen", "5m"))))
        .isEqualTo("A     NAME      AGE\n1     münchen   5m\n");
    assertThat(text.lines(List.of(List.of("2", "b", "1s")))).isEqualTo("2     b         1s\n");
  }

  @Test
  void cellsCommandNoTerminalAndHaveOneLine() {
    assertThat(TableText.cell(new JsonString("a\u001b[31m"))).isEqualTo("a^[[31m");
    assertThat(TableText.cell(new JsonString("first\r\nsecond"))).isEqualTo("first...");
    assertThat(TableText.cell(JsonNull.NULL)).isEqualTo("<nil>");
  }
}
