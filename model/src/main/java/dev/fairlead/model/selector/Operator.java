package dev.fairlead.model.selector;

/** How a requirement compares, with the words of Go's package selection. */
public enum Operator {
  EQUALS("="),
  DOUBLE_EQUALS("=="),
  NOT_EQUALS("!="),
  IN("in"),
  NOT_IN("notin"),
  EXISTS("exists"),
  DOES_NOT_EXIST("!"),
  GREATER_THAN("gt"),
  LESS_THAN("lt");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /** As Go's package selection writes it. */
  public String symbol() {
    return symbol;
  }

  /**
   * The operator field of a rule in an object: In, NotIn, Exists, DoesNotExist in every
   * matchExpressions, Gt and Lt in those of nodes.
   */
  public static Operator ofExpression(String name) {
    return switch (name) {
      case "In" -> IN;
      case "NotIn" -> NOT_IN;
      case "Exists" -> EXISTS;
      case "DoesNotExist" -> DOES_NOT_EXIST;
      case "Gt" -> GREATER_THAN;
      case "Lt" -> LESS_THAN;
      default ->
          throw new IllegalArgumentException(
              ("\"%s\" is not a label selector operator."
                      + " Use In, NotIn, Exists, DoesNotExist, Gt or Lt.")
                  .formatted(name));
    };
  }
}
