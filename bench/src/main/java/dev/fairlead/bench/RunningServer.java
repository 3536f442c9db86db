package dev.fairlead.bench;

import java.nio.file.Path;
import java.util.List;

/** An API server that was started for a measurement and ends with it. */
interface RunningServer extends AutoCloseable {
  Path kubeconfig();

  /** Those that make it up. */
  List<ProcessHandle> processes();

  @Override
  void close();
}
