package dev.fairlead.model.patch;

import static dev.fairlead.model.patch.JsonPatchTest.json;
import static dev.fairlead.model.patch.JsonPatchTest.refusal;
import static dev.fairlead.model.patch.PatchException.Reason.MALFORMED;
import static dev.fairlead.model.patch.PatchException.Reason.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergePatchTest {
  /** RFC 7386, appendix A, without the two rows whose patch is no object or list. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':'b'} | {'a':'c'} | {'a':'c'}",
        "{'a':'b'} | {'b':'c'} | {'a':'b','b':'c'}",
        "{'a':'b'} | {'a':null} | {}",
        "{'a':'b','b':'c'} | {'a':null} | {'b':'c'}",
        "{'a':['b']} | {'a':'c'} | {'a':'c'}",
        "{'a':'c'} | {'a':['b']} | {'a':['b']}",
        "{'a':{'b':'c'}} | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
        "{'a':[{'b':'c'}]} | {'a':[1]} | {'a':[1]}",
        "['a','b'] | ['c','d'] | ['c','d']",
        "{'a':'b'} | ['c'] | ['c']",
        "{'e':null} | {'a':1} | {'e':null,'a':1}",
        "[1,2] | {'a':'b','c':null} | {'a':'b'}",
        "{} | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}"
      })
  void doesTheExamplesOfRfc7386(String document, String patch, String result) {
    JsonValue patched =
        MergePatch.parse(json(patch.replace('\'', '"'))).apply(json(document.replace('\'', '"')));
    assertThat(patched).isEqualTo(json(result.replace('\'', '"')));
  }

  /** The two rows left out above; the RFC would replace the document. */
  @ParameterizedTest
  @ValueSource(strings = {"null", "\"bar\"", "1", "true"})
  void refusesPatchesThatTheServerRefuses(String patch) {
    PatchException refusal = refusal(() -> MergePatch.parse(json(patch)));
    assertThat(refusal.reason()).isEqualTo(MALFORMED);
    assertThat(refusal.problem()).isEqualTo("Invalid JSON Patch");
    assertThat(refusal)
        .hasMessage(
            "the merge patch is not an object but of kind "
                + json(patch).kindName()
                + ". Send an object with the members to change, null for those to"
                + " remove.");
  }

  @Test
  void refusesToPatchNull() {
    PatchException refusal = refusal(() -> new MergePatch(JsonObject.EMPTY).apply(json("null")));
    assertThat(refusal.problem()).isEqualTo("Invalid JSON Document");
    assertThat(refusal).hasMessage("the document to patch is null. Apply the patch to an object.");
  }

  @Test
  void aDiffHoldsWhatChangedAndNullForWhatIsGone() {
    JsonObject from = (JsonObject) json("{\"a\":{\"b\":1,\"c\":2,\"d\":[1]},\"e\":1,\"f\":1}");
    JsonObject to = (JsonObject) json("{\"a\":{\"b\":1,\"c\":3,\"d\":[1,2]},\"f\":1,\"g\":{}}");
    assertThat(MergePatch.diff(from, to).body())
        .isEqualTo(json("{\"a\":{\"c\":3,\"d\":[1,2]},\"e\":null,\"g\":{}}"));
    assertThat(MergePatch.diff(from, from).body()).isEqualTo(JsonObject.EMPTY);
  }

  @Test
  void theVersionOfTheObjectGuardsThePatch() {
    assertThat(
            new MergePatch(json("{\"metadata\":{\"labels\":{\"a\":\"b\"}}}"))
                .guardedBy("17")
                .body())
        .isEqualTo(json("{\"metadata\":{\"labels\":{\"a\":\"b\"},\"resourceVersion\":\"17\"}}"));
    assertThat(new MergePatch(JsonObject.EMPTY).guardedBy("17").mediaType())
        .isEqualTo("application/merge-patch+json");
  }

  @Test
  void refusesDeepPatchesWithoutOverflowingTheStack() {
    JsonValue deep = JsonObject.EMPTY;
    for (int i = 0; i < 100_000; i++) {
      deep = JsonArray.of(deep);
    }
    JsonValue body = deep;
    PatchException refusal = refusal(() -> new MergePatch(body));
    assertThat(refusal.reason()).isEqualTo(TOO_LARGE);
    assertThat(refusal)
        .hasMessage(
            "the merge patch nests objects and lists more than 500 levels deep. Nest them less: no"
                + " Kubernetes object is nearly that deep.");
  }
}
