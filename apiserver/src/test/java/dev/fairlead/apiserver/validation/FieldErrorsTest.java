package dev.fairlead.apiserver.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldErrorsTest {
  @Test
  void keepsTheFirstOfVeryMany() {
    FieldErrors errors = new FieldErrors();
    FieldErrors more = new FieldErrors();
    Path path = Path.of("spec", "containers");
    for (int i = 0; i < 500_000; i++) {
      errors.required(path.index(i), "");
      more.required(path.index(i), "");
    }
    errors.addAll(more);

    assertThat(errors.size()).isEqualTo(1_000_000);
    assertThat(errors.list()).hasSizeBetween(15_000, 500_000);
    assertThat(errors.toString())
        .startsWith("[spec.containers[0]: Required value, spec.containers[1]: Required value, ")
        .endsWith(", and " + (1_000_000 - errors.list().size()) + " more]")
        .hasSizeLessThan(10_000_000);
  }
}
