package dev.fairlead.up;

import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A file of its own, which says in its first line that it may be written over. */
final class OwnKubeconfig implements KubeconfigPlace {
  private static final String MARK =
      "# Written by \"fairlead up\", which removes it when it stops.\n";

  private final Path file;
  private String written = "";

  OwnKubeconfig(Path file) {
    this.file = file;
  }

  @Override
  public void check() throws IOException {
    if (Files.isDirectory(file)) {
      throw new CommandFailure(file + " is a folder: name a file with --kubeconfig");
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.readString(file).startsWith(MARK)) {
      throw new CommandFailure(
          file
              + " is there and was not written by \"fairlead up\": name another file with"
              + " --kubeconfig, or add a context to it with --merge and KUBECONFIG="
              + file);
    }
  }

  @Override
  public void write(Cluster cluster) throws IOException {
    written = MARK + cluster.kubeconfig();
    PrivateFile.replace(file, written);
  }

  @Override
  public void remove() throws IOException {
    if (!written.isEmpty() && Files.exists(file) && Files.readString(file).equals(written)) {
      Files.delete(file);
    }
  }

  @Override
  public String told() {
    return "The kubeconfig of its administrator: " + file + "\n";
  }

  @Override
  public String threeCommands() {
    Path absolute = file.toAbsolutePath().normalize();
    String quoted = absolute.toString().matches("[\\w./-]+") ? "" + absolute : "'" + absolute + "'";
    return "  export KUBECONFIG="
        + quoted
        + "\n  kubectl create deployment web --image=nginx --replicas=3\n"
        + "  kubectl get deployments,namespaces\n";
  }
}
