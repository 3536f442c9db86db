package dev.fairlead.model.patch;

/**
 * A patch that is not one, or that doesn't fit the object. The message says where, what and what to
 * do; {@link #problem} is what kube-apiserver says, which may repeat values of the object and so is
 * not part of the message where it does.
 */
public final class PatchException extends IllegalArgumentException {

  /** What went wrong, as far as a caller can act on it. */
  public enum Reason {
    /** The patch isn't of its media type's form. The server answers 400 BadRequest. */
    MALFORMED,
    /** The patch exceeds a limit. The server answers 413 RequestEntityTooLarge. */
    TOO_LARGE,
    /** The object isn't as the patch demands. The server answers 422. */
    NOT_APPLICABLE,
    /** The type's merge rules don't allow it. The server answers 500 InternalError. */
    NOT_MERGEABLE,
    /** Two changes of one field differ; only three-way diffs find that, no server does. */
    CONFLICT
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String place;
  private final String problem;

  PatchException(Reason reason, String place, String problem, String advice) {
    this(reason, place, problem, problem, advice);
  }

  /**
   * @param place the operation or field, or an empty text if it is the patch as a whole
   * @param problem the server's words
   * @param summary the same without values of the object
   * @param advice what to do, a sentence without its full stop
   */
  PatchException(Reason reason, String place, String problem, String summary, String advice) {
    super((place.isEmpty() ? "" : "At " + place + ": ") + summary + ". " + advice + ".");
    this.reason = reason;
    this.place = place;
    this.problem = problem;
  }

  public Reason reason() {
    return reason;
  }

  /** The operation or the field, such as spec.containers[name=web]; empty for the whole patch. */
  public String place() {
    return place;
  }

  /** What kube-apiserver says in its Status. May hold values of the object: don't log it. */
  public String problem() {
    return problem;
  }
}
