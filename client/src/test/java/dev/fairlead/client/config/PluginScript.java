package dev.fairlead.client.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** A credential plugin that a test writes: a shell script that notes each of its runs. */
public final class PluginScript {
  private static final String V1 = "client.authentication.k8s.io/v1";

  private final Path folder;

  /** Its files are in this folder. */
  public PluginScript(Path folder) {
    this.folder = folder;
  }

  /** The script from now on; {@code $D} in it is its folder. */
  public PluginScript does(String commands) {
    try {
      Path script = folder.resolve("plugin");
      TestFiles.write(script, "#!/bin/sh\nD='" + folder + "'\necho >> \"$D/runs\"\n" + commands);
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints an ExecCredential with that status, a JSON object's members. */
  public PluginScript prints(String status) {
    return does(
        """
        cat <<'END'
        {"apiVersion": "%s", "kind": "ExecCredential", "status": {%s}}
        END
        """
            .formatted(V1, status));
  }

  /** How often it has run. */
  public int runs() {
    try {
      Path runs = folder.resolve("runs");
      return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A user's entry that runs it. */
  public String exec(String more) {
    return "exec: {command: ./plugin, apiVersion: %s, interactiveMode: Never%s}"
        .formatted(V1, more);
  }

  Path kubeconfig(String cluster, String more) {
    return TestFiles.write(folder.resolve("config"), TestFiles.kubeconfig(cluster, exec(more)));
  }

  /** A Config of which this is the user's plugin, with PATH from this process. */
  Config config(String more) {
    return config(WrongKubeconfigsTest.HTTPS, more);
  }

  Config config(String cluster, String more) {
    return Config.load(options().withKubeconfig(kubeconfig(cluster, more)));
  }

  LoadOptions options() {
    String path = System.getenv("PATH");
    return LoadOptions.defaults()
        .withEnvironment(
            new Environment(Map.of("PATH", path == null ? "/bin" : path, "SHOP", "1"), folder));
  }
}
