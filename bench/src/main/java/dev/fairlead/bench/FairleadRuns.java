package dev.fairlead.bench;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.LoadOptions;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.HttpTransport;
import dev.fairlead.client.transport.TimeLimits;
import dev.fairlead.client.transport.Transport;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.codec.Dictionary;
import dev.fairlead.model.core.v1.PodList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fairlead as a participant; {@link Participants} says which verbs and options there are. */
final class FairleadRuns {
  private FairleadRuns() {}

  public static void main(String[] words) throws Exception {
    Arguments arguments = Arguments.parse(words);
    Meter meter = Meter.of(arguments);
    switch (arguments.verb()) {
      case "list" -> list(arguments, meter);
      case "heap" ->
          meter.heap(() -> {
            Kubernetes k8s = connect(arguments);
            PodList list = list(k8s, arguments);
            return new Meter.Kept(new Object[] {k8s, list}, list.items().size());
          });
      case "gets" -> {
        try (Kubernetes k8s = connect(arguments)) {
          meter.time(() -> Gets.run(() -> k8s.coreV1().pods("single").get(Gets.POD)));
        }
      }
      case "cold" -> {
        try (Kubernetes k8s = connect(arguments)) {
          System.out.println(k8s.coreV1().pods("single").list().items().size());
        }
      }
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
        meter.time(() -> answer.codec.encode(list).length == 0 ? 0 : list.items().size());
      }
      default -> throw new IllegalArgumentException("no verb " + arguments.verb());
    }
    System.exit(0);
  }

  /**
   * A client remembers the parts of what it has decoded, so a second list of the same Pods is
   * cheaper for it than the first. With {@code --client=new} every list is a client's first, over a
   * connection that is there already, as the other participants' is.
   */
  private static void list(Arguments arguments, Meter meter) throws Exception {
    boolean fresh = arguments.get("client", "new").equals("new");
    Kubernetes[] client = {connect(arguments)};
    meter.time(
        () -> {
          if (fresh) {
            client[0].close();
            client[0] = connect(arguments);
            client[0].version();
          }
        },
        () -> list(client[0], arguments).items().size());
    client[0].close();
  }

  private static PodList list(Kubernetes k8s, Arguments arguments) {
    String version = arguments.get("resource-version");
    return version.equals("unset")
        ? k8s.coreV1().pods().list()
        : k8s.coreV1().pods().list(o -> o.resourceVersion(version));
  }

  private static Kubernetes connect(Arguments arguments) {
    Path kubeconfig = Path.of(arguments.get("kubeconfig"));
    Config config = Config.load(LoadOptions.defaults().withKubeconfig(kubeconfig));
    return arguments.get("format").equals("json")
        ? Kubernetes.connect(config, new JsonOnly(new HttpTransport(config)))
        : Kubernetes.connect(config);
  }

  /** Fairlead asks for protobuf first; this asks for JSON alone, as the other Java clients do. */
  private record JsonOnly(Transport below) implements Transport {
    @Override
    public ApiResponse send(ApiRequest request, TimeLimits limits)
        throws IOException, InterruptedException {
      return below.send(request.header("Accept", Codec.json().mediaType()), limits);
    }

    @Override
    public void close() {
      below.close();
    }
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
