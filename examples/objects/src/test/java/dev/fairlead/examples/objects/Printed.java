package dev.fairlead.examples.objects;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a program prints, while it is open. */
final class Printed implements AutoCloseable {
  private final PrintStream before = System.out;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Printed() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    System.setOut(before);
  }
}
