package dev.fairlead.apiserver.request;

import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.DecodeException.Mismatch;
import dev.fairlead.model.codec.DecodeException.Step;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.MalformedTextException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words a failure to decode as the Go server's decoders do; clients see these words. */
public final class GoDecodeText {
  private static final String QUANTITY =
      "quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

  private GoDecodeText() {}

  /** As its JSON decoder says it; the failure's own words where that has none for it. */
  public static String ofJson(DecodeException failure) {
    Mismatch wrong = failure.mismatch();
    if (wrong == null) {
      return String.valueOf(failure.getMessage());
    }
    String text = ofText(failure, wrong);
    return text.isEmpty() ? wrongKind(wrong) : text;
  }

  /** As its conversion of trees says it, which strategic merge patches go through. */
  public static String ofTree(DecodeException failure) {
    Mismatch wrong = failure.mismatch();
    if (wrong == null) {
      return String.valueOf(failure.getMessage());
    }
    String text = ofText(failure, wrong);
    if (!text.isEmpty()) {
      return wrong.expected() == Shape.Scalar.BYTES ? "error decoding from json: " + text : text;
    }
    String found = treeKind(wrong);
    return switch (wrong.expected()) {
      case Shape.Message message -> "cannot restore struct from: " + found;
      case Shape.ListOf list -> "cannot restore slice from " + found;
      case Shape.MapOf map -> "cannot restore map from " + found;
      case Shape.Scalar scalar -> scalarFromTree(wrong, scalar, found);
    };
  }

  /** What strict decoding found. */
  public static String strict(List<String> problems) {
    List<String> all = new ArrayList<>(problems);
    List<String> twice = all.stream().filter(p -> p.startsWith("line ")).toList();
    if (!twice.isEmpty()) {
      all.removeAll(twice);
      all.addFirst(yamlErrors(twice));
    }
    return "strict decoding error: " + String.join(", ", all);
  }

  /** The keys that a YAML document has twice. */
  static String yamlErrors(List<String> problems) {
    return "yaml: unmarshal errors:\n  " + String.join("\n  ", problems);
  }

  private static String scalarFromTree(Mismatch wrong, Shape.Scalar scalar, String found) {
    String kind =
        switch (scalar) {
          case BOOL -> "bool";
          case INT32 -> "int32";
          case INT64 -> "int64";
          case DOUBLE -> "float64";
          case BYTES -> "slice";
          default -> "string";
        };
    boolean number = found.equals("int64") || found.equals("float64");
    boolean converts =
        kind.equals("string") ? found.equals("int64") : number && !kind.equals("bool");
    return switch (scalar) {
      case STRING, BOOL, INT32, INT64, DOUBLE ->
          converts
              ? "cannot convert " + found + " to " + GoFieldTypes.type(last(wrong), scalar)
              : "unrecognized type: " + kind;
      case BYTES -> "cannot restore slice from " + found;
      default -> "json: cannot unmarshal " + wrong.found() + " into Go value of type string";
    };
  }

  private static String treeKind(Mismatch wrong) {
    return switch (wrong.found()) {
      case "object" -> "map";
      case "array" -> "slice";
      case "number" -> wrong.text().matches("-?\\d+") ? "int64" : "float64";
      default -> wrong.found();
    };
  }

  /** What is wrong with a text whose kind is right; empty if its kind is wrong. */
  private static String ofText(DecodeException failure, Mismatch wrong) {
    boolean text = wrong.found().equals("string");
    if (wrong.expected() == Shape.Scalar.QUANTITY) {
      return failure.getCause() instanceof MalformedTextException e ? e.problem() : QUANTITY;
    }
    if (!text) {
      return "";
    }
    return switch (wrong.expected()) {
      case Shape.Scalar.TIME -> GoTimeText.problem(wrong.text(), false);
      case Shape.Scalar.MICRO_TIME -> GoTimeText.problem(wrong.text(), true);
      case Shape.Scalar.BYTES -> GoBase64.problem(wrong.text());
      case Shape.Scalar.DURATION -> "time: invalid duration " + GoQuote.quote(wrong.text());
      default -> "";
    };
  }

  private static String wrongKind(Mismatch wrong) {
    Step last = last(wrong);
    String type =
        switch (wrong.expected()) {
          // these read themselves, as a string or number
          case Shape.Scalar.TIME, Shape.Scalar.MICRO_TIME, Shape.Scalar.DURATION -> "string";
          case Shape.Scalar.INT_OR_STRING -> "int32";
          default -> GoFieldTypes.type(last, wrong.expected());
        };
    boolean literal =
        wrong.found().equals("number")
            && (wrong.expected() == Shape.Scalar.INT32
                || wrong.expected() == Shape.Scalar.INT64
                || wrong.expected() == Shape.Scalar.INT_OR_STRING
                || wrong.expected() == Shape.Scalar.DOUBLE);
    String value = literal ? "number " + wrong.text() : wrong.found();
    String into =
        last == null
            ? "Go value of type " + type
            : "Go struct field "
                + last.type().name()
                + "."
                + GoFieldTypes.path(wrong.steps())
                + " of type "
                + type;
    return "json: cannot unmarshal " + value + " into " + into;
  }

  private static @Nullable Step last(Mismatch wrong) {
    return wrong.steps().isEmpty() ? null : wrong.steps().getLast();
  }
}
