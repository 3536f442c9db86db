package dev.fairlead.apiserver;

import dev.fairlead.apiserver.authentication.UserReviews;
import dev.fairlead.apiserver.authorization.AccessReviews;
import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.registry.ManagedFields;
import dev.fairlead.apiserver.registry.Registry;
import dev.fairlead.apiserver.registry.WriteContext;
import dev.fairlead.apiserver.request.Bodies;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.WriteOptions;
import dev.fairlead.apiserver.table.Tables;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.authentication.v1.SelfSubjectReview;
import dev.fairlead.model.authentication.v1.TokenReview;
import dev.fairlead.model.authorization.v1.LocalSubjectAccessReview;
import dev.fairlead.model.authorization.v1.SelfSubjectAccessReview;
import dev.fairlead.model.authorization.v1.SelfSubjectRulesReview;
import dev.fairlead.model.authorization.v1.SubjectAccessReview;
import dev.fairlead.model.type.Type;
import java.util.Map;
import java.util.function.BiFunction;

/** Resources that are questions: what is created is answered at once and never kept. */
final class Reviews {
  private final UserReviews users;
  private final AccessReviews access;

  Reviews(UserReviews users, AccessReviews access) {
    this.users = users;
    this.access = access;
  }

  /** By resource and group. */
  Map<String, Endpoint> endpoints() {
    return Map.of(
        "tokenreviews.authentication.k8s.io",
        endpoint(TokenReview.TYPE, (review, info, call) -> users.create(review)),
        "selfsubjectreviews.authentication.k8s.io",
        endpoint(SelfSubjectReview.TYPE, (review, info, call) -> users.create(review, call.user())),
        "subjectaccessreviews.authorization.k8s.io",
        endpoint(SubjectAccessReview.TYPE, (review, info, call) -> access.create(review)),
        "localsubjectaccessreviews.authorization.k8s.io",
        endpoint(
            LocalSubjectAccessReview.TYPE,
            (review, info, call) -> access.create(review, info.namespace())),
        "selfsubjectaccessreviews.authorization.k8s.io",
        endpoint(
            SelfSubjectAccessReview.TYPE,
            (review, info, call) -> access.create(review, call.user())),
        "selfsubjectrulesreviews.authorization.k8s.io",
        endpoint(
            SelfSubjectRulesReview.TYPE,
            (review, info, call) -> access.create(review, call.user())));
  }

  private interface Answerer<T> {
    KubernetesObject answer(T review, RequestInfo info, Call call);
  }

  private static <T extends KubernetesObject> Endpoint endpoint(
      Type<T> type, Answerer<T> answerer) {
    return (info, request, call) -> {
      if (!info.name().isEmpty()) {
        throw ApiServer.pathNotFound();
      }
      if (!info.verb().equals("create")) {
        throw ResourceRequests.methodNotAllowed();
      }
      if (type != LocalSubjectAccessReview.TYPE && !info.namespace().isEmpty()) {
        throw ApiServer.pathNotFound(); // the user was only asked for a permission in there
      }
      Negotiation form = Negotiation.ofReview(request);
      WriteOptions options = WriteOptions.of(request, WriteOptions.Verb.CREATE);
      T body = Bodies.object(request, type, options.fieldValidation(), call::warn);
      WriteContext context = new WriteContext("", options.dryRun(), options.fieldManager());
      T review =
          ManagedFields.ofNew(type, Registry.received(info.namespace(), body, call), call, context);
      return created(form, answerer.answer(review, info, call));
    };
  }

  /** Reads what is to be created in a subresource, and answers with what came of it. */
  static <T extends KubernetesObject> Response created(
      Request request,
      RequestInfo info,
      Type<T> type,
      Call call,
      BiFunction<T, WriteContext, ?> answerer) {
    Negotiation form = Negotiation.ofReview(request);
    WriteOptions options = WriteOptions.of(request, WriteOptions.Verb.CREATE);
    T body = Bodies.object(request, type, options.fieldValidation(), call::warn);
    WriteContext context =
        new WriteContext(info.subresource(), options.dryRun(), options.fieldManager());
    return created(form, answerer.apply(body, context));
  }

  private static Response created(Negotiation form, Object answer) {
    return Response.of(201, form.format().mediaType(), form.encode(Tables.plain(form, answer)));
  }
}
