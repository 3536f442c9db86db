package dev.fairlead.cli.convert;

import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads all documents of a stream in one format and writes them in another. */
final class Conversion {
  private static final byte[] LINE_END = {'\n'};
  private static final byte[] NEXT_YAML_DOCUMENT = "---\n".getBytes(StandardCharsets.US_ASCII);

  private final Format from;
  private final Format to;
  private final Decoding how;

  Conversion(Format from, Format to, boolean strict) {
    this.from = from;
    this.to = to;
    this.how = Decoding.DEFAULT.withStrict(strict);
  }

  /** Nothing is written before all was read, so bad input leaves no half of an output. */
  void run(InputStream in, OutputStream out) throws IOException {
    List<Object> objects = new DocumentReader(from, how).read(in);
    if (to == Format.protobuf) {
      requireProtobufForm(objects);
    }
    boolean first = true;
    for (Object object : objects) {
      if (to == Format.yaml && !first) {
        out.write(NEXT_YAML_DOCUMENT);
      }
      to.codec().encode(object, out);
      if (to == Format.json) {
        out.write(LINE_END);
      }
      first = false;
    }
    out.flush();
  }

  private static void requireProtobufForm(List<Object> objects) {
    if (objects.size() > 1) {
      throw new CommandFailure(
          "standard input holds "
              + objects.size()
              + " objects, and protobuf has no mark between two: convert one at a time, or make"
              + " them the items of one object with apiVersion: v1 and kind: List");
    }
    if (objects.get(0) instanceof JsonValue tree) {
      throw new CommandFailure(
          "kind "
              + member(tree, "kind")
              + " of "
              + member(tree, "apiVersion")
              + " has no protobuf form: protobuf names fields by numbers, which only the kinds of"
              + " Kubernetes itself have. Use --to json or --to yaml");
    }
  }

  private static String member(JsonValue tree, String name) {
    return tree instanceof JsonObject object
            && object.members().get(name) instanceof JsonString(String text)
        ? text
        : "?";
  }
}
