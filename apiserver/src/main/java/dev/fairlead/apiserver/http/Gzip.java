package dev.fairlead.apiserver.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compression of answers, as quick as can be. */
final class Gzip {
  /** Kube-apiserver's defaultGzipContentEncodingLevel. */
  private static final int LEVEL = Deflater.BEST_SPEED;

  /** Compressed bytes that are sent on at once. */
  private static final int BUFFER = 16 << 10;

  private Gzip() {}

  /** Writes the bytes compressed; holds one buffer of the result. */
  static void compress(byte[] bytes, OutputStream out) throws IOException {
    try (Fast gzip = new Fast(out)) {
      gzip.write(bytes);
      gzip.finish();
    }
  }

  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(LEVEL);
    }
  }
}
