package dev.fairlead.up;

import dev.fairlead.cluster.Cluster;
import java.io.IOException;

/** Where the way to a cluster is written down while it runs. */
interface KubeconfigPlace {
  /** The name of the context and the cluster in {@link Cluster#kubeconfig()}. */
  String CONTEXT = "fairlead";

  /**
   * Fails if it can't be written there, before anything else happens.
   *
   * @throws dev.fairlead.cli.command.CommandFailure if something of somebody else's is in the way,
   *     such as another server's that is running
   */
  void check() throws IOException;

  /** Fails as {@link #check} does. */
  void write(Cluster cluster) throws IOException;

  /** Takes it away again, unless somebody has changed it meanwhile. */
  void remove() throws IOException;

  /** A line that says where it is. */
  String told();

  /** What to try next, a line each. */
  String threeCommands();
}
