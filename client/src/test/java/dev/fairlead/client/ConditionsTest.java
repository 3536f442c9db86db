package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.Pod;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A condition")
class ConditionsTest {
  private static Pod pod(String condition) {
    return Codec.yaml()
        .decode(
            Pod.TYPE,
            "{apiVersion: v1, kind: Pod, metadata: {name: a, generation: 2}, status: {conditions: ["
                + condition
                + "]}}");
  }

  @Test
  void holdsByTypeAndStatusInAnyCase() {
    Pod ready = pod("{type: Ready, status: 'True'}");

    assertThat(Conditions.is("ready").test(ready)).isTrue();
    assertThat(Conditions.is("Ready", "false").test(ready)).isFalse();
    assertThat(Conditions.is("Initialized").test(ready)).isFalse();
  }

  @Test
  void ofAnEarlierGenerationDoesNotHold() {
    assertThat(
            Conditions.is("Ready")
                .test(pod("{type: Ready, status: 'True', observedGeneration: 1}")))
        .isFalse();
    assertThat(
            Conditions.is("Ready")
                .test(pod("{type: Ready, status: 'True', observedGeneration: 2}")))
        .isTrue();
  }
}
