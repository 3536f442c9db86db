package dev.fairlead.bench;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
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
 * Jackson databind on fabric8's model, as fabric8 sets it up. Its client reads answers as streams
 * and events as text.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class Fabric8Jmh {
  private final KubernetesSerialization json = new KubernetesSerialization();
  private byte[] listBytes = {};
  private byte[] podBytes = {};
  private String eventText = "";
  private PodList list = new PodList();
  private Pod pod = new Pod();

  @Setup
  public void read() throws IOException {
    listBytes = JmhBodies.read("pods.json");
    podBytes = JmhBodies.read("pod.json");
    eventText = new String(JmhBodies.read("watch.json"), StandardCharsets.UTF_8);
    list = decodeList();
    pod = decodePod();
  }

  @Benchmark
  public PodList decodeList() {
    return json.unmarshal(new ByteArrayInputStream(listBytes), PodList.class);
  }

  @Benchmark
  public Pod decodePod() {
    return json.unmarshal(new ByteArrayInputStream(podBytes), Pod.class);
  }

  @Benchmark
  public WatchEvent decodeWatchEvent() {
    return json.unmarshal(eventText, WatchEvent.class);
  }

  @Benchmark
  public String encodeList() {
    return json.asJson(list);
  }

  @Benchmark
  public String encodePod() {
    return json.asJson(pod);
  }
}
