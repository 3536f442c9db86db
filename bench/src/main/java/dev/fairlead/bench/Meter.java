package dev.fairlead.bench;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Measures work in this JVM and prints one JSON line a run. CPU is the whole process's: the
 * compiler's and the collector's threads count.
 *
 * @param warm runs before the measured ones, at least
 * @param warmSeconds of CPU that those take, at least; of CPU, since on a busy machine the
 *     compilers get less done in a second
 * @param runs measured ones
 * @param repeat calls in a timed run, whose mean is its figure: the kernel counts CPU in steps of
 *     10 ms
 */
record Meter(int warm, int warmSeconds, int runs, int repeat) {
  /** Loaded when something is timed: it would slow a cold start down. */
  private static final class Cpu {
    static final com.sun.management.OperatingSystemMXBean CLOCK =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
  }

  /** The first only starts what a collector does concurrently; later ones see its end. */
  private static final int COLLECTIONS = 4;

  private static final long MILLIS_BETWEEN_COLLECTIONS = 150;
  private static final double NANOS_PER_MILLI = 1e6;

  static Meter of(Arguments arguments) {
    return new Meter(
        arguments.number("warm", 0),
        arguments.number("warm-seconds", 0),
        arguments.number("runs", 1),
        arguments.number("repeat", 1));
  }

  /**
   * Times work.
   *
   * @param work returns how many Pods it handled
   */
  void time(Callable<Integer> work) throws Exception {
    time(() -> {}, work);
  }

  /**
   * Times work that needs something new before each call, which isn't timed.
   *
   * @param work returns how many Pods it handled
   */
  void time(Runnable before, Callable<Integer> work) throws Exception {
    long enough = TimeUnit.SECONDS.toNanos(warmSeconds);
    for (int run = 0; run < warm || Cpu.CLOCK.getProcessCpuTime() < enough; run++) {
      before.run();
      work.call();
    }
    for (int run = 0; run < runs; run++) {
      long cpu = 0;
      long wall = 0;
      int pods = 0;
      for (int call = 0; call < repeat; call++) {
        before.run();
        long cpuBefore = Cpu.CLOCK.getProcessCpuTime();
        long begin = System.nanoTime();
        pods = work.call();
        wall += System.nanoTime() - begin;
        cpu += Cpu.CLOCK.getProcessCpuTime() - cpuBefore;
      }
      print(
          "{\"pods\":%d,\"wallMillis\":%.2f,\"cpuMillis\":%.2f}",
          pods, wall / NANOS_PER_MILLI / repeat, cpu / NANOS_PER_MILLI / repeat);
    }
  }

  /** What {@code work} returned, and how many Pods are in it. */
  record Kept(Object what, int pods) {}

  /** Heap that stays in use as long as what {@code work} returns is held. */
  void heap(Callable<Kept> work) throws Exception {
    work.call(); // loads classes and fills what lives as long as the process, which is no Pod's
    long before = usedHeap();
    Kept kept = work.call();
    print("{\"pods\":%d,\"heapBytesPerPod\":%.0f}", kept.pods, bytesPerPod(before, kept));
  }

  /** One run from a cold start of {@code work}: time and CPU, then the heap that it keeps. */
  void once(Callable<Kept> work) throws Exception {
    long before = usedHeap();
    long cpu = Cpu.CLOCK.getProcessCpuTime();
    long wall = System.nanoTime();
    Kept kept = work.call();
    wall = System.nanoTime() - wall;
    cpu = Cpu.CLOCK.getProcessCpuTime() - cpu;
    print(
        "{\"pods\":%d,\"wallMillis\":%.2f,\"cpuMillis\":%.2f,\"heapBytesPerPod\":%.0f}",
        kept.pods, wall / NANOS_PER_MILLI, cpu / NANOS_PER_MILLI, bytesPerPod(before, kept));
  }

  private static double bytesPerPod(long before, Kept kept) throws InterruptedException {
    try {
      return (double) (usedHeap() - before) / Math.max(1, kept.pods);
    } finally {
      Reference.reachabilityFence(kept);
    }
  }

  private static long usedHeap() throws InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Thread.sleep(MILLIS_BETWEEN_COLLECTIONS);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @FormatMethod
  private static void print(@FormatString String format, Object... figures) {
    System.out.println(String.format(Locale.ROOT, format, figures));
  }
}
