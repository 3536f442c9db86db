package dev.fairlead.model.codec;

import dev.fairlead.model.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * How to decode: what to do with fields that the type doesn't know, and how much to accept.
 *
 * @param strict whether unknown and duplicate fields are errors; otherwise unknown ones are skipped
 *     and of duplicates the last counts
 * @param registry where kinds are looked up
 * @param dictionary gives equal parts of protobuf messages one object; null for none
 * @param maxBytes the largest document, in bytes before compression was undone
 * @param maxDepth how deep objects and lists may nest
 */
public record Decoding(
    boolean strict,
    TypeRegistry registry,
    @Nullable Dictionary dictionary,
    long maxBytes,
    int maxDepth) {

  /** 1 GiB: a list of some 200,000 Pods. Larger lists are read in pages. */
  public static final long MAX_BYTES = 1L << 30;

  /** Deeper than any schema of Kubernetes nests in practice; Jackson's own limit is the same. */
  public static final int MAX_DEPTH = 500;

  /** Not strict, built-in kinds, no dictionary, at most 1 GiB and 500 levels. */
  public static final Decoding DEFAULT =
      new Decoding(false, TypeRegistry.kubernetes(), null, MAX_BYTES, MAX_DEPTH);

  public Decoding {
    if (maxBytes < 0 || maxDepth < 1) {
      throw new IllegalArgumentException(
          "maxBytes (" + maxBytes + ") and maxDepth (" + maxDepth + ") must be positive");
    }
  }

  public Decoding withStrict(boolean strict) {
    return new Decoding(strict, registry, dictionary, maxBytes, maxDepth);
  }

  public Decoding withRegistry(TypeRegistry registry) {
    return new Decoding(strict, registry, dictionary, maxBytes, maxDepth);
  }

  public Decoding withDictionary(@Nullable Dictionary dictionary) {
    return new Decoding(strict, registry, dictionary, maxBytes, maxDepth);
  }

  public Decoding withMaxBytes(long maxBytes) {
    return new Decoding(strict, registry, dictionary, maxBytes, maxDepth);
  }

  public Decoding withMaxDepth(int maxDepth) {
    return new Decoding(strict, registry, dictionary, maxBytes, maxDepth);
  }
}
