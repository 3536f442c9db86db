package dev.fairlead.apiserver.validation.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.codec.Codec;
import org.junit.jupiter.api.Test;

class SpecDiffTest {
  /** What Python's difflib says of the same two texts, whose port the API server uses. */
  @Test
  void theLongestRunOfCommonLinesStays() {
    String before =
        """
        {"Ports":[{"Name":"","HostPort":80,"Protocol":"TCP"}],"EnvFrom":null,"Env":null,"End":1}\
        """;
    String after =
        """
        {"Ports":[{"Name":"","HostPort":2,"Protocol":"TCP"},
        {"Name":"v1","HostPort":0,"Protocol":"TCP"}],"EnvFrom":null,"Env":null,"End":1}\
        """;
    assertThat(SpecDiff.ofTrees(Codec.json().decodeTree(before), Codec.json().decodeTree(after)))
        .isEqualTo(
            """
            @@ -2,7 +2,12 @@
              "Ports": [
               {
                "Name": "",
            -   "HostPort": 80,
            +   "HostPort": 2,
            +   "Protocol": "TCP"
            +  },
            +  {
            +   "Name": "v1",
            +   "HostPort": 0,
                "Protocol": "TCP"
               }
              ],
            """);
  }

  @Test
  void equalObjectsDoNotDiffer() {
    var tree = Codec.json().decodeTree("{\"a\":[1,2]}");
    assertThat(SpecDiff.ofTrees(tree, tree)).isEmpty();
  }
}
