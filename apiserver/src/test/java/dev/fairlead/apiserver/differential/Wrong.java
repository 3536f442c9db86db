package dev.fairlead.apiserver.differential;

import dev.fairlead.schema.ApiResource;

/** Requests that no client should send. */
final class Wrong {
  private static final int WAYS = 20;

  private final Dice dice;

  Wrong(Dice dice) {
    this.dice = dice;
  }

  void spoil(Draft draft, ApiResource resource) {
    int way = dice.below(WAYS);
    draft.note("wrong " + way);
    switch (way) {
      case 0 -> draft.path = draft.path.replace("/" + resource.resource(), "/nonsenses");
      case 1 -> draft.path = draft.path + "/nosuch";
      case 2 -> draft.path = draft.path.replace("/v1", "/v9");
      case 3 -> draft.path = Catalog.root(resource).replace("/api", "/ap") + "/x";
      case 4 -> {
        // never a DELETE of a collection that isn't only this run's
        draft.method =
            draft.method.equals("DELETE")
                ? "POST"
                : dice.of("POST", "PUT", "OPTIONS", "FOO", "HEAD");
      }
      case 5 ->
          draft.headers.put(
              "Content-Type",
              dice.of("text/plain", "application/xml", "x", "application/json;charset=utf-8"));
      case 6 ->
          draft.headers.put(
              "Accept",
              dice.of(
                  "text/html",
                  "application/xml",
                  "*/*",
                  "application/*",
                  "text/plain, application/json;q=0.1",
                  "application/json;as=Table;v=v9;g=meta.k8s.io",
                  "application/json;as=Nothing;v=v1;g=meta.k8s.io"));
      case 7 -> {
        if (!draft.method.equals("GET")) {
          draft.query("dryRun", dice.of("Some", "", "true"));
        } else {
          draft.query("limit", "x");
        }
      }
      case 8 -> draft.query("timeoutSeconds", dice.of("x", "-1", "0"));
      case 9 -> draft.query("fieldManager", dice.of("a\tb", "ü", "a".repeat(129)));
      case 10, 11 -> {
        if (draft.body != null) {
          String cut = draft.body.substring(0, draft.body.length() / 2);
          draft.text("application/json", cut);
        }
      }
      case 12 ->
          draft.text(
              "application/yaml", dice.of("a: [", "a: b: c", "- x", "\tx", "a: &x 1\nb: *x", ""));
      case 13 ->
          draft.text(
              "application/vnd.kubernetes.protobuf",
              dice.of("k8s\0", "k8s\0\n\3abc", "nonsense", ""));
      case 14 -> replace(draft, "\"kind\":\"" + resource.kind() + "\"", "\"kind\":\"Other\"");
      case 15 ->
          replace(
              draft,
              "\"apiVersion\":\"" + Catalog.apiVersion(resource) + "\"",
              "\"apiVersion\":\"other/v1\"");
      case 16 -> replace(draft, "\"name\":\"", "\"name\":\"z");
      case 17 ->
          draft.path =
              draft.path.replace(
                  Requests.NAMESPACE, dice.of("no-such-" + Alignment.MARK, "Bad_Namespace"));
      case 18 ->
          draft.text(
              "application/json",
              dice.of("", "null", "[]", "1", "\"x\"", "{}", "{\"kind\":1}", "{} {}"));
      default ->
          replace(
              draft, "\"namespace\":\"" + Requests.NAMESPACE + "\"", "\"namespace\":\"default\"");
    }
  }

  private static void replace(Draft draft, String what, String by) {
    if (draft.body != null && draft.format != Call.Format.PROTOBUF) {
      draft.body =
          draft.body.replaceFirst(
              java.util.regex.Pattern.quote(what), java.util.regex.Matcher.quoteReplacement(by));
    }
  }
}
