package dev.fairlead.apiserver.differential;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The program: {@code Differential A-KUBECONFIG B-KUBECONFIG [--seed N] [--requests N]
 * [--stop-after-differences N] [--only pods,services] [--verbose] [--shrink]}. {@code embedded} in
 * place of B's kubeconfig starts the server of this module.
 */
public final class Differential {
  private static final String EMBEDDED = "embedded";
  private static final int DEFAULT_REQUESTS = 1_000;
  private static final int LETTERS = 26;
  private static final int RUN_NAME_LENGTH = 4;

  private final Endpoint a;
  private final Endpoint b;
  private final PrintStream out;
  private long seed = 1;
  private int requests = DEFAULT_REQUESTS;
  private int stopAfter = Integer.MAX_VALUE;
  private final Set<String> only = new LinkedHashSet<>();
  private boolean verbose;
  private boolean shrinks;
  private final Set<String> seen = new LinkedHashSet<>();

  Differential(Endpoint a, Endpoint b, PrintStream out) {
    this.a = a;
    this.b = b;
    this.out = out;
  }

  public static void main(String[] args) throws Exception {
    Endpoint first = Endpoint.ofKubeconfig(args[0]);
    boolean embedded = args[1].equals(EMBEDDED);
    Endpoint second = embedded ? EmbeddedServer.start().endpoint() : Endpoint.ofKubeconfig(args[1]);
    Differential program = new Differential(first, second, System.out);
    program.read(List.of(args).subList(2, args.length));
    Report report = program.run();
    System.exit(report.differing() == 0 ? 0 : 1);
  }

  private void read(List<String> options) {
    for (int i = 0; i < options.size(); i++) {
      switch (options.get(i)) {
        case "--seed" -> seed = Long.parseLong(options.get(++i));
        case "--requests" -> requests = Integer.parseInt(options.get(++i));
        case "--stop-after-differences" -> stopAfter = Integer.parseInt(options.get(++i));
        case "--only" -> only.addAll(List.of(options.get(++i).split(",")));
        case "--verbose" -> verbose = true;
        case "--shrink" -> shrinks = true;
        default -> throw new IllegalArgumentException("no such option: " + options.get(i));
      }
    }
  }

  Differential with(long newSeed, int newRequests) {
    seed = newSeed;
    requests = newRequests;
    return this;
  }

  Report run() throws InterruptedException {
    long start = System.nanoTime();
    try (Comparing run = new Comparing(a, b, new Catalog(only, a.equals(b)), runName(seed))) {
      run.prepare();
      long asked = System.nanoTime();
      run.run(seed, requests, stopAfter, (call, found) -> show(run, call, found));
      double seconds = (System.nanoTime() - asked) / 1e9;
      out.println("\nClasses of differences, seed " + seed + ":\n" + run.report().classes());
      out.println("By resource:\n" + run.report().byResource());
      if (verbose) {
        out.println(run.report().details());
      }
      out.println(run.report().summary());
      out.printf(
          "%.0f requests/s to each side; %.1f s in all%n",
          run.report().calls() / seconds, (System.nanoTime() - start) / 1e9);
      return run.report();
    }
  }

  private static String runName(long seed) {
    StringBuilder name = new StringBuilder();
    long rest = Math.abs(seed);
    for (int i = 0; i < RUN_NAME_LENGTH; i++) {
      name.append((char) ('a' + rest % LETTERS));
      rest /= LETTERS;
    }
    return name.toString();
  }

  private void show(Comparing run, Call call, List<Difference> found) {
    boolean fresh = false;
    for (Difference each : found) {
      fresh |= seen.add(each.kind());
    }
    if (!fresh && !verbose) {
      return;
    }
    out.println(call);
    found.forEach(out::println);
    if (shrinks) {
      shrink(run.calls(), found.getFirst().kind());
    }
  }

  /** Looks for a short sequence after which the last call still differs in the same way. */
  private void shrink(List<Call> calls, String kind) {
    Call last = calls.getLast();
    List<Call> sameObject = new ArrayList<>(calls);
    sameObject.removeIf(
        call -> !call.object().equals(last.object()) || (!call.writes() && call != last));
    List<Call> sameKind = new ArrayList<>(calls);
    sameKind.removeIf(call -> !call.kind().equals(last.kind()) || (!call.writes() && call != last));
    for (List<Call> shorter : List.of(List.of(last), sameObject, sameKind)) {
      if (differs(shorter, kind)) {
        out.println("  replays with these " + shorter.size() + " calls:");
        shorter.forEach(call -> out.println("    " + call.toString().replace("\n", "\n    ")));
        return;
      }
    }
    out.println("  needs more than its kind's calls: replay the seed up to #" + last.index());
  }

  private boolean differs(List<Call> calls, String kind) {
    List<String> lastKinds = new ArrayList<>();
    try (Comparing again =
        new Comparing(a, b, new Catalog(only, a.equals(b)), "zz" + runName(seed).substring(2))) {
      again.prepare();
      for (Call call : calls) {
        lastKinds.clear();
        again.replay(call, (c, found) -> found.forEach(each -> lastKinds.add(each.kind())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return lastKinds.contains(kind);
  }
}
