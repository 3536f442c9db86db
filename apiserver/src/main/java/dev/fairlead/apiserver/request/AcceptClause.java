package dev.fairlead.apiserver.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the media types of an Accept header, as kube-apiserver reads it.
 *
 * @param parameters all but q
 */
record AcceptClause(String type, String subtype, double quality, Map<String, String> parameters) {

  /** The clauses, most wanted first; those that are no media type are left out. */
  static List<AcceptClause> parse(String header) {
    List<AcceptClause> clauses = new ArrayList<>();
    for (String part : header.split(",", -1)) {
      List<String> pieces = List.of(part.strip().split(";", -1));
      if (pieces.isEmpty()) {
        continue;
      }
      String[] names = pieces.getFirst().split("/", -1);
      String type = names[0].strip();
      if (names.length == 1 && type.equals("*")) {
        insert(clauses, read("*", "*", pieces));
      } else if (names.length == 2 && !names[1].isEmpty()) {
        insert(clauses, read(type, names[1].strip(), pieces));
      }
    }
    return clauses;
  }

  private static AcceptClause read(String type, String subtype, List<String> pieces) {
    double quality = 1;
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String piece : pieces.subList(1, pieces.size())) {
      String[] pair = piece.split("=", -1);
      if (pair.length != 2 || pair[1].isEmpty()) {
        continue;
      }
      if (pair[0].strip().equals("q")) {
        quality = number(pair[1]);
      } else {
        parameters.put(pair[0].strip(), pair[1].strip());
      }
    }
    return new AcceptClause(type, subtype, quality, parameters);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0; // what Go's parser gives beside its error, which nobody looks at there
    }
  }

  /** An insertion sort, because the relation is no order: the result depends on the way there. */
  private static void insert(List<AcceptClause> clauses, AcceptClause clause) {
    int at = clauses.size();
    while (at > 0 && clause.isBefore(clauses.get(at - 1))) {
      at--;
    }
    clauses.add(at, clause);
  }

  private boolean isBefore(AcceptClause other) {
    return quality > other.quality
        || (!type.equals("*") && other.type.equals("*"))
        || (!subtype.equals("*") && other.subtype.equals("*"));
  }

  /** Whether it wants {@code type/subtype}, wildcards included. */
  boolean matches(String wantedType, String wantedSubtype) {
    if (type.equals("*")) {
      return subtype.equals("*");
    }
    return type.equals(wantedType) && (subtype.equals(wantedSubtype) || subtype.equals("*"));
  }
}
