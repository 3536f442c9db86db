package dev.fairlead.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many small reads by many virtual threads over one client: the same of every Java client. */
final class Gets {
  /** The one Pod of namespace single. */
  static final String POD = "web-0-7c5dd89dbb-00000";

  private static final int THREADS = 64;
  private static final int GETS_A_THREAD = 50;

  private Gets() {}

  /** So many gets, and how many there were. */
  static int run(Callable<?> get) throws InterruptedException, ExecutionException {
    List<Callable<Integer>> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(() -> {
        for (int j = 0; j < GETS_A_THREAD; j++) {
          get.call();
        }
        return GETS_A_THREAD;
      });
    }
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      int done = 0;
      for (Future<Integer> thread : all.invokeAll(threads)) {
        done += thread.get();
      }
      return done;
    }
  }
}
