package dev.fairlead.apiserver;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.ConfigMap;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Many watches on one resource while it is written to: [WATCHES] [WRITES] [A SECOND] [STALLED]. */
public final class WatchTimes {
  private static final Map<String, List<String>> HEADERS =
      Map.of("authorization", List.of("Bearer t"), "content-type", List.of("application/json"));

  /** Counts events and checks that their versions rise. */
  private static final class Reader extends OutputStream {
    private static final byte[] KEY = "\"resourceVersion\":\"".getBytes(StandardCharsets.US_ASCII);
    long events;
    long last;
    boolean disordered;
    final boolean stalls;
    final CountDownLatch done;
    final long wanted;

    Reader(boolean stalls, long wanted, CountDownLatch done) {
      this.stalls = stalls;
      this.wanted = wanted;
      this.done = done;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException("an event comes in one piece, not byte by byte");
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (stalls && events > 0) {
        while (!Thread.interrupted()) {
          LockSupport.park(this); // a client that has stopped to read
        }
        throw new IOException("cut off");
      }
      long version = version(bytes);
      disordered |= version <= last;
      last = version;
      events++;
      if (events == wanted) {
        done.countDown();
      }
    }

    private static long version(byte[] bytes) {
      int at = 0;
      search:
      for (int i = 0; i < bytes.length - KEY.length; i++) {
        for (int j = 0; j < KEY.length; j++) {
          if (bytes[i + j] != KEY[j]) {
            continue search;
          }
        }
        at = i + KEY.length;
        break;
      }
      long version = 0;
      for (; bytes[at] != '"'; at++) {
        version = version * 10 + bytes[at] - '0';
      }
      return version;
    }
  }

  public static void main(String[] args) throws Exception {
    int watches = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int writes = args.length > 1 ? Integer.parseInt(args[1]) : 5_000;
    int rate = args.length > 2 ? Integer.parseInt(args[2]) : 1_000;
    int stalled = args.length > 3 ? Integer.parseInt(args[3]) : 0;
    ApiServer api =
        new ApiServerBuilder(InstantSource.system(), RandomGenerator.getDefault())
            .token("t", User.of("admin", "system:masters"))
            .build();
    CountDownLatch done = new CountDownLatch(watches);
    List<Reader> readers = new ArrayList<>();
    for (int i = 0; i < watches + stalled; i++) {
      Reader reader = new Reader(i >= watches, writes, done);
      readers.add(reader);
      Request watch =
          new Request(
              "GET",
              "/api/v1/namespaces/default/configmaps",
              Map.of("watch", List.of("1"), "resourceVersion", List.of("0")),
              HEADERS,
              new byte[0],
              List.of());
      var body = ((Response.Content.Stream) api.answer(watch).content()).body();
      Thread.ofVirtual()
          .start(() -> {
            try {
              body.writeTo(reader);
            } catch (IOException | InterruptedException e) {
              System.out.println("ended: " + e);
            }
          });
    }
    Runtime runtime = Runtime.getRuntime();
    long start = System.nanoTime();
    for (int i = 0; i < writes; i++) {
      long due = start + i * 1_000_000_000L / rate;
      for (long now; (now = System.nanoTime()) < due; ) {
        LockSupport.parkNanos(due - now);
      }
      String name = "c" + i;
      ConfigMap map = ConfigMap.of(c -> c.metadata(m -> m.name(name)).data("key", "value"));
      Response answer =
          api.answer(
              new Request(
                  "POST",
                  "/api/v1/namespaces/default/configmaps",
                  Map.of(),
                  HEADERS,
                  Codec.json().encode(map),
                  List.of()));
      if (answer.status() != 201) {
        throw new IllegalStateException("status " + answer.status());
      }
    }
    long written = System.nanoTime() - start;
    done.await();
    long delivered = System.nanoTime() - start;
    long cpu =
        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
    System.gc();
    System.out.printf(
        "%d writes in %d ms, all %d events delivered after %d ms, disordered %d, CPU %d ms, heap %d"
            + " MB%n",
        writes,
        written / 1_000_000,
        (long) writes * watches,
        delivered / 1_000_000,
        readers.stream().filter(r -> r.disordered).count(),
        cpu / 1_000_000,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    System.exit(0);
  }
}
