package dev.fairlead.apiserver;

import dev.fairlead.apiserver.apply.FieldManagement;
import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.kind.ScaleCells;
import dev.fairlead.apiserver.kind.Scales;
import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.registry.Patches;
import dev.fairlead.apiserver.registry.Reads;
import dev.fairlead.apiserver.registry.Registry;
import dev.fairlead.apiserver.registry.Rules;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.registry.TreePatch;
import dev.fairlead.apiserver.registry.WriteContext;
import dev.fairlead.apiserver.registry.Written;
import dev.fairlead.apiserver.request.Bodies;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.WriteOptions;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.storage.MetadataChange;
import dev.fairlead.apiserver.table.Tables;
import dev.fairlead.apiserver.table.View;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.autoscaling.v1.Scale;
import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.List;
import java.util.function.UnaryOperator;

/** The subresource {@code scale}: a small view of a workload, read and written like an object. */
final class Scaling {
  private static final ScaleCells CELLS = new ScaleCells();
  private static final Tables TABLES = new Tables();

  private final Reads reads;
  private final Registry registry;

  Scaling(Reads reads, Registry registry) {
    this.reads = reads;
    this.registry = registry;
  }

  <S extends KubernetesObject> Response answer(
      Served<S> resource, RequestInfo info, Request request, Call call) {
    return switch (info.verb()) {
      case "get" -> get(resource, info, request, call);
      case "update" -> update(resource, info, request, call);
      case "patch" -> patch(resource, info, request, call);
      default -> throw ResourceRequests.methodNotAllowed();
    };
  }

  private Response get(Served<?> resource, RequestInfo info, Request request, Call call) {
    Negotiation form = Negotiation.ofObject(request);
    KubernetesObject workload = reads.get(resource, info.namespace(), info.name(), "").object();
    return ok(resource, form, request, call, workload);
  }

  private <S extends KubernetesObject> Response update(
      Served<S> resource, RequestInfo info, Request request, Call call) {
    Negotiation form = Negotiation.ofObject(request);
    WriteOptions options = WriteOptions.of(request, WriteOptions.Verb.UPDATE);
    Scale wanted = Bodies.object(request, Scale.TYPE, options.fieldValidation(), call::warn);
    Patches.checkSame(wanted, info.name(), info.namespace());
    WriteContext context = context(options);
    UnaryOperator<S> change =
        current -> registry.owned(resource, current, scaled(current, wanted, info), call, context);
    KubernetesObject written = write(resource, info, change, call, context);
    return ok(resource, form, request, call, written);
  }

  private <S extends KubernetesObject> Response patch(
      Served<S> resource, RequestInfo info, Request request, Call call) {
    String mediaType = Negotiation.ofPatch(request, ResourceRequests.PATCHES);
    boolean apply = mediaType.equals(Patches.APPLY);
    Negotiation form = Negotiation.ofObject(request);
    WriteOptions options =
        WriteOptions.of(request, apply ? WriteOptions.Verb.APPLY : WriteOptions.Verb.PATCH);
    WriteContext context = context(options);
    UnaryOperator<S> change;
    if (apply) {
      JsonValue body = Bodies.applied(request);
      change = current -> applied(resource, current, body, request, options, call);
    } else {
      TreePatch patch = TreePatch.of(request, mediaType, options.fieldValidation());
      change =
          current -> {
            Scale scale = patch.applied(Scale.TYPE, Scales.of(current), call::warn);
            return registry.owned(resource, current, scaled(current, scale, info), call, context);
          };
    }
    KubernetesObject written = write(resource, info, change, call, context);
    return ok(resource, form, request, call, written);
  }

  /** The workload after an apply to its scale, which has owners of its own. */
  private static <S extends KubernetesObject> S applied(
      Served<S> resource,
      S current,
      JsonValue body,
      Request request,
      WriteOptions options,
      Call call) {
    List<ManagedFieldsEntry> owners = current.metadata().managedFields();
    Scale live =
        Scales.of(current).with(s -> s.metadata(m -> m.managedFields(ScaleOwners.ofScale(owners))));
    Scale scale =
        FieldManagement.apply(
            Scale.TYPE,
            live,
            body instanceof JsonObject object ? object : JsonObject.EMPTY,
            options.fieldManager(),
            Boolean.TRUE.equals(options.force()),
            "scale",
            FieldSet.EMPTY,
            call.now());
    Bodies.checkApplied(request, options.fieldValidation(), call::warn);
    String name = String.valueOf(current.metadata().name());
    Patches.checkSame(scale, name, current.metadata().namespace());
    S workload = scaled(current, scale, name);
    return MetadataChange.with(
        workload,
        workload
            .metadata()
            .with(m ->
                m.managedFields(
                    ScaleOwners.ofWorkload(
                        owners, scale.metadata().managedFields(), resource.gvk().apiVersion()))));
  }

  private static <S extends KubernetesObject> S scaled(S current, Scale scale, RequestInfo info) {
    Patches.checkSame(scale, info.name(), info.namespace());
    return scaled(current, scale, info.name());
  }

  private static <S extends KubernetesObject> S scaled(S current, Scale scale, String name) {
    FieldErrors errors = new FieldErrors();
    Scales.validate(scale, errors);
    if (!errors.isEmpty()) {
      throw Failures.invalid(new GroupResource("autoscaling", "Scale"), name, errors);
    }
    return Scales.scaled(current, scale);
  }

  private static WriteContext context(WriteOptions options) {
    return new WriteContext("scale", options.dryRun(), options.fieldManager());
  }

  private <S extends KubernetesObject> KubernetesObject write(
      Served<S> resource,
      RequestInfo info,
      UnaryOperator<S> change,
      Call call,
      WriteContext context) {
    Registry.Change<S> scaling =
        current -> {
          if (current == null) {
            throw Failures.notFound(resource.groupResource(), info.name());
          }
          return change.apply(current);
        };
    Written written =
        registry.update(
            resource,
            info.namespace(),
            info.name(),
            Rules.whole(resource.kind()),
            scaling,
            false,
            call,
            context);
    return written.stored().object();
  }

  private static Response ok(
      Served<?> resource, Negotiation form, Request request, Call call, KubernetesObject workload) {
    Scale scale = Scales.of(workload);
    View<Scale> view = View.of(request, form, resource.facts(), CELLS);
    Object shown =
        view == null
            ? scale
            : TABLES.object(view.withColumns(TABLES.scaleColumns()), scale, call.now());
    return ResourceRequests.ok(form, form.encode(shown));
  }
}
