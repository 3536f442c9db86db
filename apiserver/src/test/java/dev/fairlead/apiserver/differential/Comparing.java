package dev.fairlead.apiserver.differential;

import dev.fairlead.apiserver.differential.World.Held;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import dev.fairlead.schema.ApiResource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One run: asks both servers the same, compares, and remembers.
 *
 * <p>Where a write was answered differently, its object is removed from both servers, so that one
 * cause isn't found again by every later request to the object.
 */
final class Comparing implements AutoCloseable {
  /** How long the real server's caches may follow behind its store. */
  private static final long SETTLE_NANOS = 40_000_000;

  private final Side a;
  private final Side b;
  private final Catalog catalog;
  private final World world = new World();
  private final Alignment alignment = new Alignment();
  private final Report report = new Report();
  private final Cleaning cleaning;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Call> calls = new ArrayList<>();
  private boolean wrote;

  Comparing(Endpoint endpointA, Endpoint endpointB, Catalog catalog, String runName) {
    boolean same = endpointA.url().equals(endpointB.url());
    a = new Side(endpointA, "fd" + runName + "a");
    b = new Side(endpointB, "fd" + runName + (same ? "b" : "a"));
    this.catalog = catalog;
    cleaning = new Cleaning(this, catalog);
  }

  /** Removes what a broken earlier run left, and makes the namespaces. */
  void prepare() throws InterruptedException {
    for (String namespace : Cleaning.NAMESPACES) {
      ask(cleaning.namespace(namespace)); // to change what was left in it
    }
    cleaning.removeAll();
    for (String namespace : Cleaning.NAMESPACES) {
      Pair made = ask(cleaning.namespace(namespace));
      if (!made.a().succeeded() || !made.b().succeeded()) {
        throw new IllegalStateException("no namespace " + namespace + ": " + made);
      }
    }
  }

  Report report() {
    return report;
  }

  List<Call> calls() {
    return calls;
  }

  World world() {
    return world;
  }

  /** What both answered. */
  record Pair(Answer a, Answer b) {}

  Pair ask(Call call) throws InterruptedException {
    return ask(call, null);
  }

  private Pair ask(Call call, @Nullable Type<?> type) throws InterruptedException {
    Future<Answer> other = threads.submit(() -> b.send(call, alignment::forB, type));
    Answer ofA = a.send(call, alignment::forA, type);
    try {
      return new Pair(ofA, other.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking B for " + call, e);
    }
  }

  /** Asks as many random requests as are wanted, or until so many have differed. */
  void run(long seed, int requests, int stopAfter, BiConsumer<Call, List<Difference>> found)
      throws InterruptedException {
    Requests random = new Requests(seed, catalog, world);
    for (int i = 0; i < requests && report.differing() < stopAfter; i++) {
      Call call = random.next(i);
      Pair answers = replay(call, found);
      if (call.verb().equals("list")
          && answers.a().body() instanceof JsonObject list
          && Trees.get(list, List.of("metadata", "continue")) instanceof JsonString(String token)
          && !token.isEmpty()) {
        random.reads().page(call.object(), alignment.placeholder('l', token));
      }
    }
  }

  /** The real server tells nobody when its caches have caught up, so there is only time to wait. */
  private static void waitForCaches() throws InterruptedException {
    long end = System.nanoTime() + SETTLE_NANOS;
    for (long left = SETTLE_NANOS; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException("while the caches of the real server settle");
      }
    }
  }

  /** Asks one request. */
  Pair replay(Call call, BiConsumer<Call, List<Difference>> found) throws InterruptedException {
    calls.add(call);
    if (call.readsCache() && wrote) {
      waitForCaches();
      wrote = false;
    }
    ApiResource resource = resource(call);
    Pair answers = ask(call, resource == null ? null : Catalog.type(resource));
    wrote |= call.writes();
    alignment.startCall(
        call.index(), call.verb().equals("list") || call.verb().equals("deletecollection"));
    List<Difference> all = Comparison.of(answers.a(), answers.b(), alignment);
    List<Difference> reported = new ArrayList<>();
    for (Difference each : all) {
      Explained.TABLE.stream()
          .filter(row -> row.covers(call, each))
          .findFirst()
          .ifPresentOrElse(row -> report.explained(row.reason()), () -> reported.add(each));
    }
    report.count(call, answers.a(), reported);
    if (!reported.isEmpty()) {
      found.accept(call, reported);
    }
    if (call.writes() && resource != null) {
      if (all.isEmpty()) {
        learn(call, resource, answers.a());
      } else {
        cleaning.forget(call, resource, answers);
      }
    }
    return answers;
  }

  private @Nullable ApiResource resource(Call call) {
    String name = call.kind().split("[./]", -1)[0];
    for (ApiResource each : catalog.resources()) {
      if (each.resource().equals(name) && call.object().startsWith(Catalog.root(each) + "/")) {
        return each;
      }
    }
    return null;
  }

  private void learn(Call call, ApiResource resource, Answer answer) {
    if (call.verb().equals("deletecollection") && answer.succeeded()) {
      world.removeUnder(call.object());
      return;
    }
    if (answer.code() == 404 && world.at(call.object()) != null) {
      world.remove(call.object());
    }
    if (!answer.succeeded() || !(answer.body() instanceof JsonObject body)) {
      return;
    }
    boolean object = resource.kind().equals(body.string("kind"));
    String path = object ? path(call, body) : call.object();
    if (call.verb().equals("delete")) {
      Held held = world.at(path);
      if (held == null
          || !object
          || Trees.get(body, List.of("metadata", "deletionTimestamp")) == null
          || (Trees.get(body, List.of("metadata", "finalizers")) == null
              && !List.of("pods", "namespaces").contains(resource.resource()))) {
        world.remove(path);
      } else {
        world.saw(resource, path, body, alignment);
      }
    } else if (object && resource.verbs().contains("get")) {
      world.saw(resource, path, body, alignment);
    }
  }

  String path(Call call, JsonObject body) {
    JsonValue name = Trees.get(body, List.of("metadata", "name"));
    boolean creates = call.verb().equals("create") && !call.kind().contains("/");
    return creates && name instanceof JsonString(String text)
        ? call.path().split("\\?", -1)[0] + "/" + segment(alignment.aligned(text, true))
        : call.object();
  }

  static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Removes everything that the run made. */
  @Override
  public void close() {
    try {
      cleaning.removeAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      a.close();
      b.close();
      threads.shutdownNow();
    }
  }
}
