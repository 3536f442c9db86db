package dev.fairlead.apiserver;

import dev.fairlead.apiserver.apply.FieldManagement;
import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.apply.ScaleOwners;
import dev.fairlead.apiserver.apply.VersionConversion;
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
  private static final String SUBRESOURCE = "scale";
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
    UnaryOperator<Scale> change = now -> owned(now, wanted, options, call);
    KubernetesObject written = write(resource, info, change, options, call);
    return ok(resource, form, request, call, written);
  }

  /** With what the writer now owns of the scale. */
  private static Scale owned(Scale now, Scale wanted, WriteOptions options, Call call) {
    return FieldManagement.update(
        Scale.TYPE, now, wanted, options.fieldManager(), SUBRESOURCE, FieldSet.EMPTY, call.now());
  }

  private <S extends KubernetesObject> Response patch(
      Served<S> resource, RequestInfo info, Request request, Call call) {
    String mediaType = Negotiation.ofPatch(request, ResourceRequests.PATCHES);
    boolean apply = mediaType.equals(Patches.APPLY);
    Negotiation form = Negotiation.ofObject(request);
    WriteOptions options =
        WriteOptions.of(request, apply ? WriteOptions.Verb.APPLY : WriteOptions.Verb.PATCH);
    UnaryOperator<Scale> change;
    if (apply) {
      JsonValue body = Bodies.applied(request);
      change =
          now -> {
            Scale applied = applied(now, body, options, call);
            Bodies.checkApplied(request, options.fieldValidation(), call::warn);
            Patches.checkSame(applied, info.name(), info.namespace());
            return applied;
          };
    } else {
      TreePatch patch = TreePatch.of(request, mediaType, options.fieldValidation());
      change =
          now -> {
            Scale scale = patch.applied(Scale.TYPE, now, call::warn);
            Patches.checkSame(scale, info.name(), info.namespace());
            return owned(now, scale, options, call);
          };
    }
    KubernetesObject written = write(resource, info, change, options, call);
    return ok(resource, form, request, call, written);
  }

  private static Scale applied(Scale now, JsonValue body, WriteOptions options, Call call) {
    return FieldManagement.apply(
        Scale.TYPE,
        now,
        body instanceof JsonObject object ? object : JsonObject.EMPTY,
        options.fieldManager(),
        Boolean.TRUE.equals(options.force()),
        SUBRESOURCE,
        FieldSet.EMPTY,
        VersionConversion.NONE,
        call.now());
  }

  private <S extends KubernetesObject> KubernetesObject write(
      Served<S> resource,
      RequestInfo info,
      UnaryOperator<Scale> change,
      WriteOptions options,
      Call call) {
    WriteContext context = new WriteContext(SUBRESOURCE, options.dryRun(), options.fieldManager());
    Registry.Change<S> scaling =
        current -> {
          if (current == null) {
            throw Failures.notFound(resource.groupResource(), info.name());
          }
          List<ManagedFieldsEntry> owners = current.metadata().managedFields();
          Scale now = Scales.of(current);
          Scale scale =
              change.apply(
                  now.with(s -> s.metadata(m -> m.managedFields(ScaleOwners.ofScale(owners)))));
          FieldErrors errors = new FieldErrors();
          Scales.validate(scale, errors);
          if (!errors.isEmpty()) {
            throw Failures.invalid(new GroupResource("autoscaling", "Scale"), info.name(), errors);
          }
          checkUid(resource, info.name(), scale, current);
          S scaled = Scales.scaled(current, scale);
          List<ManagedFieldsEntry> changed =
              ScaleOwners.ofWorkload(
                  owners, scale.metadata().managedFields(), resource.gvk().apiVersion());
          return MetadataChange.with(scaled, scaled.metadata().with(m -> m.managedFields(changed)));
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

  private static void checkUid(
      Served<?> resource, String name, Scale scale, KubernetesObject workload) {
    String uid = scale.metadata().uid();
    if (uid != null && !uid.isEmpty() && !uid.equals(workload.metadata().uid())) {
      throw Failures.conflict(
          new GroupResource(
              resource.facts().group(), resource.facts().resource() + '/' + SUBRESOURCE),
          name,
          "Precondition failed: UID in precondition: "
              + uid
              + ", UID in object meta: "
              + workload.metadata().uid());
    }
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
