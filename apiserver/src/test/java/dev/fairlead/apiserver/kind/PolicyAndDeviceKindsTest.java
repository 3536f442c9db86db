package dev.fairlead.apiserver.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.admissionregistration.v1.MutatingAdmissionPolicy;
import dev.fairlead.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import dev.fairlead.model.batch.v1.Job;
import dev.fairlead.model.meta.v1.DeleteOptions;
import dev.fairlead.model.resource.v1.DeviceTaintRule;
import dev.fairlead.model.resource.v1.ResourceClaim;
import dev.fairlead.model.storage.v1.StorageClass;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the real server said of admission policies, devices and storage. */
class PolicyAndDeviceKindsTest {
  private static final Instant NOW = Instant.parse("2026-05-06T07:08:09.5Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  @Test
  void aWebhooksServiceIsReportedWithNameAndNamespaceSwapped() {
    var errors = new FieldErrors();
    var hooks = new ValidatingWebhooks();
    hooks.validate(
        hooks.defaults(
            ValidatingWebhookConfiguration.of(c ->
                c.webhook(w ->
                    w.name("v.example.com")
                        .sideEffects("None")
                        .admissionReviewVersion("v1")
                        .clientConfig(x -> x.service(s -> s.name("hook").path("/a//b")))))),
        errors);
    assertThat(errors)
        .hasToString(
            "[webhooks[0].clientConfig.service.name: Required value,"
                + " webhooks[0].clientConfig.service.path: Invalid value: \"/a//b\": segment[1] may"
                + " not be empty]");
  }

  @Test
  void aMutationSaysOnePatchOfItsType() {
    var errors = new FieldErrors();
    PolicyExpressions.validateMutations(
        MutatingAdmissionPolicy.of(p ->
                p.spec(s -> s.mutation(m -> m.patchType("JSONPatch").applyConfiguration(a -> {}))))
            .spec()
            .mutations(),
        errors);
    assertThat(errors)
        .hasToString(
            "[spec.mutations[0].jsonPatch: Required value: must be specified when patchType is"
                + " JSONPatch, spec.mutations[0].applyConfiguration: Invalid value:"
                + " \"{applyConfiguration}\": must not be specified when patchType is JSONPatch]");
  }

  @Test
  void aTaintsTimeIsWhenItsEffectCame() {
    var rules = new DeviceTaintRules();
    var old = rules.defaults(rule("NoSchedule"), NOW);
    assertThat(old.spec().taint().timeAdded())
        .isEqualTo(Time.of(Instant.parse("2026-05-06T07:08:09Z")));
    var changed = old.with(o -> o.spec(s -> s.taint(t -> t.effect("NoExecute"))));
    var stamped = rules.stamped(changed, old, User.of("admin"), LATER);
    assertThat(stamped.spec().taint().timeAdded())
        .isEqualTo(Time.of(Instant.parse("2026-05-06T07:09:09Z")));
    assertThat(rules.stamped(old, old, User.of("admin"), LATER)).isSameAs(old);
  }

  private static DeviceTaintRule rule(String effect) {
    return DeviceTaintRule.of(r -> r.spec(s -> s.taint(t -> t.key("a/b").effect(effect))));
  }

  @Test
  void aDeclaredRuleDoesntTellTheValueOfWhatCannotChange() {
    var errors = new FieldErrors();
    var storage = new StorageClasses();
    var old = storage.defaults(StorageClass.of(s -> s.provisioner("example.com/p")));
    storage.validateUpdate(old.with(s -> s.reclaimPolicy("Retain")), old, errors);
    assertThat(errors).hasToString("reclaimPolicy: Invalid value: null: field is immutable");
  }

  @Test
  void nobodyOwnsWhatAStatusUpdateLeavesAlone() {
    assertThat(new Deployments().neverOwned("status"))
        .isEqualTo(FieldSet.of("spec", "metadata.labels"));
    assertThat(new ResourceClaims().neverOwned("status"))
        .isEqualTo(FieldSet.of("metadata", "spec"));
    assertThat(new Deployments().neverOwned("scale")).isEqualTo(FieldSet.of("status"));
    assertThat(new Roles().neverOwned("")).isEqualTo(FieldSet.EMPTY);
    var old = ResourceClaim.of(c -> c.metadata(m -> m.name("c").label("app", "web")));
    var sent = old.with(c -> c.metadata(m -> m.label("app", "db").resourceVersion("7")));
    assertThat(new ResourceClaims().beforeStatusUpdate(sent, old).metadata())
        .isEqualTo(old.metadata().with(m -> m.resourceVersion("7")));
  }

  @Test
  void whoeverDeletesAJobHearsThatItsPodsStay() {
    var jobs = new Jobs();
    assertThat(jobs.deleteWarnings(DeleteOptions.TYPE.empty())).hasSize(1);
    assertThat(jobs.deleteWarnings(DeleteOptions.of(o -> o.propagationPolicy("Background"))))
        .isEmpty();
    assertThat(jobs.type()).isEqualTo(Job.TYPE);
  }
}
