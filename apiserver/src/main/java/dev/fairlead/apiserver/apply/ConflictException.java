package dev.fairlead.apiserver.apply;

import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.meta.v1.StatusCause;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Fields that others own with other values. */
final class ConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SortedMap<Owner, FieldSet> conflicts;

  ConflictException(SortedMap<Owner, FieldSet> conflicts) {
    super("conflicts", null, false, false); // becomes a Status or is resolved; has no other reader
    this.conflicts = conflicts;
  }

  SortedMap<Owner, FieldSet> conflicts() {
    return conflicts;
  }

  /** The answer to the client. */
  StatusException toStatus() {
    List<StatusCause> causes = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    conflicts.forEach((owner, fields) -> {
      lines.append(lines.isEmpty() ? "" : "\n").append("conflicts with ").append(owner);
      lines.append(':');
      fields.forEach(path -> {
        String field = FieldSet.text(path);
        lines.append("\n- ").append(field);
        causes.add(
            StatusCause.of(c ->
                c.reason("FieldManagerConflict").message("conflict with " + owner).field(field)));
      });
    });
    String message =
        causes.size() == 1
            ? "Apply failed with 1 conflict: "
                + causes.getFirst().message()
                + ": "
                + causes.getFirst().field()
            : "Apply failed with " + causes.size() + " conflicts: " + lines;
    return Failures.applyConflict(causes, message);
  }
}
