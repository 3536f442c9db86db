package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.admissionregistration.v1.WebhookClientConfig;
import dev.fairlead.model.apiextensions.v1.CustomResourceConversion;
import dev.fairlead.model.codec.Codec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with how a CustomResourceDefinition converts objects between its versions. */
final class ConversionRules {
  private static final List<String> STRATEGIES = List.of("None", "Webhook");
  private static final List<String> REVIEWS = List.of("v1", "v1beta1");

  private ConversionRules() {}

  static void validate(CustomResourceConversion conversion, Path path, FieldErrors errors) {
    if (conversion.strategy().isEmpty()) {
      errors.required(path.child("strategy"), "");
    } else if (!STRATEGIES.contains(conversion.strategy())) {
      errors.notSupported(path.child("strategy"), conversion.strategy(), STRATEGIES);
    }
    var webhook = conversion.webhook();
    var client = webhook == null ? null : webhook.clientConfig();
    List<String> reviews = webhook == null ? List.of() : webhook.conversionReviewVersions();
    Path clientPath = path.child("webhookClientConfig");
    Path reviewPath = path.child("conversionReviewVersions");
    if (!conversion.strategy().equals("Webhook")) {
      String unused = "should not be set when strategy is not set to Webhook";
      if (client != null) {
        errors.forbidden(clientPath, unused);
      }
      if (!reviews.isEmpty()) {
        errors.forbidden(reviewPath, unused);
      }
      return;
    }
    if (client == null) {
      errors.required(clientPath, "required when strategy is set to Webhook");
    } else {
      WebhookClientConfig same =
          Codec.fromTree(WebhookClientConfig.TYPE, Codec.toTree(client)); // of another group
      WebhookClients.validate(same, clientPath, errors);
    }
    validateReviews(reviews, reviewPath, errors);
  }

  private static void validateReviews(List<String> versions, Path path, FieldErrors errors) {
    if (versions.isEmpty()) {
      errors.required(path, "");
      return;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < versions.size(); i++) {
      String version = versions.get(i);
      if (seen.add(version)) {
        errors.invalid(path.index(i), version, Names.label1035(version));
      } else {
        errors.invalid(path.index(i), version, "duplicate version");
      }
    }
    if (versions.stream().noneMatch(REVIEWS::contains)) {
      errors.invalid(path, versions, "must include at least one of v1, v1beta1");
    }
  }
}
