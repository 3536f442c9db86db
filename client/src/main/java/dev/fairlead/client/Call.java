package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.TimeLimits;
import dev.fairlead.client.transport.Transport;
import dev.fairlead.model.meta.v1.DeleteOptions;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request, and everything about it that isn't sent.
 *
 * @param request without body and without the headers that all requests have
 * @param body the object to send, a {@link Document}, a {@link Content}, or null
 * @param protobuf whether the answer, and the body, may be protobuf
 * @param repeatable whether doing it twice leaves what doing it once does
 * @param timeout for all attempts together; null for the Config's
 * @param reader reads a successful answer
 */
record Call<R>(
    ApiRequest request,
    @Nullable Object body,
    boolean protobuf,
    boolean repeatable,
    @Nullable Duration timeout,
    Reader<R> reader) {

  /** Reads a successful answer. */
  interface Reader<R> {
    R read(Answers answers) throws IOException;

    /** The formats in which it takes the answer. */
    default String accept(boolean protobuf) {
      return protobuf ? Answers.PROTOBUF + "," + Answers.JSON : Answers.JSON;
    }

    /** Sends the request, and waits for the head of its answer. */
    default ApiResponse send(Transport transport, ApiRequest request, TimeLimits limits)
        throws IOException, InterruptedException {
      return transport.send(request, limits);
    }

    /** Whether this answer, which isn't a success, is one for the caller all the same. */
    default boolean takes(Answers failed) throws IOException {
      return false;
    }

    /** Whether the answer is handed on as it comes, so that neither side may make it another. */
    default boolean isRaw() {
      return false;
    }

    /** Whether the answer goes on for as long as the caller likes, so that no timeout ends it. */
    default boolean isEndless() {
      return false;
    }

    /** How long the server may say nothing in the middle of its answer. */
    default Duration silence() {
      return Calls.SILENCE;
    }
  }

  /** Reads an object. */
  record ObjectReader<R>(Type<R> type) implements Reader<R> {
    @Override
    public R read(Answers answers) throws IOException {
      return answers.object(type);
    }

    @Override
    public String accept(boolean protobuf) {
      return MetadataForm.accept(type, protobuf);
    }
  }

  /** Reads an object of which nothing may be lost. */
  record TreeReader() implements Reader<JsonObject> {
    @Override
    public JsonObject read(Answers answers) throws IOException {
      return answers.tree();
    }
  }

  /** Reads nothing but success. */
  record SuccessReader() implements Reader<Boolean> {
    @Override
    public Boolean read(Answers answers) throws IOException {
      return answers.skip();
    }
  }

  /** A body that isn't an object but a change to one, in JSON under a media type of its own. */
  record Document(String mediaType, JsonValue content) {}

  /** A body that is sent as it is. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Content(String mediaType, byte[] bytes) {}

  /** Options are the same in every group, but protobuf would have to name one: they go as JSON. */
  boolean isBodyProtobuf() {
    return protobuf && !(body instanceof DeleteOptions) && !(body instanceof Document);
  }
}
