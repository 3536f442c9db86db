package dev.fairlead.apiserver.apply;

import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import dev.fairlead.model.value.FieldsV1;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.Time;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The managedFields of an object, taken apart. Mutable; made for one request. */
final class Owners {
  private static final String FIELDS_TYPE = "FieldsV1";

  /** What an owner owns, in which version it said so, and when it last did. */
  record Owned(FieldSet set, String apiVersion, @Nullable Time time) {
    Owned with(FieldSet changed) {
      return changed == set ? this : new Owned(changed, apiVersion, time);
    }

    Owned at(Time changed) {
      return new Owned(set, apiVersion, changed);
    }
  }

  private static final Comparator<ManagedFieldsEntry> ORDER =
      Comparator.comparing((ManagedFieldsEntry e) -> text(e.operation()))
          .thenComparingLong(e -> seconds(e.time()))
          .thenComparing(e -> text(e.manager()))
          .thenComparing(e -> text(e.apiVersion()))
          .thenComparing(e -> text(e.subresource()));

  private final Map<Owner, Owned> byOwner;

  private Owners(Map<Owner, Owned> byOwner) {
    this.byOwner = byOwner;
  }

  static Owners none() {
    return new Owners(new LinkedHashMap<>());
  }

  Owners copy() {
    return new Owners(new LinkedHashMap<>(byOwner));
  }

  /**
   * Reads managedFields.
   *
   * @throws IllegalArgumentException telling the first fault
   */
  static Owners decode(List<ManagedFieldsEntry> entries) {
    Owners owners = none();
    for (int i = 0; i < entries.size(); i++) {
      ManagedFieldsEntry entry = entries.get(i);
      check(entry, i);
      boolean applies = Owner.APPLY.equals(entry.operation());
      String version = text(entry.apiVersion());
      Owner owner =
          new Owner(
              text(entry.manager()), applies, applies ? "" : version, text(entry.subresource()));
      FieldsV1 fields = entry.fieldsV1();
      FieldSet set = fields == null ? FieldSet.EMPTY : FieldSet.parse(fields);
      owners.byOwner.put(owner, new Owned(set, version, entry.time()));
    }
    return owners;
  }

  private static void check(ManagedFieldsEntry entry, int index) {
    if (!Owner.APPLY.equals(entry.operation()) && !Owner.UPDATE.equals(entry.operation())) {
      throw new IllegalArgumentException("operation must be `Apply` or `Update`");
    }
    if (entry.apiVersion() == null) {
      throw new IllegalArgumentException("apiVersion must not be empty");
    }
    String type = entry.fieldsType();
    if (type == null) {
      throw new IllegalArgumentException("missing fieldsType in managed fields entry " + index);
    }
    if (!type.equals(FIELDS_TYPE)) {
      throw new IllegalArgumentException(
          "invalid fieldsType " + GoQuote.quote(type) + " in managed fields entry " + index);
    }
  }

  /** The managedFields: updates after applications, older before newer, then by name. */
  List<ManagedFieldsEntry> encode() {
    List<ManagedFieldsEntry> entries = new ArrayList<>(byOwner.size());
    byOwner.forEach((owner, owned) ->
        entries.add(entry(owner, owned.apiVersion, owned.time, owned.set.toFieldsV1())));
    if (entries.size() > 1) {
      entries.sort(ORDER);
    }
    return entries;
  }

  static ManagedFieldsEntry entry(
      Owner owner, String apiVersion, @Nullable Time time, FieldsV1 fields) {
    return new ManagedFieldsEntry(
        owner.manager(),
        owner.operation(),
        apiVersion,
        time,
        FIELDS_TYPE,
        fields,
        owner.subresource());
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  static long seconds(@Nullable Time time) {
    return time == null ? 0 : time.epochSecond();
  }

  boolean isEmpty() {
    return byOwner.isEmpty();
  }

  Map<Owner, Owned> map() {
    return byOwner;
  }

  @Nullable Owned get(Owner owner) {
    return byOwner.get(owner);
  }

  void put(Owner owner, Owned owned) {
    byOwner.put(owner, owned);
  }

  @Nullable Owned remove(Owner owner) {
    return byOwner.remove(owner);
  }
}
