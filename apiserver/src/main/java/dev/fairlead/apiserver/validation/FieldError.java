package dev.fairlead.apiserver.validation;

/**
 * One thing that is wrong with a field.
 *
 * @param type the kind of error
 * @param field the path
 * @param body the message without the field, as a Status cause shows it
 */
public record FieldError(Type type, String field, String body) {

  /** Kinds of errors, named in the reasons of Status causes; Go: field.ErrorType. */
  public enum Type {
    NOT_FOUND("FieldValueNotFound", "Not found"),
    REQUIRED("FieldValueRequired", "Required value"),
    DUPLICATE("FieldValueDuplicate", "Duplicate value"),
    INVALID("FieldValueInvalid", "Invalid value"),
    NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value"),
    FORBIDDEN("FieldValueForbidden", "Forbidden"),
    TOO_LONG("FieldValueTooLong", "Too long"),
    TOO_MANY("FieldValueTooMany", "Too many"),
    TOO_FEW("FieldValueTooFew", "Too few"),
    TOO_SHORT("FieldValueTooShort", "Too short"),
    TYPE_INVALID("FieldValueTypeInvalid", "Invalid value"),
    INTERNAL("InternalError", "Internal error");

    private final String reason;
    private final String words;

    Type(String reason, String words) {
      this.reason = reason;
      this.words = words;
    }

    /** The reason of the cause. */
    public String reason() {
      return reason;
    }

    String words() {
      return words;
    }
  }

  @Override
  public String toString() {
    return field + ": " + body;
  }
}
