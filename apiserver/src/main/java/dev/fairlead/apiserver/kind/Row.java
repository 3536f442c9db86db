package dev.fairlead.apiserver.kind;

import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects the cells of one object's row, in the order of the columns. */
final class Row {
  static final String NONE = "<none>";
  static final String UNSET = "<unset>";

  /** Go's time that isn't set; what bookmarks of watches show. */
  private static final String ZERO = "0001-01-01T00:00:00Z";

  private final Instant now;
  private final List<JsonValue> cells = new ArrayList<>();

  private Row(Instant now) {
    this.now = now;
  }

  /** A row that starts with the object's name. */
  static Row of(ObjectMeta metadata, Instant now) {
    return new Row(now).text(metadata.name());
  }

  /** The name and the creation time: the row of kinds for which Kubernetes has no printer. */
  static List<JsonValue> plain(ObjectMeta metadata, Instant now) {
    Time created = metadata.creationTimestamp();
    return of(metadata, now).text(created == null ? ZERO : created.toString()).cells();
  }

  Row text(@Nullable String text) {
    cells.add(JsonValue.of(Objects.requireNonNullElse(text, "")));
    return this;
  }

  Row textOr(@Nullable String text, String absent) {
    return text(text == null ? absent : text);
  }

  Row number(long number) {
    cells.add(JsonValue.of(number));
    return this;
  }

  Row flag(@Nullable Boolean flag) {
    cells.add(JsonValue.of(Boolean.TRUE.equals(flag)));
    return this;
  }

  /** How long ago that was. */
  Row since(@Nullable Time time) {
    return text(Ages.since(time, now));
  }

  /** How long ago the object was created. */
  Row age(ObjectMeta metadata) {
    return since(metadata.creationTimestamp());
  }

  /** Two cells: the containers' names and their images. */
  Row containers(List<Container> containers) {
    return text(containers.stream().map(Container::name).collect(Collectors.joining(",")))
        .text(
            containers.stream()
                .map(container -> Objects.requireNonNullElse(container.image(), ""))
                .collect(Collectors.joining(",")));
  }

  List<JsonValue> cells() {
    return List.copyOf(cells);
  }
}
