package dev.fairlead.model.patch;

import static dev.fairlead.model.patch.JsonPatchTest.json;
import static dev.fairlead.model.patch.JsonPatchTest.refusal;
import static dev.fairlead.model.patch.PatchException.Reason.CONFLICT;
import static dev.fairlead.model.patch.PatchException.Reason.MALFORMED;
import static dev.fairlead.model.patch.PatchException.Reason.NOT_MERGEABLE;
import static dev.fairlead.model.patch.PatchException.Reason.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.patch.StrategicMergePatch.OnConflict;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the vectors of Go show by the hundred, told once each. */
class StrategicMergePatchTest {
  private static JsonObject object(String text) {
    return (JsonObject) json(text.replace('\'', '"'));
  }

  private static void applied(String document, String patch, String result) {
    assertThat(new StrategicMergePatch(object(patch)).apply(object(document), Pod.TYPE))
        .isEqualTo(object(result));
  }

  @Test
  void mergesListsByTheKeyThatTheTypeNames() {
    applied(
        "{'spec':{'containers':[{'name':'a','image':'1','tty':true},{'name':'b'}]}}",
        "{'spec':{'containers':[{'name':'a','image':'2','tty':null},{'name':'c'}]}}",
        "{'spec':{'containers':[{'name':'a','image':'2'},{'name':'c'},{'name':'b'}]}}");
  }

  @Test
  void replacesListsThatHaveNoKey() {
    applied(
        "{'spec':{'tolerations':[{'key':'a'},{'key':'b'}]}}",
        "{'spec':{'tolerations':[{'key':'c'}]}}",
        "{'spec':{'tolerations':[{'key':'c'}]}}");
  }

  @Test
  void deletesItemsAndObjectsThatSaySo() {
    applied(
        "{'metadata':{'labels':{'a':'b'}},'spec':{'containers':[{'name':'a'},{'name':'b'}]}}",
        "{'metadata':{'labels':{'$patch':'delete'}},'spec':{'containers':[{'name':'a','$patch':'delete'}]}}",
        "{'metadata':{'labels':{}},'spec':{'containers':[{'name':'b'}]}}");
  }

  @Test
  void replacesListsAndObjectsThatSaySo() {
    applied(
        "{'metadata':{'labels':{'a':'b'}},'spec':{'containers':[{'name':'a'},{'name':'b'}]}}",
        "{'metadata':{'labels':{'$patch':'replace','c':'d'}},'spec':{'containers':[{'$patch':'replace'},{'name':'c'}]}}",
        "{'metadata':{'labels':{'c':'d'}},'spec':{'containers':[{'name':'c'}]}}");
  }

  @Test
  void setsTheOrderOfItemsAndKeepsThoseThatItDoesNotName() {
    applied(
        "{'spec':{'containers':[{'name':'a'},{'name':'injected'},{'name':'b'}]}}",
        "{'spec':{'$setElementOrder/containers':[{'name':'b'},{'name':'a'}]}}",
        "{'spec':{'containers':[{'name':'injected'},{'name':'b'},{'name':'a'}]}}");
  }

  @Test
  void mergesAndDeletesScalarsAsASet() {
    applied(
        "{'metadata':{'finalizers':['a','b','c']}}",
        "{'metadata':{'$deleteFromPrimitiveList/finalizers':['a'],'finalizers':['c','d']}}",
        "{'metadata':{'finalizers':['b','c','d']}}");
  }

  @Test
  void itemsBothDeletedAndAddedAreAddedWhateverTheOrderOfMembers() {
    String result = "{'metadata':{'finalizers':['b','a']}}";
    applied(
        "{'metadata':{'finalizers':['a','b']}}",
        "{'metadata':{'$deleteFromPrimitiveList/finalizers':['a'],'finalizers':['b','a']}}",
        result);
    applied(
        "{'metadata':{'finalizers':['a','b']}}",
        "{'metadata':{'finalizers':['b','a'],'$deleteFromPrimitiveList/finalizers':['a']}}",
        result);
  }

  @Test
  void dropsEveryMemberThatRetainKeysDoesNotName() {
    applied(
        "{'spec':{'volumes':[{'name':'v','emptyDir':{}}]}}",
        "{'spec':{'volumes':[{'name':'v','$retainKeys':['name','secret'],'secret':{}}]}}",
        "{'spec':{'volumes':[{'name':'v','secret':{}}]}}");
  }

  @Test
  void aDiffOfAUnionNamesTheMembersToKeep() {
    JsonObject from = object("{'spec':{'strategy':{'type':'RollingUpdate','rollingUpdate':{}}}}");
    JsonObject to = object("{'spec':{'strategy':{'type':'Recreate'}}}");
    assertThat(StrategicMergePatch.diff(from, to, Deployment.TYPE).body())
        .isEqualTo(
            object(
                "{'spec':{'strategy':{'type':'Recreate','rollingUpdate':null,'$retainKeys':['type']}}}"));
  }

  @Test
  void aDiffNamesTheItemsThatChangedAndTheOrderOfAll() {
    JsonObject from = object("{'spec':{'containers':[{'name':'a','image':'1'},{'name':'b'}]}}");
    JsonObject to = object("{'spec':{'containers':[{'name':'c'},{'name':'a','image':'2'}]}}");
    assertThat(StrategicMergePatch.diff(from, to, Pod.TYPE).body())
        .isEqualTo(
            object(
                "{'spec':{'$setElementOrder/containers':[{'name':'c'},{'name':'a'}],"
                    + "'containers':[{'name':'c'},{'name':'a','image':'2'},{'name':'b','$patch':'delete'}]}}"));
  }

  @Test
  void aThreeWayDiffKeepsWhatOthersAddedAndRemovesWhatTheCallerDropped() {
    JsonObject original = object("{'metadata':{'labels':{'a':'1','b':'1'}}}");
    JsonObject modified = object("{'metadata':{'labels':{'a':'2'}}}");
    JsonObject current = object("{'metadata':{'labels':{'a':'1','b':'1','theirs':'x'}}}");
    assertThat(
            StrategicMergePatch.diff(original, modified, current, Pod.TYPE, OnConflict.FAIL).body())
        .isEqualTo(object("{'metadata':{'labels':{'a':'2','b':null}}}"));
  }

  @Test
  void aThreeWayDiffTellsOfAConflictUnlessItMayOverwrite() {
    JsonObject original = object("{'spec':{'nodeName':'a'}}");
    JsonObject modified = object("{'spec':{'nodeName':'b'}}");
    JsonObject current = object("{'spec':{'nodeName':'c'}}");
    PatchException refusal =
        refusal(
            () -> StrategicMergePatch.diff(original, modified, current, Pod.TYPE, OnConflict.FAIL));
    assertThat(refusal.reason()).isEqualTo(CONFLICT);
    assertThat(refusal)
        .hasMessage(
            "the patch sets fields that were changed on the server to other values since the"
                + " original was applied. Look at the current object, then keep its values or"
                + " overwrite them.");
    assertThat(refusal.problem())
        .isEqualTo(
            "patch:\n{\"spec\":{\"nodeName\":\"b\"}}\nconflicts with changes made from original to"
                + " current:\n{\"spec\":{\"nodeName\":\"c\"}}");
    assertThat(
            StrategicMergePatch.diff(original, modified, current, Pod.TYPE, OnConflict.OVERWRITE)
                .body())
        .isEqualTo(modified);
  }

  @Test
  void aLookForConflictsLeavesListsInOrder() {
    JsonObject original = object("{'spec':{'containers':[{'name':'a','args':['z']}]}}");
    JsonObject modified = object("{'spec':{'containers':[{'name':'a','args':['z','b']}]}}");
    assertThat(
            StrategicMergePatch.diff(
                    original,
                    modified,
                    object("{'spec':{'containers':[{'name':'a','args':['b','z']}]}}"),
                    Pod.TYPE,
                    OnConflict.FAIL)
                .body())
        .isEqualTo(
            object(
                "{'spec':{'$setElementOrder/containers':[{'name':'a'}],"
                    + "'containers':[{'name':'a','args':['z','b']}]}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'containers':[{'image':'secret'}]} | At spec.containers: an item (of image) does not"
            + " contain declared merge key: name. Give each item its name, which tells them apart.",
        "{'containers':[{'name':'a','$patch':'bogus'}]} | At spec.containers: unknown patch type:"
            + " bogus. Set $patch to delete or replace, or leave it out to merge.",
        "{'containers':[{'name':'a','env':['x']}]} | At spec.containers[name=a].env: list element"
            + " types are not identical. Write items of one type, that of the items that the list"
            + " already has.",
        "{'containers':[{'name':'a','$retainKeys':[],'tty':true}]} | At"
            + " spec.containers[name=a].name: invalid patch format of retainKeys. Let $retainKeys"
            + " list every member that the patch sets.",
        "{'$setElementOrder':[]} | At spec: invalid patch format of setElementOrder list. Write"
            + " $setElementOrder/ and the field's name, with the list of all keys in order.",
        "{'$deleteFromPrimitiveList':[]} | At spec: invalid patch format of primitive list. Write"
            + " $deleteFromPrimitiveList/ and the field's name, with a list.",
        "{'$setElementOrder/containers':{}} | At spec.$setElementOrder/containers: expected a"
            + " []interface {}, but received a map[string]interface {}. Check the name and form of"
            + " the field against its type, or send a merge patch.",
        "{'$setElementOrder/containers':[{'name':'a'}],'containers':[{'name':'b'}]} | At"
            + " spec.containers: the items of the patch don't come in the order of its"
            + " $setElementOrder list. List every item of the patch in $setElementOrder, in the"
            + " same order.",
        "{'unknown':{'a':'c'}} | At spec.unknown: unable to find api field in struct PodSpec for"
            + " the json field \"unknown\". Check the name and form of the field against its type,"
            + " or send a merge patch."
      })
  void anErrorNamesTheFieldAndSaysWhatToDoButTellsNoValues(String spec, String message) {
    JsonObject pod =
        object("{'spec':{'containers':[{'name':'a','env':[{'name':'e'}]}],'unknown':{'a':'b'}}}");
    StrategicMergePatch patch = new StrategicMergePatch(object("{'spec':" + spec + "}"));
    assertThat(refusal(() -> patch.apply(pod, Pod.TYPE))).hasMessage(message);
  }

  @Test
  void theServersWordsKeepTheValues() {
    StrategicMergePatch patch =
        new StrategicMergePatch(object("{'spec':{'containers':[{'image':'i','tty':true}]}}"));
    JsonObject pod = object("{'spec':{'containers':[{'name':'a'}]}}");
    PatchException refusal = refusal(() -> patch.apply(pod, Pod.TYPE));
    assertThat(refusal.reason()).isEqualTo(NOT_MERGEABLE);
    assertThat(refusal.place()).isEqualTo("spec.containers");
    assertThat(refusal.problem())
        .isEqualTo("map: map[image:i tty:true] does not contain declared merge key: name");
  }

  record Wish(String name, java.util.List<String> colours, java.util.Map<String, String> tags) {}

  @Test
  void aRecordOfOnesOwnMergesObjectsAndReplacesLists() {
    JsonObject patched =
        new StrategicMergePatch(object("{'colours':['red'],'tags':{'b':'2'}}"))
            .apply(object("{'name':'n','colours':['blue'],'tags':{'a':'1'}}"), Type.of(Wish.class));
    assertThat(patched)
        .isEqualTo(object("{'name':'n','colours':['red'],'tags':{'a':'1','b':'2'}}"));
  }

  @Test
  void anUnknownFieldThatDidNotChangeIsNoObstacle() {
    JsonObject from = object("{'spec':{'nodeName':'a','later':{'x':[1]}}}");
    JsonObject to = object("{'spec':{'nodeName':'b','later':{'x':[1]}}}");
    assertThat(StrategicMergePatch.diff(from, to, Pod.TYPE).body())
        .isEqualTo(object("{'spec':{'nodeName':'b'}}"));
  }

  @Test
  void onlyAnObjectIsSuchAPatch() {
    PatchException refusal = refusal(() -> StrategicMergePatch.parse(JsonArray.EMPTY));
    assertThat(refusal.reason()).isEqualTo(MALFORMED);
    assertThat(refusal)
        .hasMessage(
            "the strategic merge patch is not an object but of kind array. Send an object with what"
                + " is to change.");
  }

  @Test
  void refusesDeepPatchesAndDocumentsWithoutOverflowingTheStack() {
    JsonValue deep = JsonObject.EMPTY;
    for (int i = 0; i < 100_000; i++) {
      deep = JsonObject.of("a", deep);
    }
    JsonObject document = (JsonObject) deep;
    assertThat(refusal(() -> new StrategicMergePatch(document)).reason()).isEqualTo(TOO_LARGE);
    assertThat(
            refusal(() -> StrategicMergePatch.diff(document, JsonObject.EMPTY, Pod.TYPE)).reason())
        .isEqualTo(TOO_LARGE);
    assertThat(
            refusal(() -> new StrategicMergePatch(JsonObject.EMPTY).apply(document, Pod.TYPE))
                .reason())
        .isEqualTo(TOO_LARGE);
  }

  @Test
  void theVersionOfTheObjectGuardsThePatch() {
    StrategicMergePatch patch = new StrategicMergePatch(object("{'spec':{}}")).guardedBy("17");
    assertThat(patch.body()).isEqualTo(object("{'spec':{},'metadata':{'resourceVersion':'17'}}"));
    assertThat(patch.mediaType()).isEqualTo("application/strategic-merge-patch+json");
  }
}
