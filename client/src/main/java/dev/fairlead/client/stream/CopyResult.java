package dev.fairlead.client.stream;

import java.util.List;

/**
 * What was copied.
 *
 * @param files how many
 * @param folders how many
 * @param links symbolic links; how many
 * @param bytes in all files together
 * @param leftOut names of what wasn't copied, with the reason: devices and the like, and links that
 *     lead out of the copied folder; the first 1,000
 */
public record CopyResult(long files, long folders, long links, long bytes, List<String> leftOut) {
  /** So that nobody can make us hold more. */
  static final int MAX_LEFT_OUT = 1_000;

  public CopyResult {
    leftOut = List.copyOf(leftOut);
  }
}
