package dev.fairlead.apiserver.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.LimitRange;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.PersistentVolumeClaim;
import dev.fairlead.model.core.v1.ResourceQuota;
import dev.fairlead.model.core.v1.Secret;
import dev.fairlead.model.events.v1.Event;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.Quantity;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Expected texts were given by kube-apiserver 1.37.2. */
class CoreKindsTest {
  @Test
  void aNamespaceHasItsNameAsALabelAndAFinalizer() {
    Namespaces namespaces = new Namespaces();
    Namespace given = Namespace.of(n -> n.metadata(m -> m.name("shop")).status(s -> s.phase("X")));

    Namespace created = namespaces.beforeCreate(namespaces.defaults(given));

    assertThat(created.metadata().labels()).containsEntry("kubernetes.io/metadata.name", "shop");
    assertThat(created.spec().finalizers()).containsExactly("kubernetes");
    assertThat(created.status().phase()).isEqualTo("Active");
    assertThat(namespaces.fields(created)).containsEntry("status.phase", "Active");
  }

  @Test
  void anActiveNamespaceIsNotTerminating() {
    Namespace namespace = Namespace.of(n -> n.status(s -> s.phase("Terminating")));
    FieldErrors errors = new FieldErrors();

    new Namespaces().validateStatusUpdate(namespace, namespace, errors);

    assertThat(Checks.lines(errors))
        .containsExactly(
            "status.Phase: Invalid value: \"Terminating\": may only be 'Active' if"
                + " `deletionTimestamp` is empty");
  }

  @Test
  void anImmutableConfigMapStaysSo() {
    ConfigMap old = ConfigMap.of(c -> c.immutable(true).data("a", "1"));
    ConfigMap changed = ConfigMap.of(c -> c.data("a", "2"));

    assertThat(Checks.updated(new ConfigMaps(), changed, old))
        .containsExactly(
            "immutable: Forbidden: field is immutable when `immutable` is set",
            "data: Forbidden: field is immutable when `immutable` is set");
  }

  @Test
  void aConfigMapHasAMebibyte() {
    ConfigMap large = ConfigMap.of(c -> c.data("a", "x".repeat(1024 * 1024 + 1)));

    assertThat(Checks.created(new ConfigMaps(), large))
        .containsExactly("[]: Too long: may not be more than 1048576 bytes");
  }

  @Test
  void textsOfASecretBecomeData() {
    Secret given = Secret.of(s -> s.stringData("a", "new").data("a", Bytes.ofUtf8("old")));

    Secret secret = new Secrets().defaults(given);

    assertThat(secret.type()).isEqualTo("Opaque");
    assertThat(secret.data()).containsEntry("a", Bytes.ofUtf8("new"));
    assertThat(secret.stringData()).isEmpty();
  }

  @Test
  void aSecretsTypeTellsItsKeys() {
    Secret tls = Secret.of(s -> s.type("kubernetes.io/tls"));

    assertThat(Checks.created(new Secrets(), tls))
        .containsExactly("data[tls.crt]: Required value", "data[tls.key]: Required value");
    assertThat(Checks.updated(new Secrets(), tls.with(s -> s.type("other")), tls))
        .containsExactly("type: Invalid value: \"other\": field is immutable");
  }

  @Test
  void aQuotaCountsWholeThings() {
    ResourceQuota quota =
        ResourceQuota.of(q ->
            q.spec(
                s -> s.hard("pods", Quantity.parse("1500m")).hard("bogus", Quantity.parse("-1"))));

    assertThat(Checks.created(new ResourceQuotas(), quota))
        .containsExactlyInAnyOrder(
            "spec.hard[pods]: Invalid value: \"1500m\": must be an integer",
            "spec.hard[bogus]: Invalid value: \"bogus\": must be a standard resource type or fully"
                + " qualified",
            "spec.hard[bogus]: Invalid value: \"bogus\": must be a standard resource for quota",
            "spec.hard[bogus]: Invalid value: \"-1\": must be greater than or equal to 0");
  }

  @Test
  void aContainersDefaultLimitIsTheMaximum() {
    LimitRange given =
        LimitRange.of(l ->
            l.spec(s ->
                s.limit(i ->
                    i.type("Container")
                        .max("cpu", Quantity.parse("2"))
                        .min("cpu", Quantity.parse("3")))));
    LimitRanges ranges = new LimitRanges();

    assertThat(ranges.defaults(given).spec().limits().getFirst().defaultRequest())
        .containsEntry("cpu", Quantity.parse("2"));
    assertThat(Checks.created(ranges, given))
        .containsExactly(
            "spec.limits[0].min[cpu]: Invalid value: \"3\": min value 3 is greater than max value"
                + " 2",
            "spec.limits[0].defaultRequest[cpu]: Invalid value: \"2\": min value 3 is greater than"
                + " default request value 2",
            "spec.limits[0].default[cpu]: Invalid value: \"3\": min value 3 is greater than default"
                + " value 2");
  }

  @Test
  void aClaimsTwoSourcesMirrorEachOther() {
    PersistentVolumeClaim given =
        PersistentVolumeClaim.of(
            c -> c.spec(s -> s.dataSource(d -> d.kind("PersistentVolumeClaim").name("old"))));

    PersistentVolumeClaim claim = new PersistentVolumeClaims().beforeCreate(given);

    assertThat(claim.spec().dataSourceRef()).extracting(r -> r.name()).isEqualTo("old");
    assertThat(claim.status().phase()).isEqualTo("Pending");
  }

  @Test
  void eventsHaveTwoForms() {
    Event event =
        Event.of(e ->
            e.metadata(m -> m.name("e").namespace("shop"))
                .regarding(r -> r.kind("Pod").namespace("shop").name("web"))
                .note("pulled")
                .reportingController("kubelet")
                .series(s -> s.count(2)));

    assertThat(EventForms.toNew(EventForms.toCore(event))).isEqualTo(event);
    assertThat(new Events().fields(EventForms.toCore(event)))
        .containsEntry("involvedObject.name", "web")
        .containsEntry("source", "kubelet");
  }

  @Test
  void anEventsRowTellsWhenAndWhat() {
    Event event =
        Event.of(e ->
            e.metadata(m -> m.name("e"))
                .regarding(r -> r.kind("Pod").name("web"))
                .reason("Pulled")
                .type("Normal")
                .note(" done ")
                .deprecatedSource(s -> s.component("kubelet").host("n1")));

    assertThat(new NewEvents().cells(event, Instant.EPOCH))
        .hasToString(
            "[\"<unknown>\", \"Normal\", \"Pulled\", \"pod/web\", \"\", \"kubelet, n1\", \"done\","
                + " \"<unknown>\", 1, \"e\"]");
  }
}
