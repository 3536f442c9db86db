package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.DeleteOptions;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one kind. The methods stand in the order in which a write meets them; each one's
 * default is what most kinds do.
 *
 * <p>Objects come in with the schema's defaults and without unknown fields. The registry itself
 * checks metadata, keeps uid, creationTimestamp and the like, counts generations where {@link
 * #hasGeneration} says so, and records managed fields.
 */
public abstract class Kind<T extends KubernetesObject> {
  private static final FieldSet SPEC = FieldSet.of("spec");
  private static final FieldSet STATUS = FieldSet.of("status");

  private final Type<T> type;

  protected Kind(Type<T> type) {
    this.type = type;
  }

  public final Type<T> type() {
    return type;
  }

  /** What clients are told who still use the kind; null for all but a few. */
  public @Nullable String deprecation() {
    return null;
  }

  // --- defaults, for every object that comes in ---

  /** The object with the defaults that no schema tells, such as a Pod's restartPolicy. */
  public T defaults(T object) {
    return object;
  }

  /** The same where a default is the time at which the object came. */
  public T defaults(T object, Instant now) {
    return defaults(object);
  }

  // --- create ---

  /** What is wrong with the name; by default it must be a DNS subdomain. */
  public List<String> nameProblems(String name, boolean isPrefix) {
    return Names.subdomain(name, isPrefix);
  }

  /** The same for kinds whose names depend on the rest of the object. */
  public List<String> nameProblems(T object, String name, boolean isPrefix) {
    return nameProblems(name, isPrefix);
  }

  /** Whether a declared rule checks that the name is a DNS subdomain: after all else. */
  public boolean declaresName() {
    return false;
  }

  /** Whether finalizers without a domain must be Kubernetes' own. */
  public boolean checksFinalizers() {
    return true;
  }

  /** What the server decides at creation: mostly an empty status. */
  public T beforeCreate(T object) {
    return object;
  }

  /**
   * What only the request tells: who wrote the object, and when. Comes after {@link #beforeCreate}
   * and {@link #beforeUpdate}.
   *
   * @param old null at creation
   */
  public T stamped(T object, @Nullable T old, User user, Instant now) {
    return object;
  }

  /** Whether a new object's metadata are only looked at when the rest of it is right. */
  public boolean checksMetadataLast() {
    return false;
  }

  /** What is wrong with the object, metadata aside. */
  public abstract void validate(T object, FieldErrors errors);

  // --- update ---

  /** Whether a PUT of an object that isn't there creates it. */
  public boolean createsOnUpdate() {
    return false;
  }

  /** Whether a PUT without resource version is taken. */
  public boolean updatesUnconditionally() {
    return true;
  }

  /** What an update can't change is taken from the old object: mostly the status. */
  public T beforeUpdate(T object, T old) {
    return object;
  }

  /** What is wrong with the change and with the new object, metadata aside. */
  public void validateUpdate(T object, T old, FieldErrors errors) {
    validate(object, errors);
  }

  /** Whether {@code metadata.generation} counts the changes of what {@link #counted} gives. */
  public boolean hasGeneration() {
    return false;
  }

  /** The part whose changes are a new generation: by default the field {@code spec}. */
  public @Nullable Object counted(T object) {
    int spec = type.indexOf("spec");
    return spec < 0 ? null : type.get(object, spec);
  }

  /**
   * What nobody comes to own who writes this way, because such a write can't change it; Go:
   * GetResetFields.
   *
   * @param subresource empty for the resource itself
   */
  public FieldSet neverOwned(String subresource) {
    return type.indexOf("status") < 0
        ? FieldSet.EMPTY
        : subresource.equals("status") ? SPEC : STATUS;
  }

  /** Whether a new object's generation is what its writer says, and not 1. */
  public boolean takesGeneration() {
    return false;
  }

  /** Whether a new object without a name gets one, with nothing of it said by the client. */
  public boolean isNamedByServer() {
    return false;
  }

  // --- status ---

  /** Whether an update of the status gets all {@link #defaults}, or {@link #statusDefaults}. */
  public boolean hasStatusDefaults() {
    return true;
  }

  /** The object with the defaults of its status only. */
  public T statusDefaults(T object) {
    return object;
  }

  /** For an update of the status: everything but the status from the old object. */
  public T beforeStatusUpdate(T object, T old) {
    return object;
  }

  public void validateStatusUpdate(T object, T old, FieldErrors errors) {}

  /** Warnings for a changed status, as headers of the answer. */
  public List<String> statusWarnings(T object) {
    return List.of();
  }

  /** Metadata that an update of the status leaves alone; Go: ResetObjectMetaForStatus. */
  protected static ObjectMeta keptMetadata(ObjectMeta metadata, ObjectMeta old) {
    return metadata.with(m ->
        m.deletionTimestamp(old.deletionTimestamp())
            .selfLink(old.selfLink())
            .labels(old.labels())
            .annotations(old.annotations())
            .finalizers(old.finalizers())
            .ownerReferences(old.ownerReferences()));
  }

  // --- delete ---

  /** Whether a delete that doesn't say so leaves the object's dependents alone. */
  public boolean orphansByDefault() {
    return false;
  }

  /**
   * How long a deletion waits for whoever runs the object; null if nobody does, so it goes at once.
   *
   * @param requested what the client asked for, or null
   */
  public @Nullable Long gracePeriodSeconds(T object, @Nullable Long requested) {
    return null;
  }

  /** Warnings for a deletion with these options. */
  public List<String> deleteWarnings(DeleteOptions options) {
    return List.of();
  }

  // --- reads ---

  /** Warnings for a created ({@code old} is null) or updated object, as headers of the answer. */
  public List<String> warnings(T object, @Nullable T old) {
    return List.of();
  }

  /** What field selectors can ask for, besides metadata.name and metadata.namespace. */
  public Map<String, String> fields(T object) {
    return Map.of();
  }

  /** The words for a field that {@link #fields} doesn't have, if it has any. */
  public String unknownField(String field) {
    return "field label not supported: " + field;
  }

  /** Whether those of some namespaces can be selected by that field. */
  public boolean selectsByNamespace() {
    return true;
  }

  /** The object as rows and partial objects show it: without what only the served version has. */
  public T shown(T object) {
    return object;
  }

  /** The rows of a table in their order there, which is that of the names for all kinds but one. */
  public List<T> rowOrder(List<T> items) {
    return items;
  }

  /** What bookmarks of watches have: an object of which nothing is set, as clients see it. */
  public T unset() {
    return type.empty();
  }

  /** What a table says of the row as a whole: that a Pod has completed. */
  public List<JsonValue> rowConditions(T object) {
    return List.of();
  }

  /**
   * The cells of the object's row, one for each column of resources.json.
   *
   * @param now to tell ages
   */
  public List<JsonValue> cells(T object, Instant now) {
    return List.of();
  }
}
