package dev.fairlead.model.value;

import static dev.fairlead.model.value.GoVectors.differences;
import static dev.fairlead.model.value.GoVectors.firstDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroupVersionTest {

  @Test
  void apiVersionsAreReadAndPrintedAsInGo() {
    assertThat(differences(GroupVersionTest.class, "api-version.tsv", GroupVersionTest::compare))
        .isEmpty();
  }

  @Test
  void theTwoFieldsOfAnObjectMakeItsKind() {
    GroupVersionKind deployment = GroupVersionKind.of("apps/v1", "Deployment");
    assertThat(deployment).isEqualTo(new GroupVersionKind("apps", "v1", "Deployment"));
    assertThat(deployment.apiVersion()).isEqualTo("apps/v1");
    assertThat(GroupVersionResource.of("v1", "pods"))
        .isEqualTo(new GroupVersionResource("", "v1", "pods"))
        .extracting(GroupVersionResource::apiVersion)
        .isEqualTo("v1");
  }

  @Test
  void aSecondSlashIsRefused() {
    assertThatThrownBy(() -> GroupVersion.parse("apps/v1/deployments"))
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(
            "Cannot read apiVersion \"apps/v1/deployments\" at offset 7: unexpected GroupVersion"
                + " string. Write group/version, for example apps/v1, or v1 for the core group.");
  }

  private static String compare(List<String> go) {
    try {
      GroupVersion read = GroupVersion.parse(go.get(0));
      return firstDifference(
          go.get(1), read.group(),
          go.get(2), read.version(),
          go.get(3), read.toString(),
          go.get(4), read.withKind("K").toString(),
          go.get(5), read.withResource("rs").toString());
    } catch (MalformedTextException e) {
      return firstDifference(go.get(1), "!" + e.problem() + ": " + go.get(0));
    }
  }
}
