package dev.fairlead.model.codec;

import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * One of the three formats in which Kubernetes objects travel.
 *
 * <pre>{@code
 * Pod pod = Codec.yaml().decode(Pod.TYPE, bytes);
 * byte[] protobuf = Codec.protobuf().encode(pod);
 * }</pre>
 *
 * <p>Objects are generated records, your own records, or (not in protobuf) {@link JsonValue} trees.
 * Codecs have no state and may be shared. Every method that reads throws {@link DecodeException}
 * for input that it can't take.
 */
public abstract sealed class Codec permits JsonCodec, YamlCodec, ProtobufCodec {
  Codec() {}

  /** RFC 8259: compact, one document. */
  public static Codec json() {
    return JsonCodec.INSTANCE;
  }

  /** YAML as kubectl reads it; several documents in a stream. */
  public static Codec yaml() {
    return YamlCodec.INSTANCE;
  }

  /** Protobuf in the envelope of Kubernetes. */
  public static Codec protobuf() {
    return ProtobufCodec.INSTANCE;
  }

  /** The object as a tree, with apiVersion and kind if it has a kind. */
  public static JsonValue toTree(Object object) {
    return object instanceof JsonValue tree ? tree : TreeTokenWriter.tree(object, false);
  }

  /** As {@link #toTree}, with the nulls of {@link #likeServer}. */
  public static JsonValue toServerTree(Object object) {
    return object instanceof JsonValue tree ? tree : TreeTokenWriter.tree(object, true);
  }

  /** The tree as an object of this type; fields that the type doesn't have are skipped. */
  public static <T> T fromTree(Type<T> type, JsonValue tree) {
    return fromTree(type, tree, Decoding.DEFAULT);
  }

  public static <T> T fromTree(Type<T> type, JsonValue tree, Decoding how) {
    return TreeTokens.read(tree, type, how);
  }

  /**
   * The same format, written as a Kubernetes server writes it: null for fields that Go's types
   * print although they are absent, such as an Event's eventTime. Clients had better leave them
   * out: a server takes a null of an applied object for a value.
   */
  public Codec likeServer() {
    return this;
  }

  /** The media type for Content-Type and Accept. */
  public abstract String mediaType();

  /** Reads one document of a known type; its apiVersion and kind, if given, must be the type's. */
  public abstract <T> T decode(Type<T> type, InputStream in, Decoding how) throws IOException;

  /**
   * Reads one document of whatever kind it says it is.
   *
   * @return a record of that kind; a {@link JsonValue} tree if the registry doesn't know the kind
   *     (in protobuf an error, since the bytes don't tell their field names)
   */
  public abstract Object decodeAny(InputStream in, Decoding how) throws IOException;

  /** Reads all documents of a stream, as {@link #decodeAny} reads one. */
  public List<Object> decodeAll(InputStream in, Decoding how) throws IOException {
    return List.of(decodeAny(in, how));
  }

  /** Reads one document as a tree, whatever it holds. */
  public abstract JsonValue decodeTree(InputStream in, Decoding how) throws IOException;

  /**
   * A document of a stream.
   *
   * @param number its place among the documents, from 1
   * @param line where it starts, from 1
   * @param tree its content; JSON null if it is empty
   */
  public record Document(int number, int line, JsonValue tree) {}

  /**
   * Reads all documents of a stream as trees, and hands each over as soon as it is read; so who
   * gets an exception knows after which document.
   */
  public void decodeTrees(InputStream in, Decoding how, Consumer<Document> each)
      throws IOException {
    each.accept(new Document(1, 1, decodeTree(in, how)));
  }

  /** Writes one document. The stream is flushed and stays open. */
  public abstract void encode(Object object, OutputStream out) throws IOException;

  public final <T> T decode(Type<T> type, byte[] bytes) {
    try {
      return decode(type, new ByteArrayInputStream(bytes), Decoding.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  public final <T> T decode(Type<T> type, String text) {
    return decode(type, text.getBytes(StandardCharsets.UTF_8));
  }

  public final JsonValue decodeTree(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return decodeTree(new ByteArrayInputStream(bytes), Decoding.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  public byte[] encode(Object object) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      encode(object, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }

  /** The document as text; of protobuf, which is not text, nothing sensible. */
  public final String encodeToString(Object object) {
    return new String(encode(object), StandardCharsets.UTF_8);
  }
}
