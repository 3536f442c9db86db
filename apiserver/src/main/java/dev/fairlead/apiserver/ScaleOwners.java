package dev.fairlead.apiserver;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.value.FieldsV1;
import dev.fairlead.model.value.Time;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who owns the number of replicas, told of the scale and of its workload; Go:
 * managedfields.ScaleHandler. All workloads with a scale have it at the same place.
 */
final class ScaleOwners {
  static final String SCALE_VERSION = "autoscaling/v1";

  private static final String SPEC = "f:spec";
  private static final String REPLICAS = "f:replicas";
  private static final JsonObject OWNED =
      JsonObject.of(SPEC, JsonObject.of(REPLICAS, JsonObject.EMPTY));

  /** The order in which the server keeps entries. */
  private static final Comparator<ManagedFieldsEntry> ORDER =
      Comparator.comparing((ManagedFieldsEntry e) -> text(e.operation()))
          .thenComparing(ManagedFieldsEntry::time, Comparator.nullsFirst(Time::compareTo))
          .thenComparing(e -> text(e.manager()))
          .thenComparing(e -> text(e.apiVersion()))
          .thenComparing(e -> text(e.subresource()));

  private ScaleOwners() {}

  /** The owners of the scale: those of the workload that own its replicas. */
  static List<ManagedFieldsEntry> ofScale(List<ManagedFieldsEntry> ofWorkload) {
    return ofWorkload.stream()
        .filter(ScaleOwners::ownsReplicas)
        .map(e ->
            e.toBuilder()
                .apiVersion(SCALE_VERSION)
                .fieldsV1(FieldsV1.ofJson(OWNED.toString()))
                .build())
        .toList();
  }

  /**
   * The owners of the workload after those of its scale have changed. Who comes new has no time: so
   * it is in the server.
   *
   * @param before those of the workload
   * @param apiVersion of the workload
   */
  static List<ManagedFieldsEntry> ofWorkload(
      List<ManagedFieldsEntry> before, List<ManagedFieldsEntry> ofScale, String apiVersion) {
    List<ManagedFieldsEntry> left = new ArrayList<>(ofScale);
    left.removeIf(entry -> !ownsReplicas(entry));
    List<ManagedFieldsEntry> after = new ArrayList<>();
    for (ManagedFieldsEntry entry : before) {
      if (!ownsReplicas(entry) || left.removeIf(other -> isSame(entry, other))) {
        after.add(entry);
      } else {
        JsonObject rest = withoutReplicas(entry);
        if (!rest.members().isEmpty()) {
          after.add(entry.toBuilder().fieldsV1(FieldsV1.ofJson(rest.toString())).build());
        }
      }
    }
    for (ManagedFieldsEntry entry : left) {
      after.add(entry.toBuilder().apiVersion(apiVersion).time((Time) null).build());
    }
    after.sort(ORDER);
    return after;
  }

  private static boolean ownsReplicas(ManagedFieldsEntry entry) {
    return fields(entry).get(SPEC) instanceof JsonObject spec && spec.get(REPLICAS) != null;
  }

  private static JsonObject withoutReplicas(ManagedFieldsEntry entry) {
    JsonObject fields = fields(entry);
    JsonObject spec = ((JsonObject) Objects.requireNonNull(fields.get(SPEC))).without(REPLICAS);
    return spec.members().isEmpty() ? fields.without(SPEC) : fields.with(SPEC, spec);
  }

  private static JsonObject fields(ManagedFieldsEntry entry) {
    return entry.fieldsV1() == null
        ? JsonObject.EMPTY
        : (JsonObject) Codec.json().decodeTree(entry.fieldsV1().json());
  }

  /** An applier is the same whatever version it applied; others go by theirs, too. */
  private static boolean isSame(ManagedFieldsEntry entry, ManagedFieldsEntry other) {
    return "Apply".equals(entry.operation())
        && "Apply".equals(other.operation())
        && text(entry.manager()).equals(text(other.manager()))
        && text(entry.subresource()).equals(text(other.subresource()));
  }

  private static String text(@Nullable String value) {
    return requireNonNullElse(value, "");
  }
}
