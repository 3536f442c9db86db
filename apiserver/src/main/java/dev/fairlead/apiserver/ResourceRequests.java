package dev.fairlead.apiserver;

import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.registry.Deletes;
import dev.fairlead.apiserver.registry.DeletionAnswers;
import dev.fairlead.apiserver.registry.Events;
import dev.fairlead.apiserver.registry.ListPage;
import dev.fairlead.apiserver.registry.Patches;
import dev.fairlead.apiserver.registry.Reads;
import dev.fairlead.apiserver.registry.Registry;
import dev.fairlead.apiserver.registry.Rules;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.registry.TreePatch;
import dev.fairlead.apiserver.registry.WriteContext;
import dev.fairlead.apiserver.registry.Written;
import dev.fairlead.apiserver.request.Bodies;
import dev.fairlead.apiserver.request.ListOptions;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.WriteOptions;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.DeleteOptions;
import dev.fairlead.model.patch.JsonPatch;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.patch.StrategicMergePatch;
import dev.fairlead.model.tree.JsonObject;
import java.util.Set;
import java.util.function.Function;

/** Answers requests for a resource itself, one method a verb. */
final class ResourceRequests {
  static final Set<String> PATCHES =
      Set.of(
          JsonPatch.MEDIA_TYPE,
          MergePatch.MEDIA_TYPE,
          StrategicMergePatch.MEDIA_TYPE,
          Patches.APPLY);

  private final Storage storage;
  private final Registry registry;
  private final Reads reads;
  private final Deletes deletes;
  private final Patches patches;
  private final Watches watches;
  private final EncodedForms encoded = new EncodedForms();

  ResourceRequests(Storage storage, Registry registry, Deletes deletes, Watches watches) {
    this.storage = storage;
    this.registry = registry;
    this.reads = new Reads(storage);
    this.deletes = deletes;
    this.patches = new Patches(registry);
    this.watches = watches;
  }

  <S extends KubernetesObject> Response answer(
      Served<S> resource, RequestInfo info, Request request, Call call) {
    checkVerb(resource, info);
    Deprecation.warn(resource, info, request, call);
    return switch (info.verb()) {
      case "get" -> get(resource, info, Negotiation::ofObject, request, call);
      case "list" -> list(resource, info, request, call);
      case "watch" -> watch(resource, info, request, call);
      case "create" -> create(resource, info, request, call);
      case "update" ->
          update(
              resource, info, Rules.whole(resource.kind()), Negotiation::ofObject, request, call);
      case "patch" ->
          patch(resource, info, Rules.whole(resource.kind()), Negotiation::ofObject, request, call);
      case "delete" -> delete(resource, info, request, call);
      case "deletecollection" -> deleteCollection(resource, info, request, call);
      default -> throw methodNotAllowed();
    };
  }

  private static void checkVerb(Served<?> resource, RequestInfo info) {
    boolean collection = info.name().isEmpty();
    boolean needsNamespace = resource.namespaced() && info.namespace().isEmpty();
    boolean fits =
        switch (info.verb()) {
          case "create" -> collection && !needsNamespace;
          case "deletecollection" -> !needsNamespace;
          case "list", "watch" -> true;
          default -> !collection && !needsNamespace;
        };
    if (!fits || !resource.allows(info.verb())) {
      throw methodNotAllowed();
    }
  }

  static dev.fairlead.apiserver.status.StatusException methodNotAllowed() {
    return Failures.failure(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        details -> {});
  }

  // --- reads ---

  <S extends KubernetesObject> Response get(
      Served<S> resource,
      RequestInfo info,
      Function<Request, Negotiation> forms,
      Request request,
      Call call) {
    Negotiation form = forms.apply(request);
    String version = request.parameter("resourceVersion");
    Stored stored =
        reads.get(resource, info.namespace(), info.name(), version == null ? "" : version);
    return ok(form, shown(resource, form, request, call).object(stored));
  }

  private <S extends KubernetesObject> Response list(
      Served<S> resource, RequestInfo info, Request request, Call call) {
    Negotiation form = Negotiation.ofList(request);
    ListPage page = reads.list(resource, info.namespace(), ListOptions.of(request, false));
    return ok(form, shown(resource, form, request, call).list(page));
  }

  private <S extends KubernetesObject> Response watch(
      Served<S> resource, RequestInfo info, Request request, Call call) {
    if ("websocket".equalsIgnoreCase(request.header("upgrade"))) {
      // fabric8 tries this first: an empty answer makes it watch over plain HTTP, a stream would
      // make it wait for the end, and a 503 try for 20 s
      return Response.of(200, "application/json", new byte[0]);
    }
    Negotiation form = Negotiation.ofWatch(request);
    ListOptions options = ListOptions.of(request, true).named(info.name());
    Events<S> events = Events.start(storage, resource, info.namespace(), options);
    return watches.answer(events, options, shown(resource, form, request, call), form.format());
  }

  // --- writes ---

  private <S extends KubernetesObject> Response create(
      Served<S> resource, RequestInfo info, Request request, Call call) {
    Negotiation form = Negotiation.ofObject(request);
    WriteOptions options = WriteOptions.of(request, WriteOptions.Verb.CREATE);
    KubernetesObject object =
        Bodies.object(request, resource.type(), options.fieldValidation(), call::warn);
    Written written =
        registry.create(
            resource,
            info.namespace(),
            registry.prepared(resource, object, call),
            call,
            context(info, options));
    return written(resource, form, request, call, written);
  }

  <S extends KubernetesObject> Response update(
      Served<S> resource,
      RequestInfo info,
      Rules<S> rules,
      Function<Request, Negotiation> forms,
      Request request,
      Call call) {
    Negotiation form = forms.apply(request);
    WriteOptions options = WriteOptions.of(request, WriteOptions.Verb.UPDATE);
    KubernetesObject object =
        Bodies.object(request, resource.type(), options.fieldValidation(), call::warn);
    Patches.checkSame(object, info.name(), resource.namespaced() ? info.namespace() : null);
    WriteContext context = context(info, options);
    Written written =
        registry.update(
            resource,
            info.namespace(),
            info.name(),
            rules,
            registry.replacement(resource, info.name(), object, call, context),
            false,
            call,
            context);
    return written(resource, form, request, call, written);
  }

  <S extends KubernetesObject> Response patch(
      Served<S> resource,
      RequestInfo info,
      Rules<S> rules,
      Function<Request, Negotiation> forms,
      Request request,
      Call call) {
    String mediaType = Negotiation.ofPatch(request, PATCHES);
    boolean apply = mediaType.equals(Patches.APPLY);
    Negotiation form = forms.apply(request);
    WriteOptions options =
        WriteOptions.of(request, apply ? WriteOptions.Verb.APPLY : WriteOptions.Verb.PATCH);
    WriteContext context = context(info, options);
    Registry.Change<S> change =
        apply
            ? patches.ofApply(
                resource,
                info.namespace(),
                info.name(),
                Bodies.applied(request) instanceof JsonObject object ? object : JsonObject.EMPTY,
                Boolean.TRUE.equals(options.force()),
                () -> Bodies.checkApplied(request, options.fieldValidation(), call::warn),
                call,
                context)
            : patches.ofTree(
                resource,
                info.namespace(),
                info.name(),
                TreePatch.of(request, mediaType, options.fieldValidation()),
                call,
                context);
    Written written =
        registry.update(
            resource,
            info.namespace(),
            info.name(),
            rules,
            change,
            apply && info.subresource().isEmpty(), // a part creates no whole
            call,
            context);
    return written(resource, form, request, call, written);
  }

  private <S extends KubernetesObject> Response delete(
      Served<S> resource, RequestInfo info, Request request, Call call) {
    Negotiation form = Negotiation.ofObject(request);
    DeleteOptions options = DeleteRequests.options(request);
    Deletes.Deleted deleted =
        deletes.delete(resource, info.namespace(), info.name(), options, call);
    boolean accepted = !deleted.gone() && Boolean.FALSE.equals(options.orphanDependents());
    byte[] body =
        deleted.gone() && !DeletionAnswers.isObject(resource.storage())
            ? form.encode(DeletionAnswers.success(resource, deleted.last()))
            : shown(resource, form, request, call).object(deleted.last());
    return Response.of(accepted ? 202 : 200, form.format().mediaType(), body);
  }

  private <S extends KubernetesObject> Response deleteCollection(
      Served<S> resource, RequestInfo info, Request request, Call call) {
    Negotiation form = Negotiation.ofObject(request);
    ListOptions list = ListOptions.of(request, false);
    DeleteOptions options = DeleteRequests.options(request);
    Deletes.checkOptions(options);
    resource.kind().deleteWarnings(options).forEach(call::warn);
    ListPage page = reads.list(resource, info.namespace(), list);
    for (Stored stored : page.items()) {
      try {
        deletes.delete(resource, stored.key().namespace(), stored.key().name(), options, call);
      } catch (dev.fairlead.apiserver.status.StatusException e) {
        if (e.status().code() != 404) { // somebody else deleted it, which is what was asked for
          throw e;
        }
      }
    }
    return ok(form, shown(resource, form, request, call).list(page));
  }

  // --- answers ---

  private static WriteContext context(RequestInfo info, WriteOptions options) {
    return new WriteContext(info.subresource(), options.dryRun(), options.fieldManager());
  }

  private <S extends KubernetesObject> Presentation<S> shown(
      Served<S> resource, Negotiation form, Request request, Call call) {
    return new Presentation<>(resource, form, request, call.now(), encoded);
  }

  private <S extends KubernetesObject> Response written(
      Served<S> resource, Negotiation form, Request request, Call call, Written written) {
    byte[] body = shown(resource, form, request, call).object(written.stored());
    return Response.of(written.created() ? 201 : 200, form.format().mediaType(), body);
  }

  static Response ok(Negotiation form, byte[] body) {
    return Response.of(200, form.format().mediaType(), body);
  }
}
