package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.admissionregistration.v1.ValidatingWebhook;
import dev.fairlead.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** ValidatingWebhookConfigurations of admissionregistration.k8s.io. */
final class ValidatingWebhooks extends AdmissionKind<ValidatingWebhookConfiguration> {
  ValidatingWebhooks() {
    super(ValidatingWebhookConfiguration.TYPE);
  }

  @Override
  public ValidatingWebhookConfiguration defaults(ValidatingWebhookConfiguration object) {
    return object.with(
        o -> o.webhooks(object.webhooks().stream().map(ValidatingWebhooks::defaults).toList()));
  }

  private static ValidatingWebhook defaults(ValidatingWebhook hook) {
    LabelSelector everything = LabelSelector.TYPE.empty();
    return hook.with(h ->
        h.failurePolicy(requireNonNullElse(hook.failurePolicy(), "Fail"))
            .matchPolicy(requireNonNullElse(hook.matchPolicy(), "Equivalent"))
            .namespaceSelector(requireNonNullElse(hook.namespaceSelector(), everything))
            .objectSelector(requireNonNullElse(hook.objectSelector(), everything))
            .timeoutSeconds(requireNonNullElse(hook.timeoutSeconds(), WebhookRules.TIMEOUT))
            .clientConfig(WebhookRules.defaults(hook.clientConfig()))
            .rules(hook.rules().stream().map(WebhookRules::defaults).toList()));
  }

  @Override
  public void validate(ValidatingWebhookConfiguration object, FieldErrors errors) {
    WebhookRules.validate(
        object.webhooks().stream().map(ValidatingWebhooks::hook).toList(), errors);
  }

  private static WebhookRules.Hook hook(ValidatingWebhook hook) {
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
        null);
  }

  @Override
  public Object counted(ValidatingWebhookConfiguration object) {
    return object.webhooks();
  }

  @Override
  public List<JsonValue> cells(ValidatingWebhookConfiguration object, Instant now) {
    return WebhookRules.cells(object.metadata(), object.webhooks(), now);
  }
}
