package dev.fairlead.apiserver.authorization;

import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.authorization.v1.LocalSubjectAccessReview;
import dev.fairlead.model.authorization.v1.NonResourceAttributes;
import dev.fairlead.model.authorization.v1.ResourceAttributes;
import dev.fairlead.model.authorization.v1.SelfSubjectAccessReview;
import dev.fairlead.model.authorization.v1.SelfSubjectRulesReview;
import dev.fairlead.model.authorization.v1.SubjectAccessReview;
import dev.fairlead.model.authorization.v1.SubjectAccessReviewSpec;
import dev.fairlead.model.authorization.v1.SubjectAccessReviewStatus;
import dev.fairlead.model.authorization.v1.SubjectRulesReviewStatus;
import dev.fairlead.model.meta.v1.LabelSelectorRequirement;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.rbac.v1.PolicyRule;
import dev.fairlead.model.selector.Fields;
import dev.fairlead.model.selector.Labels;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.value.MalformedTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers the reviews of authorization.k8s.io: the review comes back with its status.
 *
 * <p>Each method throws a {@link StatusException} for a review that isn't valid.
 */
public final class AccessReviews {
  /** Kubernetes leaves the kind empty in these messages. */
  private static final GroupResource KIND = new GroupResource("authorization.k8s.io", "");

  private static final Path SPEC = Path.of("spec");
  private static final Path METADATA = Path.of("metadata");
  private static final String ONE =
      "exactly one of nonResourceAttributes or resourceAttributes must be specified";
  private static final Set<String> LABEL_OPERATORS =
      Set.of("In", "NotIn", "Exists", "DoesNotExist");

  private final Authorizer authorizer;
  private final Rbac rules;

  /**
   * Answers by these.
   *
   * @param rules for {@link SelfSubjectRulesReview}, which no other kind of authorizer can answer
   */
  public AccessReviews(Authorizer authorizer, Rbac rules) {
    this.authorizer = authorizer;
    this.rules = rules;
  }

  public SubjectAccessReview create(SubjectAccessReview review) {
    FieldErrors errors = new FieldErrors();
    validate(review.spec(), errors);
    validateMetadata(review.metadata(), m -> m.managedFields(List.of()), "must be empty", errors);
    throwIfAny(errors);
    return review.with(r -> r.status(answer(review.spec())));
  }

  /** For a user who may only ask about one namespace, the one of the request. */
  public LocalSubjectAccessReview create(LocalSubjectAccessReview review, String namespace) {
    SubjectAccessReviewSpec spec = review.spec();
    String own = Rbac.text(review.metadata().namespace());
    FieldErrors errors = new FieldErrors();
    validate(spec, errors);
    validateMetadata(
        review.metadata(),
        m -> m.managedFields(List.of()).namespace(null),
        "must be empty except for namespace",
        errors);
    ResourceAttributes resource = spec.resourceAttributes();
    if (resource != null && !Rbac.text(resource.namespace()).equals(own)) {
      errors.invalid(
          Path.of("spec", "resourceAttributes", "namespace"),
          Rbac.text(resource.namespace()),
          "must match metadata.namespace");
    }
    NonResourceAttributes other = spec.nonResourceAttributes();
    if (other != null) {
      errors.invalid(
          Path.of("spec", "nonResourceAttributes"),
          goJson(other),
          "disallowed on this kind of request");
    }
    throwIfAny(errors);
    if (namespace.isEmpty()) {
      throw Failures.badRequest("namespace is required on this type: ");
    }
    if (!namespace.equals(own)) {
      throw Failures.badRequest(
          "spec.resourceAttributes.namespace must match namespace: " + namespace);
    }
    return review.with(r -> r.status(answer(spec)));
  }

  public SelfSubjectAccessReview create(SelfSubjectAccessReview review, User user) {
    ResourceAttributes resource = review.spec().resourceAttributes();
    NonResourceAttributes other = review.spec().nonResourceAttributes();
    FieldErrors errors = new FieldErrors();
    validateOne(resource, other, errors);
    ReviewSelectors.validate(resource, errors);
    validateMetadata(review.metadata(), m -> m.managedFields(List.of()), "must be empty", errors);
    throwIfAny(errors);
    return review.with(r -> r.status(answer(user, resource, other)));
  }

  /** What the user may do in a namespace. Only the status is answered, as kube-apiserver does. */
  public SelfSubjectRulesReview create(SelfSubjectRulesReview review, User user) {
    String namespace = Rbac.text(review.spec().namespace());
    if (namespace.isEmpty()) {
      throw Failures.badRequest("no namespace on request");
    }
    Rbac.Resolved found = rules.rulesFor(user, namespace);
    return SelfSubjectRulesReview.of(r -> r.status(s -> fill(s, found)));
  }

  private static void fill(SubjectRulesReviewStatus.Builder status, Rbac.Resolved found) {
    for (PolicyRule rule : found.rules()) {
      if (!rule.resources().isEmpty()) {
        status.resourceRule(r ->
            r.verbs(rule.verbs())
                .apiGroups(rule.apiGroups())
                .resources(rule.resources())
                .resourceNames(rule.resourceNames()));
      }
      if (!rule.nonResourceURLs().isEmpty()) {
        status.nonResourceRule(r -> r.verbs(rule.verbs()).nonResourceURLs(rule.nonResourceURLs()));
      }
    }
    if (!found.missingRoles().isEmpty()) {
      status.evaluationError(Rbac.aggregate(found.missingRoles(), Rbac::notFound));
    }
  }

  private SubjectAccessReviewStatus answer(SubjectAccessReviewSpec spec) {
    Map<String, List<String>> extra = spec.extra();
    User user = new User(Rbac.text(spec.user()), Rbac.text(spec.uid()), spec.groups(), extra);
    return answer(user, spec.resourceAttributes(), spec.nonResourceAttributes());
  }

  private SubjectAccessReviewStatus answer(
      User user, @Nullable ResourceAttributes resource, @Nullable NonResourceAttributes other) {
    Decision decision = authorizer.authorize(user, request(resource, other));
    String error = resource == null ? "" : selectorProblems(resource);
    return SubjectAccessReviewStatus.of(s -> {
      s.allowed(decision.allowed()).reason(decision.reason());
      if (!error.isEmpty()) {
        s.evaluationError(error);
      }
    });
  }

  private static RequestInfo request(
      @Nullable ResourceAttributes resource, @Nullable NonResourceAttributes other) {
    if (resource != null) {
      String version = Rbac.text(resource.version());
      return new RequestInfo(
          true,
          "",
          Rbac.text(resource.verb()),
          Rbac.text(resource.group()),
          version.isEmpty() ? "*" : version,
          Rbac.text(resource.namespace()),
          Rbac.text(resource.resource()),
          Rbac.text(resource.subresource()),
          Rbac.text(resource.name()));
    }
    String path = other == null ? "" : Rbac.text(other.path());
    String verb = other == null ? "" : Rbac.text(other.verb());
    return new RequestInfo(false, path, verb, "", "", "", "", "", "");
  }

  private static void validate(SubjectAccessReviewSpec spec, FieldErrors errors) {
    validateOne(spec.resourceAttributes(), spec.nonResourceAttributes(), errors);
    if (spec.user() == null && spec.groups().isEmpty()) {
      errors.invalid(SPEC.child("user"), "", "at least one of user or group must be specified");
    }
    ReviewSelectors.validate(spec.resourceAttributes(), errors);
  }

  private static void validateOne(
      @Nullable ResourceAttributes resource,
      @Nullable NonResourceAttributes other,
      FieldErrors errors) {
    if ((resource == null) == (other == null)) {
      errors.invalid(SPEC, other == null ? null : goJson(other), ONE);
    }
  }

  /** Kubernetes prints its internal type here, whose fields have no JSON names. */
  private static JsonObject goJson(NonResourceAttributes attributes) {
    return JsonObject.builder()
        .put("Path", Rbac.text(attributes.path()))
        .put("Verb", Rbac.text(attributes.verb()))
        .build();
  }

  /** RBAC knows no selectors; what can't be read is only said to be ignored. */
  private static String selectorProblems(ResourceAttributes resource) {
    List<String> problems = new ArrayList<>();
    if (resource.fieldSelector() != null
        && (!isFieldSelector(Rbac.text(resource.fieldSelector().rawSelector()))
            || resource.fieldSelector().requirements().stream()
                .anyMatch(r -> r.values().size() != 1 || !r.operator().matches("In|NotIn")))) {
      problems.add(ignored("fieldSelector", resource.fieldSelector().requirements().size() > 1));
    }
    if (resource.labelSelector() != null) {
      String raw = resource.labelSelector().rawSelector();
      List<LabelSelectorRequirement> rules = resource.labelSelector().requirements();
      long bad = rules.stream().filter(r -> !LABEL_OPERATORS.contains(r.operator())).count();
      if (bad > 0 || (raw != null && !isLabelSelector(raw))) {
        problems.add(ignored("labelSelector", bad > 0 && bad < rules.size()));
      }
    }
    return String.join("; ", problems);
  }

  private static boolean isFieldSelector(String text) {
    try {
      return Fields.parse(text) != null;
    } catch (MalformedTextException e) {
      return false;
    }
  }

  private static boolean isLabelSelector(String text) {
    try {
      return !Labels.parse(text).requirements().isEmpty() || text.isBlank();
    } catch (MalformedTextException e) {
      return false; // the answer says that it was ignored; its words are not for the client
    }
  }

  private static String ignored(String what, boolean partially) {
    return "spec.resourceAttributes."
        + what
        + (partially ? " partially" : "")
        + " ignored due to parse error";
  }

  private static void validateMetadata(
      ObjectMeta metadata,
      java.util.function.Consumer<ObjectMeta.Builder> without,
      String message,
      FieldErrors errors) {
    if (!metadata.with(without).equals(ObjectMeta.TYPE.empty())) {
      errors.invalid(METADATA, metadata, message);
    }
  }

  private static void throwIfAny(FieldErrors errors) {
    if (!errors.isEmpty()) {
      throw Failures.invalid(KIND, "", errors);
    }
  }
}
