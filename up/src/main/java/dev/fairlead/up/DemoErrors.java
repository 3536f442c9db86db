package dev.fairlead.up;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.authentication.v1.TokenRequest;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.meta.v1.StatusCause;
import dev.fairlead.model.meta.v1.StatusDetails;

/** The demo's calls that fail, each of which shows what a Status tells. */
record DemoErrors(DemoCluster cluster, Kubernetes k8s, String namespace, Narrator tell) {

  void show() {
    tell.step(
        "What goes wrong comes as a Status with a code, a reason and words. Not there (404):");
    explain(() -> k8s.coreV1().pods(namespace).get("no-such"));
    tell.step("Already there (409), and changed by somebody else meanwhile (409 again):");
    explain(() -> k8s.coreV1().configMaps(namespace).create(Demo.configMap("settings")));
    ConfigMap stale = k8s.coreV1().configMaps(namespace).get("settings");
    k8s.coreV1().configMaps(namespace).update(stale.with(c -> c.data("color", "green")));
    explain(
        () -> k8s.coreV1().configMaps(namespace).update(stale.with(c -> c.data("color", "red"))));
    tell.step("Not allowed (403): a ServiceAccount gets a token, and may do nothing with it yet.");
    TokenRequest answer =
        k8s.coreV1()
            .serviceAccounts(namespace)
            .subresource("token", TokenRequest.TYPE)
            .create("visitor", TokenRequest.of(t -> {}));
    try (Kubernetes visitor = cluster.holderOf(answer.status().token())) {
      explain(() -> visitor.coreV1().secrets(namespace).list());
    }
    tell.step("Not valid (422): each cause names a field and what is wrong with it.");
    explain(() ->
        k8s.appsV1()
            .deployments(namespace)
            .create(
                Deployment.of(d ->
                    d.metadata(m -> m.name("Wrong_Name"))
                        .spec(s ->
                            s.replicas(-1)
                                .selector(x -> x.matchLabel("app", "web"))
                                .template(t ->
                                    t.metadata(m -> m.label("app", "db"))
                                        .spec(p -> p.container(c -> c.name("web"))))))));
  }

  /** Runs a call that has to fail, and tells how it does. */
  void explain(Runnable call) {
    try {
      call.run();
    } catch (ApiException e) {
      tell.result(
          e.code() + " " + e.reason() + ": " + firstLine(String.valueOf(e.status().message())));
      StatusDetails details = e.status().details();
      if (details != null) {
        for (StatusCause cause : details.causes()) {
          tell.result("  " + cause.field() + ": " + cause.message());
        }
      }
      return;
    }
    throw new IllegalStateException("a call that has to fail did not");
  }

  /** Of a message that lists all causes, which follow in lines of their own. */
  private static String firstLine(String message) {
    int list = message.indexOf(": [");
    return list < 0 ? message : message.substring(0, list);
  }
}
