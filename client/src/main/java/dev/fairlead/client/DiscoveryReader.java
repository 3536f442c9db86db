package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.model.tree.JsonObject;
import java.io.IOException;
import java.time.Duration;

/** Reads a discovery document, as a tree: one wrong value in it shall not cost the rest. */
record DiscoveryReader() implements Call.Reader<JsonObject> {
  /** Some 10,000 custom resources; kube-apiserver's own are 200 KB. In bytes, unpacked. */
  private static final long MAX_BYTES = 64L << 20;

  /** For one document. A dead aggregated server makes kube-apiserver wait five seconds for it. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final String AGGREGATED = ";g=apidiscovery.k8s.io;as=APIGroupDiscoveryList;v=";

  static JsonObject get(Calls calls, String path) {
    return calls.make(
        new Call<>(ApiRequest.of("GET", path), null, false, true, TIMEOUT, new DiscoveryReader()));
  }

  @Override
  public String accept(boolean protobuf) {
    return Answers.JSON
        + AGGREGATED
        + "v2,"
        + Answers.JSON
        + AGGREGATED
        + "v2beta1,"
        + Answers.JSON;
  }

  @Override
  public JsonObject read(Answers answers) throws IOException {
    Object tree =
        answers.codec().decodeTree(answers.body(), answers.decoding().withMaxBytes(MAX_BYTES));
    if (tree instanceof JsonObject document) {
      return document;
    }
    throw answers.unexpected("the answer is no discovery document", null);
  }
}
