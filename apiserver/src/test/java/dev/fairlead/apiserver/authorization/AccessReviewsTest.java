package dev.fairlead.apiserver.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.apiserver.admission.StoredObjects;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.model.authorization.v1.LocalSubjectAccessReview;
import dev.fairlead.model.authorization.v1.ResourceRule;
import dev.fairlead.model.authorization.v1.SelfSubjectAccessReview;
import dev.fairlead.model.authorization.v1.SelfSubjectRulesReview;
import dev.fairlead.model.authorization.v1.SubjectAccessReview;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessReviewsTest {
  private final Rbac rbac = new Rbac(new StoredObjects(BootstrapPolicy.objects()));
  private final AccessReviews reviews = new AccessReviews(rbac, rbac);

  @Test
  void aReviewIsAnsweredWithTheRuleThatAllows() {
    SubjectAccessReview review =
        SubjectAccessReview.of(r ->
            r.spec(s ->
                s.user("system:kube-scheduler")
                    .resourceAttributes(a -> a.verb("get").resource("pods"))));
    assertThat(reviews.create(review).status().toString()).contains("allowed");
    assertThat(reviews.create(review).status().reason())
        .isEqualTo(
            "RBAC: allowed by ClusterRoleBinding \"system:kube-scheduler\" of ClusterRole"
                + " \"system:kube-scheduler\" to User \"system:kube-scheduler\"");
  }

  @Test
  void allThatIsWrongWithAReviewIsToldAtOnce() {
    SubjectAccessReview review = SubjectAccessReview.of(r -> r.metadata(m -> m.name("q")));
    assertThatThrownBy(() -> reviews.create(review))
        .hasMessage(
            ".authorization.k8s.io \"\" is invalid: [spec: Invalid value: null: exactly one of"
                + " nonResourceAttributes or resourceAttributes must be specified, spec.user:"
                + " Invalid value: \"\": at least one of user or group must be specified,"
                + " metadata: Invalid value: {\"name\":\"q\"}: must be empty]");
  }

  @Test
  void aLocalReviewIsOfItsNamespace() {
    LocalSubjectAccessReview review =
        LocalSubjectAccessReview.of(r ->
            r.metadata(m -> m.namespace("y"))
                .spec(s ->
                    s.user("a")
                        .resourceAttributes(a -> a.verb("get").resource("pods"))
                        .nonResourceAttributes(a -> a.verb("get").path("/"))));
    assertThatThrownBy(() -> reviews.create(review, "y"))
        .hasMessage(
            ".authorization.k8s.io \"\" is invalid: [spec: Invalid value:"
                + " {\"Path\":\"/\",\"Verb\":\"get\"}: exactly one of nonResourceAttributes or"
                + " resourceAttributes must be specified, spec.resourceAttributes.namespace:"
                + " Invalid value: \"\": must match metadata.namespace,"
                + " spec.nonResourceAttributes: Invalid value: {\"Path\":\"/\",\"Verb\":\"get\"}:"
                + " disallowed on this kind of request]");
  }

  @Test
  void everybodyAuthenticatedMayAskForThemselves() {
    User x = User.of("x", User.AUTHENTICATED_GROUP);
    SelfSubjectAccessReview review =
        SelfSubjectAccessReview.of(
            r -> r.spec(s -> s.nonResourceAttributes(a -> a.verb("get").path("/healthz"))));
    assertThat(reviews.create(review, x).status().allowed()).isTrue();
    SelfSubjectRulesReview rules =
        reviews.create(SelfSubjectRulesReview.of(r -> r.spec(s -> s.namespace("y"))), x);
    assertThat(rules.status().resourceRules())
        .containsExactly(
            ResourceRule.of(r ->
                r.verbs("create")
                    .apiGroups("authorization.k8s.io")
                    .resources("selfsubjectaccessreviews", "selfsubjectrulesreviews")),
            ResourceRule.of(r ->
                r.verbs("create")
                    .apiGroups("authentication.k8s.io")
                    .resources("selfsubjectreviews")));
    assertThat(rules.status().nonResourceRules().getLast().nonResourceURLs())
        .isEqualTo(List.of("/healthz", "/livez", "/readyz", "/version", "/version/"));
    assertThat(rules.spec().namespace()).isNull();
    assertThatThrownBy(() -> reviews.create(SelfSubjectRulesReview.of(r -> {}), x))
        .hasMessage("no namespace on request");
  }
}
