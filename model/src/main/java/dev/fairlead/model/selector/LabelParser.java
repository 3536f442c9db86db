package dev.fairlead.model.selector;

import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.LabelSyntax;
import dev.fairlead.model.value.MalformedTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads the text form of a label selector exactly as the parser of Go's package labels, token by
 * token, so that both accept the same texts. {@code in} and {@code notin} are operators only where
 * an operator may stand.
 */
final class LabelParser {

  private static final String ADVICE =
      "Write requirements such as app=web, tier!=db, env in (test,dev), canary or !canary,"
          + " with commas between them.";
  private static final String BINARY_OPERATORS = "in, notin, =, ==, !=, gt, lt";

  private record Token(Kind kind, String text, int offset) {
    /** In, notin and any other word alike. */
    boolean isWord() {
      return kind == Kind.WORD;
    }

    boolean is(String symbol) {
      return kind == Kind.SYMBOL && text.equals(symbol);
    }
  }

  private enum Kind {
    WORD,
    SYMBOL,
    END
  }

  private final String text;
  private final List<Token> tokens;
  private int next;

  LabelParser(String text) {
    this.text = text;
    if (text.length() > Selector.MAX_TEXT_LENGTH) {
      throw problem(
          Selector.MAX_TEXT_LENGTH,
          "the text is longer than %d characters".formatted(Selector.MAX_TEXT_LENGTH));
    }
    this.tokens = new LabelTokens(text).all();
  }

  List<LabelRequirement> requirements() {
    List<LabelRequirement> requirements = new ArrayList<>();
    while (true) {
      Token first = lookAhead();
      if (first.kind() == Kind.END) {
        return requirements;
      }
      if (!first.isWord() && !first.is("!")) {
        throw found(first, ", expected: !, identifier, or 'end of string'");
      }
      requirements.add(requirementOrProblem());
      Token after = consume();
      if (after.kind() == Kind.END) {
        return requirements;
      }
      if (!after.is(",")) {
        throw found(after, ", expected: ',' or 'end of string'");
      }
      Token following = lookAhead();
      if (!following.isWord() && !following.is("!")) {
        throw found(following, ", expected: identifier after ','");
      }
    }
  }

  private LabelRequirement requirementOrProblem() {
    try {
      return requirement();
    } catch (MalformedTextException e) {
      throw problem(e.offset(), "unable to parse requirement: " + e.problem());
    }
  }

  private LabelRequirement requirement() {
    Token key = consume();
    boolean absent = key.is("!");
    if (absent) {
      key = consume();
    }
    if (!key.isWord()) {
      throw found(key, ", expected: identifier");
    }
    List<String> keyProblems = LabelSyntax.keyProblems(key.text());
    if (!keyProblems.isEmpty()) {
      throw problem(key.offset(), invalid("<nil>", key.text(), String.join("; ", keyProblems)));
    }
    if (absent) {
      return new LabelRequirement(key.text(), Operator.DOES_NOT_EXIST, List.of());
    }
    if (lookAhead().kind() == Kind.END || lookAhead().is(",")) {
      return new LabelRequirement(key.text(), Operator.EXISTS, List.of());
    }
    Operator operator = operator();
    int valueOffset = lookAhead().offset();
    SortedSet<String> values =
        operator == Operator.IN || operator == Operator.NOT_IN ? valueSet() : exactValue();
    List<String> problems = valueProblems(key.text(), operator, List.copyOf(values));
    if (!problems.isEmpty()) {
      String all = String.join(", ", problems);
      throw problem(valueOffset, problems.size() == 1 ? all : "[" + all + "]");
    }
    return new LabelRequirement(key.text(), operator, List.copyOf(values));
  }

  /** As Go's NewRequirement words them; the parser gives it as many values as it takes. */
  private static List<String> valueProblems(String key, Operator operator, List<String> values) {
    List<String> problems = new ArrayList<>();
    boolean compares = operator == Operator.GREATER_THAN || operator == Operator.LESS_THAN;
    for (int i = 0; compares && i < values.size(); i++) {
      if (LabelRequirement.whole(values.get(i)).isEmpty()) {
        problems.add(
            invalid(
                "values[" + i + "]",
                values.get(i),
                "for 'Gt', 'Lt' operators, the value must be an integer"));
      }
    }
    for (int i = 0; i < values.size(); i++) {
      List<String> wrong = LabelSyntax.valueProblems(values.get(i));
      if (!wrong.isEmpty()) {
        problems.add(
            invalid("values[" + i + "][" + key + "]", values.get(i), String.join("; ", wrong)));
      }
    }
    return problems;
  }

  private static String invalid(String path, String value, String why) {
    return path + ": Invalid value: " + GoQuote.quote(value) + ": " + why;
  }

  private Operator operator() {
    Token token = consume();
    return switch (token.text()) {
      case "in" -> Operator.IN;
      case "notin" -> Operator.NOT_IN;
      case "=" -> Operator.EQUALS;
      case "==" -> Operator.DOUBLE_EQUALS;
      case "!=" -> Operator.NOT_EQUALS;
      case ">" -> Operator.GREATER_THAN;
      case "<" -> Operator.LESS_THAN;
      default -> throw found(token, ", expected: " + BINARY_OPERATORS);
    };
  }

  /** {@code (a,b)}; an empty place between commas or parentheses is the empty value. */
  private SortedSet<String> valueSet() {
    Token open = consume();
    if (!open.is("(")) {
      throw found(open, " expected: '('");
    }
    Token first = lookAhead();
    if (first.is(")")) {
      consume();
      return new TreeSet<>(List.of(""));
    }
    if (!first.isWord() && !first.is(",")) {
      throw found(first, ", expected: ',', ')' or identifier");
    }
    SortedSet<String> values = new TreeSet<>();
    while (true) {
      Token token = consume();
      if (token.isWord()) {
        values.add(token.text());
        if (lookAhead().is(")")) {
          break;
        }
        if (!lookAhead().is(",")) {
          throw found(lookAhead(), ", expected: ',' or ')'");
        }
      } else if (token.is(",")) {
        Token after = lookAhead();
        if (values.isEmpty() || after.is(")") || after.is(",")) {
          values.add("");
        }
        if (after.is(")")) {
          break;
        }
      } else {
        throw found(token, ", expected: ',', or identifier");
      }
    }
    consume();
    return values;
  }

  private SortedSet<String> exactValue() {
    Token token = lookAhead();
    if (token.kind() == Kind.END || token.is(",")) {
      return new TreeSet<>(List.of(""));
    }
    consume();
    if (!token.isWord()) {
      throw found(token, ", expected: identifier");
    }
    return new TreeSet<>(List.of(token.text()));
  }

  private Token lookAhead() {
    return tokens.get(next);
  }

  private Token consume() {
    return tokens.get(next++);
  }

  private MalformedTextException found(Token token, String expected) {
    return problem(token.offset(), "found '" + token.text() + "'" + expected);
  }

  private MalformedTextException problem(int offset, String problem) {
    return new MalformedTextException("label selector", text, offset, problem, ADVICE);
  }

  /** Cuts the text into words and symbols. */
  private static final class LabelTokens {
    private final String text;
    private int at;

    LabelTokens(String text) {
      this.text = text;
    }

    List<Token> all() {
      List<Token> tokens = new ArrayList<>();
      do {
        tokens.add(next());
      } while (tokens.getLast().kind() != Kind.END);
      return tokens;
    }

    private Token next() {
      while (at < text.length() && isBlank(text.charAt(at))) {
        at++;
      }
      int start = at;
      // Go's lexer takes a NUL for the end of the text; one right behind a token it skips.
      if (at == text.length() || text.charAt(at) == 0) {
        return new Token(Kind.END, "", start);
      }
      Kind kind = isSymbol(text.charAt(at)) ? Kind.SYMBOL : Kind.WORD;
      if (kind == Kind.SYMBOL) {
        boolean two = text.startsWith("==", at) || text.startsWith("!=", at);
        at += two ? 2 : 1;
      } else {
        while (at < text.length() && isInWord(text.charAt(at))) {
          at++;
        }
      }
      Token token = new Token(kind, text.substring(start, at), start);
      if (at < text.length() && text.charAt(at) == 0) {
        at++;
      }
      return token;
    }

    private static boolean isInWord(char c) {
      return c != 0 && !isBlank(c) && !isSymbol(c);
    }

    private static boolean isBlank(char c) {
      return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isSymbol(char c) {
      return "=!(),><".indexOf(c) >= 0;
    }
  }
}
