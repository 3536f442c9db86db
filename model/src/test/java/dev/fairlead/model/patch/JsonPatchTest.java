package dev.fairlead.model.patch;

import static dev.fairlead.model.patch.PatchException.Reason.MALFORMED;
import static dev.fairlead.model.patch.PatchException.Reason.NOT_APPLICABLE;
import static dev.fairlead.model.patch.PatchException.Reason.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.patch.JsonPatch.Operation;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPatchTest {
  private static final JsonValue ONE = JsonNumber.of(1);

  static JsonValue json(String text) {
    return Codec.json().decodeTree(text);
  }

  /** RFC 6902, appendix A; in A.9 and others the comparison of the document is left to AssertJ. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // A.1 to A.7
        "{'foo':'bar'} | [{'op':'add','path':'/baz','value':'qux'}] | {'baz':'qux','foo':'bar'}",
        "{'foo':['bar','baz']} | [{'op':'add','path':'/foo/1','value':'qux'}]"
            + " | {'foo':['bar','qux','baz']}",
        "{'baz':'qux','foo':'bar'} | [{'op':'remove','path':'/baz'}] | {'foo':'bar'}",
        "{'foo':['bar','qux','baz']} | [{'op':'remove','path':'/foo/1'}] | {'foo':['bar','baz']}",
        "{'baz':'qux','foo':'bar'} | [{'op':'replace','path':'/baz','value':'boo'}]"
            + " | {'baz':'boo','foo':'bar'}",
        "{'foo':{'bar':'baz','waldo':'fred'},'qux':{'corge':'grault'}}"
            + " | [{'op':'move','from':'/foo/waldo','path':'/qux/thud'}]"
            + " | {'foo':{'bar':'baz'},'qux':{'corge':'grault','thud':'fred'}}",
        "{'foo':['all','grass','cows','eat']} | [{'op':'move','from':'/foo/1','path':'/foo/3'}]"
            + " | {'foo':['all','cows','eat','grass']}",
        // A.8, A.10, A.11, A.14, A.16
        "{'baz':'qux','foo':['a',2,'c']} | [{'op':'test','path':'/baz','value':'qux'},"
            + "{'op':'test','path':'/foo/1','value':2}] | {'baz':'qux','foo':['a',2,'c']}",
        "{'foo':'bar'} | [{'op':'add','path':'/child','value':{'grandchild':{}}}]"
            + " | {'foo':'bar','child':{'grandchild':{}}}",
        "{'foo':'bar'} | [{'op':'add','path':'/baz','value':'qux','xyz':123}]"
            + " | {'foo':'bar','baz':'qux'}",
        "{'/':9,'~1':10} | [{'op':'test','path':'/~01','value':10}] | {'/':9,'~1':10}",
        "{'foo':['bar']} | [{'op':'add','path':'/foo/-','value':['abc','def']}]"
            + " | {'foo':['bar',['abc','def']]}"
      })
  void doesTheExamplesOfRfc6902(String document, String patch, String result) {
    JsonValue patched =
        JsonPatch.parse(json(patch.replace('\'', '"'))).apply(json(document.replace('\'', '"')));
    assertThat(patched).isEqualTo(json(result.replace('\'', '"')));
  }

  /** A.9, A.12, A.13 and A.15; of A.13 our reader takes the last op, as every JSON reader may. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'baz':'qux'} | [{'op':'test','path':'/baz','value':'bar'}]"
            + " | testing value /baz failed: test failed",
        "{'foo':'bar'} | [{'op':'add','path':'/baz/bat','value':'qux'}]"
            + " | add operation does not apply: doc is missing path: '/baz/bat': missing value",
        "{'/':9,'~1':10} | [{'op':'test','path':'/~01','value':'10'}]"
            + " | testing value /~01 failed: test failed",
        "{'foo':'bar'} | [{'op':'remove','path':'/baz'}]"
            + " | `error in remove for path: '/baz': Unable to remove nonexistent key: baz:"
            + " missing value`"
      })
  void refusesWhatDoesNotApplyInTheWordsOfTheServer(String document, String patch, String problem) {
    PatchException refusal =
        refusal(() ->
            JsonPatch.parse(json(patch.replace('\'', '"')))
                .apply(json(document.replace('\'', '"'))));
    assertThat(refusal.reason()).isEqualTo(NOT_APPLICABLE);
    assertThat(refusal.problem().replace('"', '\'')).isEqualTo(problem);
  }

  @Test
  void anErrorNamesTheOperationAndSaysWhatToDo() {
    JsonPatch patch =
        JsonPatch.of(Operation.add("/a", ONE), Operation.remove("/metadata/annotations/x~1y"));
    assertThatThrownBy(() -> patch.apply(json("{\"metadata\":{\"annotations\":{}}}")))
        .hasMessage(
            "At operation 1, remove /metadata/annotations/x~1y: error in remove for path:"
                + " '/metadata/annotations/x~1y': Unable to remove nonexistent key: x/y: missing"
                + " value. Read the object again and make the patch from what it holds now.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | MALFORMED | json: cannot unmarshal object into Go value of type jsonpatch.Patch",
        "['x'] | MALFORMED | json: cannot unmarshal string into Go value of type"
            + " jsonpatch.Operation",
        "[{'op':'merge','path':'/a'}] | NOT_APPLICABLE | Unexpected kind: merge",
        "[{'path':'/a'}] | NOT_APPLICABLE | Unexpected kind: unknown",
        "[{'op':'add'}] | NOT_APPLICABLE | add operation failed to decode path: missing value",
        "[{'op':'test','path':true}] | NOT_APPLICABLE | test operation failed to decode path:"
            + " json: cannot unmarshal bool into Go value of type string",
        "[{'op':'copy','path':'/a'}] | NOT_APPLICABLE | copy operation failed to decode from:"
            + " operation, missing from field: missing value",
      })
  void refusesMalformedPatchesBeforeAnythingIsDone(
      String patch, PatchException.Reason reason, String problem) {
    PatchException refusal = refusal(() -> JsonPatch.parse(json(patch.replace('\'', '"'))));
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.problem()).isEqualTo(problem);
  }

  @Test
  void printsWhatItReads() {
    JsonValue body =
        json(
            """
            [{"op":"add","path":"/a~1b","value":1}, {"op":"remove","path":"/c"},
             {"op":"replace","path":"","value":{}}, {"op":"move","from":"/d","path":"/e"},
             {"op":"copy","from":"/f","path":"/g/-"}, {"op":"test","path":"/h","value":null}]
            """);
    assertThat(JsonPatch.parse(body).body()).isEqualTo(body);
    assertThat(Patch.parse("application/json-patch+json", body)).isEqualTo(JsonPatch.parse(body));
  }

  @Test
  void negativeIndexesCountFromTheEnd() {
    JsonPatch patch =
        JsonPatch.of(
            Operation.remove("/-1"), Operation.add("/-1", ONE), Operation.replace("/-3", ONE));
    assertThat(patch.apply(json("[4,5,6]"))).isEqualTo(json("[1,5,1]"));
  }

  @Test
  void numbersAreEqualHoweverTheyAreWritten() {
    JsonPatch patch = JsonPatch.of(Operation.test("/a", ONE));
    assertThat(patch.apply(json("{\"a\":1.0}"))).isEqualTo(json("{\"a\":1}"));
  }

  @Test
  void aFailedPatchLeavesTheDocumentAlone() {
    JsonValue document = json("{\"a\":{\"b\":[1,2]}}");
    JsonPatch patch = JsonPatch.of(Operation.remove("/a/b/0"), Operation.remove("/x"));
    assertThatThrownBy(() -> patch.apply(document)).isInstanceOf(PatchException.class);
    assertThat(document).isEqualTo(json("{\"a\":{\"b\":[1,2]}}"));
  }

  @Test
  void theVersionOfTheObjectGuardsThePatch() {
    assertThat(JsonPatch.of(Operation.remove("/a")).guardedBy("17").body())
        .hasToString(
            "[{\"op\":\"replace\",\"path\":\"/metadata/resourceVersion\",\"value\":\"17\"},"
                + "{\"op\":\"remove\",\"path\":\"/a\"}]");
  }

  @Test
  void refusesMoreOperationsThanTheServerTakes() {
    JsonValue item = json("{\"op\":\"remove\",\"path\":\"/a\"}");
    JsonArray body = new JsonArray(Collections.nCopies(10_001, item));
    PatchException refusal = refusal(() -> JsonPatch.parse(body));
    assertThat(refusal.reason()).isEqualTo(TOO_LARGE);
    assertThat(refusal)
        .hasMessage(
            "The allowed maximum operations in a JSON patch is 10000, got 10001. Replace larger"
                + " parts of the object with fewer operations.");
  }

  @Test
  void copiesThatDoubleADocumentAgainAndAgainEndAtTheLimit() {
    Operation twice = Operation.copy("/a", "/a/-");
    JsonPatch bomb = new JsonPatch(Collections.nCopies(100, twice));
    PatchException refusal = refusal(() -> bomb.apply(json("{\"a\":[\"<&>\",\"é\"]}")));
    assertThat(refusal.problem())
        .startsWith("Unable to complete the copy, the accumulated size increase of copy is")
        .endsWith("exceeding the limit 3145728");
  }

  @Test
  void operationsThatNestADocumentDeeperAndDeeperEndAtTheLimit() {
    List<Operation> operations =
        IntStream.range(0, 400)
            .<Operation>mapToObj(i -> Operation.add("/a".repeat(i + 1), JsonObject.EMPTY))
            .toList();
    JsonValue deep = new JsonPatch(operations).apply(JsonObject.EMPTY);
    PatchException refusal =
        refusal(() -> JsonPatch.of(Operation.add("/a".repeat(200) + "/b", deep)).apply(deep));
    assertThat(refusal.reason()).isEqualTo(TOO_LARGE);
    assertThat(refusal)
        .hasMessage(
            "the patched document nests objects and lists more than 500 levels deep. Nest them"
                + " less: no Kubernetes object is nearly that deep.");
  }

  @Test
  void refusesDeepDocumentsAndValuesWithoutOverflowingTheStack() {
    JsonValue deep = ONE;
    for (int i = 0; i < 100_000; i++) {
      deep = JsonArray.of(deep);
    }
    JsonValue document = deep;
    assertThat(refusal(() -> JsonPatch.of().apply(document)).reason()).isEqualTo(TOO_LARGE);
    assertThat(refusal(() -> JsonPatch.diff(document, JsonArray.EMPTY)).reason())
        .isEqualTo(TOO_LARGE);
    assertThat(refusal(() -> JsonPatch.of(new JsonPatch.Add(JsonPointer.ROOT, document))).reason())
        .isEqualTo(TOO_LARGE);
  }

  @Test
  void aDiffEditsListsByIndex() {
    JsonValue from = json("{\"a\":[1,2,3,4,5,{\"b\":1,\"c\":1}]}");
    JsonValue to = json("{\"a\":[0,1,2,4,5,{\"b\":1,\"c\":2}]}");
    assertThat(JsonPatch.diff(from, to).operations())
        .containsExactly(
            Operation.add("/a/0", JsonNumber.of(0)),
            Operation.remove("/a/3"),
            Operation.replace("/a/5/c", JsonNumber.of(2)));
  }

  @Test
  void aDiffReplacesObjectsThatHaveNothingInCommon() {
    assertThat(
            JsonPatch.diff(json("{\"a\":{\"b\":1,\"c\":1}}"), json("{\"a\":{\"d\":1}}"))
                .operations())
        .containsExactly(Operation.replace("/a", json("{\"d\":1}")));
  }

  @Test
  void aDiffOfMoreOperationsThanServersTakeReplacesTheDocument() {
    JsonObject.Builder before = JsonObject.builder();
    JsonObject.Builder after = JsonObject.builder();
    for (int i = 0; i < 10_001; i++) {
      before.put("k" + i, i);
      after.put("k" + i, i + 1);
    }
    JsonObject to = after.build();
    assertThat(JsonPatch.diff(before.build(), to))
        .isEqualTo(JsonPatch.of(Operation.replace("", to)));
  }

  @Test
  void longListsThatChangedAllOverAreComparedInPlace() {
    JsonArray before = numbers(0, 2_000);
    JsonArray after = numbers(1_500, 4_000);
    assertThat(JsonPatch.diff(before, after).apply(before)).isEqualTo(after);
  }

  private static JsonArray numbers(int from, int to) {
    return new JsonArray(IntStream.range(from, to).<JsonValue>mapToObj(JsonNumber::of).toList());
  }

  @Test
  void onlyObjectsAndListsCanBePatched() {
    assertThatThrownBy(() -> JsonPatch.of().apply(new JsonString("a")))
        .hasMessage(
            "a JSON patch changes objects and lists, and the document is of kind string. Apply the"
                + " patch to a whole object.");
    assertThatThrownBy(() -> JsonPatch.diff(ONE, JsonObject.EMPTY))
        .hasMessage(
            "a JSON patch changes objects and lists, and the document is of kind number. Compare"
                + " whole objects.");
  }

  @Test
  void knownMediaTypesOnly() {
    PatchException refusal = refusal(() -> Patch.parse("application/json", JsonObject.EMPTY));
    assertThat(refusal.reason()).isEqualTo(MALFORMED);
    assertThat(refusal)
        .hasMessage(
            "unknown Content-Type header for patch: application/json. Send one of"
                + " application/json-patch+json, application/merge-patch+json,"
                + " application/strategic-merge-patch+json.");
  }

  static PatchException refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    PatchException refusal = catchThrowableOfType(PatchException.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }
}
