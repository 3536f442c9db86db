package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.admissionregistration.v1.MutatingWebhook;
import dev.fairlead.model.admissionregistration.v1.MutatingWebhookConfiguration;
import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** MutatingWebhookConfigurations of admissionregistration.k8s.io. */
final class MutatingWebhooks extends AdmissionKind<MutatingWebhookConfiguration> {
  MutatingWebhooks() {
    super(MutatingWebhookConfiguration.TYPE);
  }

  @Override
  public MutatingWebhookConfiguration defaults(MutatingWebhookConfiguration object) {
    return object.with(
        o -> o.webhooks(object.webhooks().stream().map(MutatingWebhooks::defaults).toList()));
  }

  private static MutatingWebhook defaults(MutatingWebhook hook) {
    LabelSelector everything = LabelSelector.TYPE.empty();
    return hook.with(h ->
        h.failurePolicy(requireNonNullElse(hook.failurePolicy(), "Fail"))
            .matchPolicy(requireNonNullElse(hook.matchPolicy(), "Equivalent"))
            .namespaceSelector(requireNonNullElse(hook.namespaceSelector(), everything))
            .objectSelector(requireNonNullElse(hook.objectSelector(), everything))
            .timeoutSeconds(requireNonNullElse(hook.timeoutSeconds(), WebhookRules.TIMEOUT))
            .clientConfig(WebhookRules.defaults(hook.clientConfig()))
            .reinvocationPolicy(requireNonNullElse(hook.reinvocationPolicy(), "Never"))
            .rules(hook.rules().stream().map(WebhookRules::defaults).toList()));
  }

  @Override
  public void validate(MutatingWebhookConfiguration object, FieldErrors errors) {
    WebhookRules.validate(object.webhooks().stream().map(MutatingWebhooks::hook).toList(), errors);
  }

  private static WebhookRules.Hook hook(MutatingWebhook hook) {
    return new WebhookRules.Hook(
        hook.name(),
        hook.clientConfig(),
        hook.rules(),
        hook.failurePolicy(),
        hook.matchPolicy(),
        hook.namespaceSelector(),
        hook.objectSelector(),
        hook.sideEffects(),
        hook.timeoutSeconds(),
        hook.admissionReviewVersions(),
        hook.matchConditions(),
        hook.reinvocationPolicy());
  }

  @Override
  public Object counted(MutatingWebhookConfiguration object) {
    return object.webhooks();
  }

  @Override
  public List<JsonValue> cells(MutatingWebhookConfiguration object, Instant now) {
    return WebhookRules.cells(object.metadata(), object.webhooks(), now);
  }
}
