package dev.fairlead.model.codec;

import dev.fairlead.model.codec.YamlEvent.Kind;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** YAML as kubectl reads it and prints it. JSON is YAML too. */
final class YamlCodec extends Codec {
  /** Documents with problems of strict decoding, after which a stream isn't read on. */
  private static final int MAX_FAILURES = 10;

  static final YamlCodec INSTANCE = new YamlCodec(false);
  private static final YamlCodec LIKE_SERVER = new YamlCodec(true);

  private final boolean likeServer;

  private YamlCodec(boolean likeServer) {
    this.likeServer = likeServer;
  }

  @Override
  public Codec likeServer() {
    return LIKE_SERVER;
  }

  @Override
  public String mediaType() {
    return "application/yaml";
  }

  private interface Reading<T> {
    T read(YamlTokens tokens) throws IOException;
  }

  @Override
  public <T> T decode(Type<T> type, InputStream in, Decoding how) throws IOException {
    return one(in, how, tokens -> new ObjectReader(tokens, how).readRoot(type));
  }

  @Override
  public Object decodeAny(InputStream in, Decoding how) throws IOException {
    return one(in, how, tokens -> new ObjectReader(tokens, how).readAny());
  }

  @Override
  public JsonValue decodeTree(InputStream in, Decoding how) throws IOException {
    return one(in, how, tokens -> new ObjectReader(tokens, how).readTree());
  }

  /** Documents with nothing in them don't count. */
  private static <T> T one(InputStream in, Decoding how, Reading<T> reading) throws IOException {
    YamlEvents events = YamlText.events(in, how);
    YamlEvent start = events.nextDocument();
    T read = reading.read(new YamlTokens(events, start, "YAML", how));
    YamlEvent second = start.is(Kind.END_STREAM) ? start : events.nextDocument();
    if (!second.is(Kind.END_STREAM)) {
      throw second.fail("a second document starts here, but one was expected: use decodeAll");
    }
    return read;
  }

  /**
   * As kubectl, leaves out documents that hold nothing or null. What strict decoding finds is said
   * of all documents together, with their numbers if there are several.
   */
  @Override
  public List<Object> decodeAll(InputStream in, Decoding how) throws IOException {
    YamlEvents events = YamlText.events(in, how);
    List<Object> objects = new ArrayList<>();
    Map<Integer, DecodeException> failures = new TreeMap<>();
    for (YamlEvent start = events.nextDocument();
        !start.is(Kind.END_STREAM) && failures.size() < MAX_FAILURES;
        start = events.nextDocument()) {
      String whole = "YAML, the document at " + start.where();
      YamlTokens tokens = new YamlTokens(events, start, whole, how);
      ObjectReader reader = new ObjectReader(tokens, how);
      if (isNull(events.peek())) {
        reader.readTree();
        continue;
      }
      int number = objects.size() + failures.size() + 1;
      try {
        objects.add(reader.readAny());
      } catch (DecodeException e) {
        if (!e.isStrict()) {
          throw e;
        }
        failures.put(number, e);
      }
    }
    if (!failures.isEmpty()) {
      throw together(failures, objects.size() + failures.size() > 1);
    }
    return List.copyOf(objects);
  }

  private static DecodeException together(Map<Integer, DecodeException> failures, boolean several) {
    List<String> problems = new ArrayList<>();
    failures.forEach((number, failure) -> {
      String document = several ? "document " + number + ": " : "";
      failure.problems().forEach(problem -> problems.add(document + problem));
    });
    return DecodeException.strict(problems);
  }

  private static boolean isNull(YamlEvent root) {
    return root.is(Kind.SCALAR) && YamlScalar.of(root).kind() == YamlScalar.Kind.NULL;
  }

  @Override
  public void encode(Object object, OutputStream out) throws IOException {
    YamlTokenWriter writer = new YamlTokenWriter(out);
    new ObjectWriter(writer, likeServer).writeRoot(object);
    writer.flush();
  }
}
