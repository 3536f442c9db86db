package dev.fairlead.model.selector;

import dev.fairlead.model.value.MalformedTextException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the text form of a field selector exactly as ParseSelector of Go's package fields. */
final class FieldParser {

  private static final String ADVICE =
      "Write terms such as metadata.name=web or status.phase!=Running with commas between them,"
          + " and \\, \\= or \\\\ for such a character in a value.";

  private record Term(String text, int offset) {}

  private final String text;

  FieldParser(String text) {
    this.text = text;
    if (text.length() > Selector.MAX_TEXT_LENGTH) {
      throw problem(
          Selector.MAX_TEXT_LENGTH,
          "the text is longer than %d characters".formatted(Selector.MAX_TEXT_LENGTH));
    }
  }

  List<FieldRequirement> requirements() {
    List<Term> terms = terms();
    terms.sort(Comparator.comparing(Term::text, FieldParser::compareCodePoints));
    List<FieldRequirement> requirements = new ArrayList<>();
    for (Term term : terms) {
      if (!term.text().isEmpty()) {
        FieldRequirement requirement = requirement(term);
        // Go drops these too: the text "=" selects everything.
        if (!requirement.field().isEmpty() || !requirement.value().isEmpty()) {
          requirements.add(requirement);
        }
      }
    }
    return requirements;
  }

  private List<Term> terms() {
    List<Term> terms = new ArrayList<>();
    int start = 0;
    boolean escaped = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (escaped) {
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else if (c == ',') {
        terms.add(new Term(text.substring(start, i), start));
        start = i + 1;
      }
    }
    terms.add(new Term(text.substring(start), start));
    return terms;
  }

  private FieldRequirement requirement(Term term) {
    String t = term.text();
    for (int i = 0; i < t.length(); i++) {
      boolean not = t.startsWith("!=", i);
      if (not || t.charAt(i) == '=') {
        int valueAt = i + (not || t.startsWith("==", i) ? 2 : 1);
        return new FieldRequirement(
            t.substring(0, i),
            not ? Operator.NOT_EQUALS : Operator.EQUALS,
            unescaped(t, valueAt, term.offset()));
      }
    }
    throw problem(
        term.offset(), "invalid selector: '%s'; can't understand '%s'".formatted(text, t));
  }

  private String unescaped(String term, int from, int termOffset) {
    StringBuilder value = new StringBuilder(term.length() - from);
    for (int i = from; i < term.length(); i++) {
      char c = term.charAt(i);
      if (c == '\\') {
        i++;
        char next = i < term.length() ? term.charAt(i) : 0;
        if (next != '\\' && next != ',' && next != '=') {
          String sequence = term.substring(i - 1, Math.min(i + 1, term.length()));
          throw problem(
              termOffset + i - 1, "invalid field selector: invalid escape sequence: " + sequence);
        }
        value.append(next);
      } else if (c == '=') {
        throw problem(
            termOffset + i, "invalid field selector: unescaped character in value: " + (int) c);
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  /** The order of the UTF-8 bytes, in which Go sorts; Java's own order differs for surrogates. */
  private static int compareCodePoints(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean surrogatesDiffer = Character.isSurrogate(x) != Character.isSurrogate(y);
        return surrogatesDiffer ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private MalformedTextException problem(int offset, String problem) {
    return new MalformedTextException("field selector", text, offset, problem, ADVICE);
  }
}
