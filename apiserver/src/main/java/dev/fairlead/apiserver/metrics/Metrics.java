package dev.fairlead.apiserver.metrics;

import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.model.version.Info;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What the server counts. Any thread may call any method; none waits.
 *
 * <p>Names, labels, buckets and help texts are those of kube-apiserver 1.37.2; it has many more.
 */
public final class Metrics {
  public static final String MEDIA_TYPE =
      "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

  /** Bound of the series of a metric, so that clients with made-up paths can't fill the memory. */
  private static final int MAX_SERIES = 10_000;

  /** Bound of a label, for the same reason; the longest path that is served has 66 characters. */
  private static final int MAX_LABEL = 256;

  private static final double[] DURATIONS = { // seconds
    0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45,
    60
  };
  private static final double[] SIZES = {1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9}; // bytes
  private static final RequestLabels OTHER =
      new RequestLabels("other", "", "", "", "other", "", "", "");

  private record Answered(RequestLabels labels, int code) {}

  private record Watched(String group, String version, String resource) {}

  private final Info version;
  private final Instant start;
  private final Supplier<Map<GroupResource, Long>> objects;

  private final Map<Answered, LongAdder> requests = new ConcurrentHashMap<>();
  private final Map<RequestLabels, Histogram> durations = new ConcurrentHashMap<>();
  private final Map<RequestLabels, Histogram> sizes = new ConcurrentHashMap<>();
  private final Map<RequestLabels, LongAdder> longRunning = new ConcurrentHashMap<>();
  private final Map<Watched, LongAdder> watchEvents = new ConcurrentHashMap<>();
  private final LongAdder readingNow = new LongAdder();
  private final LongAdder changingNow = new LongAdder();

  /**
   * Counters at zero.
   *
   * @param start of the process
   * @param objects how many objects of each resource are stored; asked for each {@link #text}
   */
  public Metrics(Info version, Instant start, Supplier<Map<GroupResource, Long>> objects) {
    this.version = version;
    this.start = start;
    this.objects = objects;
  }

  /** Something that goes on until it is closed. */
  public interface Running extends AutoCloseable {
    @Override
    void close();
  }

  /** A request that isn't long-running has begun. */
  public Running begin(boolean changes) {
    LongAdder now = changes ? changingNow : readingNow;
    now.increment();
    return now::decrement;
  }

  /** A watch, or another long-running request, has begun. */
  public Running beginLongRunning(RequestLabels labels) {
    LongAdder now = longRunning.computeIfAbsent(bounded(labels, longRunning), l -> new LongAdder());
    now.increment();
    return now::decrement;
  }

  /**
   * A request was answered.
   *
   * @param bytes of the body
   */
  public void answered(RequestLabels labels, int code, Duration took, long bytes) {
    RequestLabels key = bounded(labels, durations);
    requests.computeIfAbsent(new Answered(key, code), k -> new LongAdder()).increment();
    durations
        .computeIfAbsent(key, k -> new Histogram(DURATIONS))
        .add(took.toNanos() / (double) Duration.ofSeconds(1).toNanos());
    sizes.computeIfAbsent(key, k -> new Histogram(SIZES)).add((double) bytes);
  }

  /** An event was sent to a watch. */
  public void watchEvent(String group, String version, String resource) {
    watchEvents
        .computeIfAbsent(new Watched(group, version, resource), k -> new LongAdder())
        .increment();
  }

  /** The whole text of {@code /metrics}. */
  public String text() {
    MetricText text = new MetricText();
    printGauges(text);
    text.head(
        "apiserver_request_total",
        "counter",
        "[STABLE] Counter of apiserver requests broken out for each verb, dry run value, group,"
            + " version, resource, scope, component, and HTTP response code.");
    TreeMap<String, Long> counts = new TreeMap<>();
    requests.forEach((key, count) -> {
      String code = MetricText.labels("code", Integer.toString(key.code()));
      counts.put(code + "," + labels(key.labels(), true), count.sum());
    });
    counts.forEach((k, n) -> text.sample("apiserver_request_total", k, Long.toString(n)));
    text.head(
        "apiserver_request_duration_seconds",
        "histogram",
        "[STABLE] Response latency distribution in seconds for each verb, dry run value, group,"
            + " version, resource, subresource, scope and component.");
    printAll(text, "apiserver_request_duration_seconds", durations, true);
    text.head(
        "apiserver_response_sizes",
        "histogram",
        "[STABLE] Response size distribution in bytes for each group, version, verb, resource,"
            + " subresource, scope and component.");
    printAll(text, "apiserver_response_sizes", sizes, false);
    return text.toString();
  }

  private void printGauges(MetricText text) {
    text.head(
        "apiserver_current_inflight_requests",
        "gauge",
        "[STABLE] Maximal number of currently used inflight request limit of this apiserver per"
            + " request kind in last second.");
    String inFlight = "apiserver_current_inflight_requests";
    text.sample(inFlight, "request_kind=\"mutating\"", Long.toString(changingNow.sum()));
    text.sample(inFlight, "request_kind=\"readOnly\"", Long.toString(readingNow.sum()));
    text.head(
        "apiserver_longrunning_requests",
        "gauge",
        "[STABLE] Gauge of all active long-running apiserver requests broken out by verb, group,"
            + " version, resource, scope and component. Not all requests are tracked this way.");
    sorted(longRunning)
        .forEach((key, now) ->
            text.sample(
                "apiserver_longrunning_requests", labels(key, false), Long.toString(now.sum())));
    text.head(
        "apiserver_resource_objects",
        "gauge",
        "[ALPHA] Number of stored objects at the time of last check split by kind. In case of a"
            + " fetching error, the value will be -1.");
    objects.get().entrySet().stream()
        .sorted(Comparator.comparing(entry -> labels(entry.getKey())))
        .forEach(entry ->
            text.sample(
                "apiserver_resource_objects", labels(entry.getKey()), entry.getValue().toString()));
    text.head(
        "apiserver_watch_events_total", "counter", "[BETA] Number of events sent in watch clients");
    TreeMap<String, Long> sent = new TreeMap<>();
    watchEvents.forEach((key, count) -> sent.put(labels(key), count.sum()));
    sent.forEach((key, n) -> text.sample("apiserver_watch_events_total", key, Long.toString(n)));
    printProcess(text);
  }

  private void printProcess(MetricText text) {
    text.head(
        "kubernetes_build_info",
        "gauge",
        "[BETA] A metric with a constant '1' value labeled by major, minor, git version, git"
            + " commit, git tree state, build date, Go version, and compiler from which Kubernetes"
            + " was built, and platform on which it is running.");
    text.sample(
        "kubernetes_build_info",
        MetricText.labels(
            "build_date", version.buildDate(),
            "compiler", version.compiler(),
            "git_commit", version.gitCommit(),
            "git_tree_state", version.gitTreeState(),
            "git_version", version.gitVersion(),
            "go_version", version.goVersion(),
            "major", version.major(),
            "minor", version.minor(),
            "platform", version.platform()),
        "1");
    text.head(
        "process_start_time_seconds",
        "gauge",
        "Start time of the process since unix epoch in seconds.");
    text.sample("process_start_time_seconds", "", Long.toString(start.getEpochSecond()));
  }

  private static void printAll(
      MetricText text, String name, Map<RequestLabels, Histogram> all, boolean withDryRun) {
    sorted(all).forEach((key, histogram) -> histogram.print(text, name, labels(key, withDryRun)));
  }

  private static <V> Map<RequestLabels, V> sorted(Map<RequestLabels, V> map) {
    TreeMap<RequestLabels, V> sorted =
        new TreeMap<>(Comparator.comparing((RequestLabels key) -> labels(key, true)));
    sorted.putAll(map);
    return sorted;
  }

  private static RequestLabels bounded(RequestLabels labels, Map<RequestLabels, ?> map) {
    boolean fits = map.size() < MAX_SERIES && labels.longest() <= MAX_LABEL;
    return fits || map.containsKey(labels) ? labels : OTHER;
  }

  private static String labels(RequestLabels key, boolean withDryRun) {
    String dryRun = withDryRun ? "," + MetricText.labels("dry_run", key.dryRun()) : "";
    return MetricText.labels("component", key.component())
        + dryRun
        + ","
        + MetricText.labels(
            "group", key.group(),
            "resource", key.resource(),
            "scope", key.scope(),
            "subresource", key.subresource(),
            "verb", key.verb(),
            "version", key.version());
  }

  private static String labels(GroupResource key) {
    return MetricText.labels("group", key.group(), "resource", key.resource());
  }

  private static String labels(Watched key) {
    return MetricText.labels(
        "group", key.group(), "resource", key.resource(), "version", key.version());
  }
}
