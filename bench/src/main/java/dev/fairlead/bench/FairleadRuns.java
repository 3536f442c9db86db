package dev.fairlead.bench;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.codec.Dictionary;
import dev.fairlead.model.core.v1.PodList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fairlead as a participant; {@link Participants} says which verbs and options there are. */
final class FairleadRuns {
  private FairleadRuns() {}

  public static void main(String[] words) throws Exception {
    Arguments arguments = Arguments.parse(words);
    Meter meter = Meter.of(arguments);
    switch (arguments.verb()) {
      case "decode" -> {
        Answer answer = new Answer(arguments);
        meter.time(() -> answer.decode(answer.decoding()).items().size());
        meter.heap(() -> {
          Decoding how = answer.decoding();
          PodList list = answer.decode(how);
          return new Meter.Kept(new Object[] {list, how}, list.items().size());
        });
      }
      case "encode" -> {
        Answer answer = new Answer(arguments);
        PodList list = answer.decode(answer.decoding());
        meter.time(() -> {
          answer.codec.encode(list, OutputStream.nullOutputStream());
          return list.items().size();
        });
      }
      default -> throw new IllegalArgumentException("no verb " + arguments.verb());
    }
    System.exit(0);
  }

  /** A saved answer, and how to read it. */
  private static final class Answer {
    private final byte[] body;
    private final Codec codec;
    private final String dictionary;
    private final Dictionary kept = new Dictionary();

    Answer(Arguments arguments) throws IOException {
      body = Files.readAllBytes(Path.of(arguments.get("body")));
      codec = arguments.get("format").equals("json") ? Codec.json() : Codec.protobuf();
      dictionary = arguments.get("dictionary", "new");
    }

    Decoding decoding() {
      return Decoding.DEFAULT.withDictionary(
          switch (dictionary) {
            case "new" -> new Dictionary();
            case "kept" -> kept;
            case "none" -> null;
            default -> throw new IllegalArgumentException("--dictionary=new, kept or none");
          });
    }

    PodList decode(Decoding how) throws IOException {
      return codec.decode(PodList.TYPE, new ByteArrayInputStream(body), how);
    }
  }
}
