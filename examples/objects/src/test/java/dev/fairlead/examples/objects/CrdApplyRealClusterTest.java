package dev.fairlead.examples.objects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pom sets KUBECONFIG to the real cluster's. */
@Timeout(120)
class CrdApplyRealClusterTest {
  @Test
  void definesAppliesChangesAndDeletes() {
    try (Printed printed = new Printed()) {
      CrdApply.main(new String[0]);
      assertThat(printed.text().lines())
          .containsExactly(
              "apiextensions.k8s.io/v1 CustomResourceDefinition foos.examples.fairlead.dev created",
              "examples.fairlead.dev/v1 Foo default/baz created",
              "Optional[new]",
              "examples.fairlead.dev/v1 Foo default/baz deleted",
              "apiextensions.k8s.io/v1 CustomResourceDefinition foos.examples.fairlead.dev"
                  + " deleted");
    }
  }
}
