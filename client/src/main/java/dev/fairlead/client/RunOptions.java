package dev.fairlead.client;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a command gets to read, and how much it may write. Filled in by a lambda. */
public final class RunOptions {
  /** Of each output, unless {@link #outputLimit} says otherwise. In bytes. */
  public static final int OUTPUT_LIMIT = 16 << 20;

  private String container = "";
  private byte @Nullable [] stdin;
  private int outputLimit = OUTPUT_LIMIT;

  RunOptions() {}

  /** One of several containers. Default: the only one, or the one that an annotation names. */
  public RunOptions container(String name) {
    this.container = name;
    return this;
  }

  /** All that the command can read. Default: it has no stdin. */
  public RunOptions stdin(byte[] content) {
    this.stdin = content;
    return this;
  }

  /** As {@link #stdin(byte[])}, in UTF-8. */
  public RunOptions stdin(String content) {
    return stdin(content.getBytes(StandardCharsets.UTF_8));
  }

  /** In bytes, for stdout and stderr each. Default: 16 MiB. */
  public RunOptions outputLimit(int bytes) {
    this.outputLimit = bytes;
    return this;
  }

  byte @Nullable [] stdin() {
    return stdin;
  }

  int outputLimit() {
    return outputLimit;
  }

  void fill(ExecOptions exec) {
    exec.container(container);
    if (stdin != null) {
      exec.stdin();
    }
  }
}
