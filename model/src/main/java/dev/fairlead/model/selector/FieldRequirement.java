package dev.fairlead.model.selector;

/**
 * One condition on one field.
 *
 * @param field the path of the field as the resource declares it, for example {@code status.phase}
 * @param operator EQUALS or NOT_EQUALS
 * @param value what to compare with, without escapes
 */
public record FieldRequirement(String field, Operator operator, String value) {

  public FieldRequirement {
    if (operator != Operator.EQUALS && operator != Operator.NOT_EQUALS) {
      throw new IllegalArgumentException(
          "A field selector cannot compare %s by operator %s. Use EQUALS or NOT_EQUALS."
              .formatted(field, operator.symbol()));
    }
  }

  /**
   * The text with the value's {@code \}, {@code ,} and {@code =} escaped: {@code
   * metadata.name=web}.
   */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(field).append(operator.symbol());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' || c == ',' || c == '=') {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }
}
