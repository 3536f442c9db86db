package dev.fairlead.up;

import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.cluster.Cluster;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file of its own, which says in its first line that it may be written over when its server is
 * gone.
 */
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
    checkFolder();
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.isDirectory(file)) {
      throw new CommandFailure(file + " is a folder: name a file with --kubeconfig");
    }
    if (!Files.isRegularFile(file) || !isMarked()) {
      throw new CommandFailure(
          file
              + " is there and was not written by \"fairlead up\": name another file with"
              + " --kubeconfig, or add a context to it with --merge and KUBECONFIG="
              + file);
    }
    Optional<URI> running = RunningServer.of(file);
    if (running.isPresent()) {
      throw new CommandFailure(
          file
              + " is the kubeconfig of a server that is running, "
              + running.get()
              + ": stop that, or give this one a port and a file of its own, --port 0 --kubeconfig"
              + " FILE, or --port 0 --merge");
    }
  }

  private void checkFolder() {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null || Files.isDirectory(folder) && Files.isWritable(folder)) {
      return;
    }
    String instead = " or name a file elsewhere with --kubeconfig";
    if (!Files.exists(folder)) {
      throw new CommandFailure(
          file + ": its folder " + folder + " isn't there: make it with mkdir -p," + instead);
    }
    throw new CommandFailure(
        file
            + (Files.isDirectory(folder)
                ? ": its folder " + folder + " can't be written by this user: change that,"
                : ": " + folder + " is no folder: move it away,")
            + instead);
  }

  private boolean isMarked() throws IOException {
    byte[] mark = MARK.getBytes(StandardCharsets.UTF_8);
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(mark.length), mark);
    }
  }

  @Override
  public void write(Cluster cluster) throws IOException {
    check(); // again: another one may have begun meanwhile
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
