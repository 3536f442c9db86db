package dev.fairlead.client.config;

import dev.fairlead.client.config.KubeconfigEntries.AuthProvider;
import dev.fairlead.client.config.KubeconfigEntries.Cluster;
import dev.fairlead.client.config.KubeconfigEntries.Context;
import dev.fairlead.client.config.KubeconfigEntries.Exec;
import dev.fairlead.client.config.KubeconfigEntries.Origin;
import dev.fairlead.client.config.KubeconfigEntries.User;
import dev.fairlead.client.config.KubeconfigEntries.Variable;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Turns the tree of one kubeconfig file into its entries. Unknown members are skipped. */
final class KubeconfigReader {
  /** Client-go's name for the extension that goes to credential plugins. */
  private static final String EXEC_EXTENSION = "client.authentication.k8s.io/exec";

  private final Origin origin;
  private final Problems problems;

  KubeconfigReader(Origin origin, Problems problems) {
    this.origin = origin;
    this.problems = problems;
  }

  /** Null, and a problem, if it is no kubeconfig at all. */
  @Nullable Kubeconfig read(JsonValue tree) {
    JsonObject object;
    switch (tree) {
      case JsonNull nothing -> object = JsonObject.EMPTY;
      case JsonObject o -> object = o;
      default -> {
        problems.add(
            origin.file(),
            "is no kubeconfig but a YAML %s: it must start with 'apiVersion: v1' and 'kind: Config'"
                .formatted(tree.kindName()));
        return null;
      }
    }
    Fields root = new Fields(object, origin.file(), problems);
    if (!isKubeconfig(root)) {
      return null;
    }
    return new Kubeconfig(
        origin,
        root.text("current-context"),
        entries(root, "contexts", this::context),
        entries(root, "clusters", this::cluster),
        entries(root, "users", this::user));
  }

  /** Both may be left out, as for client-go. */
  private boolean isKubeconfig(Fields root) {
    String version = root.text("apiVersion");
    String kind = root.text("kind");
    if ((version.isEmpty() || version.equals("v1")) && (kind.isEmpty() || kind.equals("Config"))) {
      return true;
    }
    problems.add(
        origin.file(),
        "is no kubeconfig but has apiVersion \"%s\" and kind \"%s\": name a file with apiVersion v1"
                .formatted(version, kind)
            + " and kind Config");
    return false;
  }

  private <T> Map<String, T> entries(
      Fields root, String list, BiFunction<String, Fields, T> reader) {
    Map<String, T> entries = new LinkedHashMap<>();
    String kind = list.substring(0, list.length() - 1);
    for (Fields item : root.objects(list)) {
      String name = item.text("name");
      Fields body = item.object(kind);
      T entry = reader.apply(name, new Fields(body.object(), origin.entry(kind, name), problems));
      if (entries.putIfAbsent(name, entry) != null) {
        problems.add(
            item.where(),
            "there is a %s \"%s\" before it in this file: rename or delete one"
                .formatted(kind, name));
      }
    }
    return entries;
  }

  private Context context(String name, Fields body) {
    return new Context(
        origin, name, body.text("cluster"), body.text("user"), body.text("namespace"));
  }

  private Cluster cluster(String name, Fields body) {
    return new Cluster(
        origin,
        name,
        body.text("server"),
        body.text("tls-server-name"),
        body.flag("insecure-skip-tls-verify"),
        body.fileOrData("certificate-authority"),
        body.text("proxy-url"),
        body.flag("disable-compression"),
        execExtension(body));
  }

  /** What a cluster's entry says to the credential plugin of whoever uses it; null for nothing. */
  private static @Nullable JsonValue execExtension(Fields body) {
    for (Fields extension : body.objects("extensions")) {
      if (extension.text("name").equals(EXEC_EXTENSION)) {
        return extension.object().get("extension");
      }
    }
    return null;
  }

  private User user(String name, Fields body) {
    Fields exec = body.optionalObject("exec");
    Fields authProvider = body.optionalObject("auth-provider");
    return new User(
        origin,
        name,
        body.fileOrData("client-certificate"),
        body.fileOrData("client-key"),
        body.text("token"),
        body.text("tokenFile"),
        body.text("username"),
        body.text("password"),
        exec == null ? null : exec(exec),
        authProvider == null
            ? null
            : new AuthProvider(authProvider.text("name"), authProvider.textMap("config")),
        new Impersonation(
            body.text("as"),
            body.text("as-uid"),
            body.texts("as-groups"),
            body.textLists("as-user-extra")));
  }

  private static Exec exec(Fields exec) {
    List<Variable> env = new ArrayList<>();
    for (Fields variable : exec.objects("env")) {
      env.add(new Variable(variable.text("name"), variable.text("value")));
    }
    return new Exec(
        exec.text("command"),
        exec.texts("args"),
        env,
        exec.text("apiVersion"),
        exec.text("installHint"),
        exec.flag("provideClusterInfo"),
        exec.text("interactiveMode"));
  }
}
