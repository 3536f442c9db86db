package dev.fairlead.apiserver.table;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.model.value.GoQuote;

/** What a row shows besides its cells; the query parameter includeObject. */
public enum IncludeObject {
  NONE,
  METADATA,
  OBJECT;

  /** What the client asked for: the metadata, if nothing. */
  public static IncludeObject of(Request request) {
    String wanted = request.parameter("includeObject");
    return switch (wanted) {
      case null -> METADATA;
      case "", "Metadata" -> METADATA;
      case "None" -> NONE;
      case "Object" -> OBJECT;
      default ->
          throw Failures.badRequest(
              "Unable to convert to Table as requested: includeObject: Invalid value: "
                  + GoQuote.quote(wanted)
                  + ": must be 'Metadata', 'Object', 'None', or empty");
    };
  }
}
