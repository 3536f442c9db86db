package dev.fairlead.apiserver.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * A difference that we want or that no client can see: counted, not reported.
 *
 * @param asked matches the verb and the kind of the request, such as {@code get pods/status}
 * @param difference matches {@link Difference#kind}
 * @param only what else must hold of the request and the difference
 */
record Explained(
    Pattern asked, Pattern difference, BiPredicate<Call, Difference> only, String reason) {
  private static final Pattern COMPILED =
      Pattern.compile("compilation failed: ERROR: <input>|must evaluate to \\w+ but got \\w+");
  private static final Pattern REFUSED =
      Pattern.compile(
          "([\\w.\\[\\]-]+): (?:Invalid|Required|Forbidden|Too many|Unsupported|Duplicate)");
  private static final Pattern EMPTY_LIST = Pattern.compile("\"(\\w+)\"\\s*:\\s*\\[\\s*\\]");
  private static final Pattern WHOLE_REPLACED = Pattern.compile("\"path\"\\s*:\\s*\"\"");
  private static final Pattern BEYOND_32_BITS = Pattern.compile(":\\s*-?\\d{10,}");
  private static final Pattern SCHEMA = Pattern.compile("openAPIV3Schema|\\{.{0,2}\"Name");
  private static final Pattern FIRST_VERSION = Pattern.compile("[?&]resourceVersion=1(&|$)");
  private static final String NO_REQUEST = "spec.request: Invalid value: \\\"\\\": PEM";
  private static final String NULL_REQUEST = "spec.request: Invalid value: null: PEM";
  private static final Pattern OWNED_LEAF = Pattern.compile("\"f:(\\w+)\":\\{\\}");
  private static final Pattern EMPTY_DATA =
      Pattern.compile("\"(data|binaryData)\"\\s*:\\s*\\{\\s*\\}");

  /** The whole table; it is copied to the module's README. */
  static final List<Explained> TABLE =
      List.of(
          of(
              ".*",
              ".* missing in B \\(null\\)",
              "members that Go always writes, as null where nothing is set; null and absent are"
                  + " equal to every client, and we leave them out"),
          of(
              ".*",
              "body\\.message: .*yaml: .* -> .*YAML, line .*",
              "a document that is no YAML is refused by both; the words are those of the YAML"
                  + " library, and ours say line, column and what to write"),
          of(
              ".*",
              "body.message: Operation cannot be fulfilled on .*StorageError: .* -> .*Precondition"
                  + " failed: UID in precondition.*",
              "the server leaks its storage's error, with the key in etcd; we say the same"
                  + " without"),
          of(
              "patch-(strategic|apply) .*",
              "(code|body\\.message|body\\.details).*",
              (call, found) -> isCut(call, found),
              "a strategic merge patch or an apply with a number beyond 32 bits makes the server"
                  + " keep another number, cut to 32 bits; we refuse it, as the server does in all"
                  + " other bodies"),
          of(
              ".* validatingadmissionpolicybindings\\..*",
              ".*managedFields.*",
              (call, found) -> found.path().endsWith("f:spec.f:validationActions.."),
              "the server says that the list itself, too, is owned by who set its items; OpenAPI"
                  + " calls the list required, and of such we only say who owns the items"),
          of(
              ".* (validatingadmissionpolicies|mutatingadmissionpolicies|deviceclasses"
                  + "|resourceclaims|resourceclaimtemplates"
                  + "|validatingwebhookconfigurations|mutatingwebhookconfigurations)\\..*",
              "(code|body\\.message).*",
              (call, found) -> isOnlyCompilation(found),
              "expressions in CEL aren't compiled: the server refuses those with a fault, we keep"
                  + " them"),
          of(
              ".*",
              ".*message: .*",
              (call, found) -> EmptyLists.isAllThatDiffers(found.a(), found.b()),
              "a list that is there without items is the same to us as none: in messages that print"
                  + " Go's objects the server says [] where we say null"),
          of(
              ".*",
              ".*managedFields\\[\\] missing in B",
              (call, found) -> isOwnerOfEmpty(call, found),
              "who sends a list or map without items owns it in the server; as it is the same to us"
                  + " as none, nobody does here"),
          of(
              "(create|update|patch-.*) .*",
              "(code|body\\.(message|details)).*",
              (call, found) -> isRefusalOfEmpty(call, found),
              "the server refuses a list or map without items where none may be, or another is"
                  + " wanted; as it is the same to us as none, we don't"),
          of(
              "(update|patch-.*) .*",
              "body(\\.rows\\[\\]\\.object)?\\.metadata\\.resourceVersion differs",
              (call, found) -> sendsEmptyList(call),
              "a list without items in place of none is a change to the server; to us both are the"
                  + " same"),
          of(
              "patch-json .*",
              "code 599 -> 422.*",
              (call, found) -> call.body() != null && WHOLE_REPLACED.matcher(call.body()).find(),
              "a JSON patch that replaces the whole object by nothing makes the server's handler"
                  + " panic, and it cuts the connection; we refuse the patch"),
          of(
              "(update|patch-.*) (configmaps|secrets)",
              "(code|body\\.message).*",
              (call, found) -> isEmptyDataOfImmutable(call, found),
              "in an immutable ConfigMap or Secret the server takes an empty map in place of none"
                  + " for a change; we don't"),
          of(
              "(update|patch-.*) persistentvolumeclaims(/status)?",
              "body(\\.rows\\[\\]\\.object)?\\.metadata\\.resourceVersion differs",
              "the server keeps a new claim without its phase, and adds it in the first update, so"
                  + " that this gets a new resourceVersion even if it changes nothing; to us it is"
                  + " no change"),
          of(
              "watch persistentvolumeclaims",
              "body\\.length differs",
              (call, found) -> EventCounts.isMoreModified(found.a(), found.b()),
              "the event of that same update of a claim that changes nothing"),
          of(
              ".* customresourcedefinitions\\..*",
              "(code|body\\.message|body\\.details|header warning: unrecognized format).*",
              (call, found) ->
                  found.path().startsWith("header") || SCHEMA.matcher(found.a()).find(),
              "schemas of custom resources aren't looked into: the server refuses those with a"
                  + " fault, and prints them where it refuses something else; we keep them"),
          of(
              "list customresourcedefinitions\\..*",
              "body\\.items .*",
              (call, found) -> found.a().equals("null") && found.b().equals("[]"),
              "without any definition the server's list has null for its items, ours an empty"
                  + " list; both are the same to every client"),
          of(
              "create services",
              "body\\.message: .*failed to allocate IP: .*spec\\.parentRef\\.name: .* -> .*",
              (call, found) -> found.b().contains("metadata.name: "),
              "a Service without a name, or with one that can't be, fails in the server where its"
                  + " address is to be recorded, before it is validated; we say what is wrong with"
                  + " the name"),
          of(
              "(list|deletecollection) .*",
              "body\\.rows differs.*",
              (call, found) -> found.a().equals("null") && found.b().equals("[]"),
              "kinds without columns of their own have null in place of no rows"),
          of(
              "list .*",
              "code 410 The resourceVersion for the provided list is too old\\. -> 200",
              (call, found) -> FIRST_VERSION.matcher(call.path()).find(),
              "etcd forgets the first version after some minutes; we keep a number of changes"),
          of(
              "(create|update) certificatesigningrequests\\..*",
              "body\\.message: .*",
              (call, found) -> found.a().replace(NO_REQUEST, NULL_REQUEST).equals(found.b()),
              "a text without bytes is the same to us as none: where the server says \"\" in a"
                  + " message we say null"));

  private static Explained of(String asked, String difference, String reason) {
    return of(asked, difference, (call, found) -> true, reason);
  }

  private static Explained of(
      String asked, String difference, BiPredicate<Call, Difference> only, String reason) {
    return new Explained(
        Pattern.compile(asked, Pattern.DOTALL),
        Pattern.compile(difference, Pattern.DOTALL),
        only,
        reason);
  }

  boolean covers(Call call, Difference found) {
    return asked.matcher(call.verb() + " " + call.kind()).matches()
        && difference.matcher(found.kind() + (found.a().equals("null") ? " (null)" : "")).matches()
        && only.test(call, found);
  }

  /** Whether we refuse a number of the request that A cuts to 32 bits. */
  private static boolean isCut(Call call, Difference found) {
    return call.body() != null
        && BEYOND_32_BITS.matcher(call.body()).find()
        && (found.path().startsWith("body.details") || found.b().contains("int32"));
  }

  /** Whether A only refuses what we take, or says the same and its compiler's words. */
  private static boolean isOnlyCompilation(Difference found) {
    if (!COMPILED.matcher(found.a()).find() || COMPILED.matcher(found.b()).find()) {
      return false;
    }
    if (found.path().equals("code")) {
      return found.b().startsWith("20");
    }
    for (String part : found.b().split("[,:] |[\\[\\]\"]", -1)) {
      if (!found.a().contains(part)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all that A says is owned came with the request as an empty list or map. */
  private static boolean isOwnerOfEmpty(Call call, Difference found) {
    String last = found.path().substring(found.path().lastIndexOf(".f:") + 1);
    String owned = found.a().equals("{}") ? "\"" + last + "\":{}" : found.a();
    List<String> names = OWNED_LEAF.matcher(owned).results().map(leaf -> leaf.group(1)).toList();
    return !names.isEmpty() && names.stream().allMatch(name -> sendsEmpty(call, name));
  }

  /** Whether all that only A refuses are fields that came as an empty list or map. */
  private static boolean isRefusalOfEmpty(Call call, Difference found) {
    List<String> refused = refused(found.a());
    List<String> left = new ArrayList<>(refused);
    left.removeAll(refused(found.b()));
    return !left.isEmpty()
        && refused.containsAll(refused(found.b()))
        && left.stream().allMatch(path -> sendsEmpty(call, lastName(path)));
  }

  private static List<String> refused(String message) {
    return REFUSED.matcher(message).results().map(field -> field.group(1)).toList();
  }

  private static String lastName(String path) {
    String fields = path.replaceAll("\\[[^\\]]*\\]", "");
    return fields.substring(fields.lastIndexOf('.') + 1);
  }

  /** The finalizers may be dropped as well, and that is a change to us, too. */
  private static boolean sendsEmptyList(Call call) {
    return call.body() != null
        && EMPTY_LIST
            .matcher(call.body())
            .results()
            .anyMatch(list -> !list.group(1).equals("finalizers"));
  }

  private static boolean sendsEmpty(Call call, String name) {
    String empty = "\"" + Pattern.quote(name) + "\"\\s*:\\s*(\\[\\s*\\]|\\{\\s*\\})";
    return call.body() != null && Pattern.compile(empty).matcher(call.body()).find();
  }

  private static boolean isEmptyDataOfImmutable(Call call, Difference found) {
    return call.body() != null
        && EMPTY_DATA.matcher(call.body()).find()
        && found.a().contains("ata: Forbidden: field is immutable when `immutable` is set");
  }
}
