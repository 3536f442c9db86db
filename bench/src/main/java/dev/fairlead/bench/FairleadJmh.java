package dev.fairlead.bench;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.codec.Dictionary;
import dev.fairlead.model.codec.WatchEvents;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Fairlead's codecs alone. A list is decoded with a new dictionary each time; a single Pod and an
 * event without one, since one that has seen the very object before has nothing left to do.
 *
 * <p>{@code ./fairlead bench jmh decodePod}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class FairleadJmh {
  @Param({"protobuf", "json"})
  public String format = "protobuf";

  private Codec codec = Codec.protobuf();
  private byte[] listBytes = {};
  private byte[] podBytes = {};
  private byte[] eventBytes = {};
  private PodList list = PodList.TYPE.empty();
  private Pod pod = Pod.TYPE.empty();

  @Setup
  public void read() throws IOException {
    codec = format.equals("json") ? Codec.json() : Codec.protobuf();
    listBytes = JmhBodies.read("pods." + format);
    podBytes = JmhBodies.read("pod." + format);
    eventBytes = JmhBodies.read("watch." + format);
    list = codec.decode(PodList.TYPE, listBytes);
    pod = codec.decode(Pod.TYPE, podBytes);
  }

  @Benchmark
  public PodList decodeList() throws IOException {
    return codec.decode(
        PodList.TYPE,
        new ByteArrayInputStream(listBytes),
        Decoding.DEFAULT.withDictionary(new Dictionary()));
  }

  @Benchmark
  public Pod decodePod() {
    return codec.decode(Pod.TYPE, podBytes);
  }

  @Benchmark
  public Object decodeWatchEvent() throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(eventBytes);
    WatchEvents<Pod> events =
        format.equals("json")
            ? WatchEvents.json(in, Pod.TYPE, Decoding.DEFAULT)
            : WatchEvents.protobuf(in, Pod.TYPE, Decoding.DEFAULT);
    return java.util.Objects.requireNonNull(events.next());
  }

  @Benchmark
  public byte[] encodeList() {
    return codec.encode(list);
  }

  @Benchmark
  public byte[] encodePod() {
    return codec.encode(pod);
  }
}
