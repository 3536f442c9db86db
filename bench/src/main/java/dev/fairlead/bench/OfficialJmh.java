package dev.fairlead.bench;

import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.Watch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Gson on the official client's model, as that client sets it up. It reads answers as streams and
 * events as text.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class OfficialJmh {
  private byte[] listBytes = {};
  private byte[] podBytes = {};
  private String eventText = "";
  private V1PodList list = new V1PodList();
  private V1Pod pod = new V1Pod();

  @Setup
  public void read() throws IOException {
    ApiClient unused = new ApiClient(); // sets up its JSON
    listBytes = JmhBodies.read("pods.json");
    podBytes = JmhBodies.read("pod.json");
    eventText = new String(JmhBodies.read("watch.json"), StandardCharsets.UTF_8);
    list = decodeList();
    pod = decodePod();
  }

  @Benchmark
  public V1PodList decodeList() throws IOException {
    return JSON.deserialize(new ByteArrayInputStream(listBytes), V1PodList.class);
  }

  @Benchmark
  public V1Pod decodePod() throws IOException {
    return JSON.deserialize(new ByteArrayInputStream(podBytes), V1Pod.class);
  }

  @Benchmark
  public Watch.Response<V1Pod> decodeWatchEvent() {
    return JSON.deserialize(eventText, new TypeToken<Watch.Response<V1Pod>>() {}.getType());
  }

  @Benchmark
  public String encodeList() {
    return JSON.serialize(list);
  }

  @Benchmark
  public String encodePod() {
    return JSON.serialize(pod);
  }
}
