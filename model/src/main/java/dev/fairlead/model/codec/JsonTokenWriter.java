package dev.fairlead.model.codec;

import dev.fairlead.model.tree.JsonNumber;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Compact JSON by Jackson's streaming generator. */
final class JsonTokenWriter implements TokenWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

  private final JsonGenerator generator;

  JsonTokenWriter(OutputStream out) {
    generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out);
  }

  private interface Step {
    void run();
  }

  /** Jackson wraps the stream's own failure; callers of a codec get that back. */
  private static void run(Step step) throws IOException {
    try {
      step.run();
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (JacksonException e) {
      throw new IllegalStateException("the object was printed out of order", e);
    }
  }

  void flush() throws IOException {
    run(generator::flush);
  }

  @Override
  public void startObject() throws IOException {
    run(generator::writeStartObject);
  }

  @Override
  public void endObject() throws IOException {
    run(generator::writeEndObject);
  }

  @Override
  public void startArray() throws IOException {
    run(generator::writeStartArray);
  }

  @Override
  public void endArray() throws IOException {
    run(generator::writeEndArray);
  }

  @Override
  public void name(String name) throws IOException {
    run(() -> generator.writeName(name));
  }

  @Override
  public void string(String value) throws IOException {
    run(() -> generator.writeString(value));
  }

  @Override
  public void integer(long value) throws IOException {
    run(() -> generator.writeNumber(value));
  }

  @Override
  public void number(JsonNumber value) throws IOException {
    run(() -> generator.writeNumber(value.toString()));
  }

  @Override
  public void bool(boolean value) throws IOException {
    run(() -> generator.writeBoolean(value));
  }

  @Override
  public void nothing() throws IOException {
    run(generator::writeNull);
  }

  @Override
  public void json(String text) throws IOException {
    run(() -> generator.writeRawValue(text));
  }
}
