package dev.fairlead.model.selector;

import java.util.Map;

/**
 * A condition on the labels or on some fields of an object. {@code toString()} is its text in a
 * request.
 */
public sealed interface Selector permits Labels, Fields {

  /**
   * Longest text, in characters. A selector travels in the request line, for which Kubernetes'
   * server keeps Go's default of 1 MiB with the headers (net/http DefaultMaxHeaderBytes); Go's
   * parsers themselves have no limit.
   */
  int MAX_TEXT_LENGTH = 1 << 20;

  /** Whether an object with these labels, or these values by field name, is selected. */
  boolean matches(Map<String, String> values);

  /** Whether every object is selected, whatever its values. */
  boolean isEverything();

  /**
   * Whether this is the selector of no object. Contradictions, such as {@code a,!a}, are not looked
   * for.
   */
  boolean isNothing();
}
