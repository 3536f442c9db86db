package dev.fairlead.cli.convert;

import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.meta.v1.List;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;

/** Reads all documents of a stream, and says everything that is wrong with them at once. */
final class DocumentReader {
  /** The largest array that every JVM can make. */
  private static final int MAX_ARRAY_BYTES = Integer.MAX_VALUE - 8;

  private final Format format;
  private final Decoding how;
  private final ArrayList<Object> objects = new ArrayList<>();
  private final ArrayList<String> problems = new ArrayList<>();

  DocumentReader(Format format, Decoding how) {
    this.format = format;
    this.how = how;
  }

  /**
   * Reads the stream to its end.
   *
   * @throws CommandFailure with all problems
   */
  java.util.List<Object> read(InputStream in) throws IOException {
    if (format == Format.json) {
      readJson(in);
    } else {
      readOther(in);
    }
    if (how.strict()) {
      checkItems();
    }
    if (problems.size() == 1) {
      throw new CommandFailure("standard input: " + problems.get(0));
    }
    if (!problems.isEmpty()) {
      throw new CommandFailure(
          "standard input has "
              + problems.size()
              + " problems:\n  "
              + String.join("\n  ", problems));
    }
    if (objects.isEmpty()) {
      throw new CommandFailure(
          "standard input holds no object: pipe one in, as in"
              + " kubectl get pod web -o yaml | fairlead convert --from yaml --to json");
    }
    return objects;
  }

  private void readOther(InputStream in) throws IOException {
    try {
      objects.addAll(format.codec().decodeAll(in, how));
    } catch (DecodeException e) {
      problems.addAll(e.problems());
    }
  }

  private void readJson(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes((int) Math.min(how.maxBytes() + 1, MAX_ARRAY_BYTES));
    var documents = JsonDocuments.split(bytes);
    for (int i = 0; i < documents.size(); i++) {
      JsonDocuments.Slice document = documents.get(i);
      try {
        objects.add(Codec.json().decodeAny(document.open(), how));
      } catch (DecodeException e) {
        DecodeException inPlace = failureInPlace(document, e);
        String number = documents.size() == 1 ? "" : "document " + (i + 1) + ": ";
        inPlace.problems().forEach(problem -> problems.add(number + problem));
        if (inPlace.problems().get(0).equals(inPlace.getMessage())) {
          return; // broken JSON: where the next document starts is a guess
        }
      }
    }
  }

  /** The same failure, with lines counted from the start of the stream. */
  private DecodeException failureInPlace(JsonDocuments.Slice document, DecodeException failure)
      throws IOException {
    try {
      Codec.json().decodeAny(document.openInPlace(), how);
      return failure;
    } catch (DecodeException e) {
      return e;
    }
  }

  /** The items of kind List may be of any kind, so they were read as trees, without their types. */
  private void checkItems() throws IOException {
    for (int i = 0; i < objects.size(); i++) {
      if (objects.get(i) instanceof List list) {
        String document = objects.size() == 1 ? "" : "document " + (i + 1) + ", ";
        for (int item = 0; item < list.items().size(); item++) {
          checkItem(
              document + "items[" + item + "]: ", Codec.json().encode(list.items().get(item)));
        }
      }
    }
  }

  private void checkItem(String where, byte[] json) throws IOException {
    try {
      Codec.json().decodeAny(new ByteArrayInputStream(json), how);
    } catch (DecodeException e) {
      e.problems().forEach(problem -> problems.add(where + problem));
    }
  }
}
