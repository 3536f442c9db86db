package dev.fairlead.client.config;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The part of the surroundings that decides where configuration is looked for; tests pass their
 * own.
 *
 * @param variables environment variables
 * @param home the folder in which {@code .kube/config} is looked for
 * @param serviceAccount the folder in which a Pod has its service account's files
 */
public record Environment(Map<String, String> variables, Path home, Path serviceAccount) {
  /** Where the kubelet puts token, ca.crt and namespace into every container. */
  public static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  /** The property that says which schemes of authentication Java keeps from tunnels' proxies. */
  static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";

  public Environment {
    variables = Map.copyOf(variables);
  }

  /** With the service account's files where Kubernetes puts them. */
  public Environment(Map<String, String> variables, Path home) {
    this(variables, home, SERVICE_ACCOUNT);
  }

  /** This process's. The home is HOME, as for kubectl, or else the one that Java knows. */
  public static Environment system() {
    Map<String, String> variables = System.getenv();
    String home = variables.getOrDefault("HOME", "");
    return new Environment(
        variables, Path.of(home.isEmpty() ? System.getProperty("user.home", "") : home));
  }

  /** The variable's value; empty if it isn't set, which nothing here tells from being empty. */
  String get(String name) {
    return variables.getOrDefault(name, "");
  }

  /** The folders that programs are looked for in; Windows writes the variable in its own way. */
  List<String> path() {
    String folders = get("PATH").isEmpty() ? get("Path") : get("PATH");
    return List.of(folders.split(File.pathSeparator));
  }

  /** Whether Java keeps passwords from proxies that make tunnels; it does unless told not to. */
  static boolean refusesPasswordsForTunnels() {
    String schemes = System.getProperty(TUNNELING, "Basic"); // as in Java's conf/net.properties
    return Arrays.stream(schemes.split(",")).anyMatch(s -> s.strip().equalsIgnoreCase("Basic"));
  }

  /** Names only: variables are where many keep their secrets. */
  @Override
  public String toString() {
    return "Environment[home=" + home + ", " + variables.size() + " variables]";
  }
}
