package dev.fairlead.client.stream;

/** The dictionary, for the other side that tests play. */
public final class SpdyWords {
  private SpdyWords() {}

  public static byte[] dictionary() {
    return SpdyDictionary.bytes();
  }
}
