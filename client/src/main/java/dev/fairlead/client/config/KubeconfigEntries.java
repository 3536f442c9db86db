package dev.fairlead.client.config;

import dev.fairlead.model.tree.JsonValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The named entries of kubeconfig files, as they were written. Empty text is "not there". */
final class KubeconfigEntries {
  private KubeconfigEntries() {}

  /**
   * Where an entry was read.
   *
   * @param file as it is called in messages
   * @param folder what relative paths in it start from; null for the working folder
   * @param path the file; null if it was no file
   */
  record Origin(String file, @Nullable Path folder, @Nullable Path path) {
    /** As messages name the entry: {@code /home/ada/.kube/config: user "ada"}. */
    String entry(String kind, String name) {
      return file + ": " + kind + " " + Problems.quote(name);
    }

    /** A path that stands in the file; InvalidPathException if it can't be one. */
    Path resolve(String path) {
      return folder == null ? Path.of(path) : folder.resolve(path).normalize();
    }
  }

  /** A file to read, or its content: in client-go's names {@code x} and {@code x-data}. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record FileOrData(String key, String path, byte @Nullable [] data) {
    boolean isSet() {
      return !path.isEmpty() || data != null;
    }

    @Override
    public String toString() {
      return key; // the data may be a key's
    }
  }

  record Context(Origin origin, String name, String cluster, String user, String namespace) {
    String where() {
      return origin.entry("context", name);
    }
  }

  record Cluster(
      Origin origin,
      String name,
      String server,
      String tlsServerName,
      boolean insecureSkipTlsVerify,
      FileOrData authority,
      String proxyUrl,
      boolean disableCompression,
      @Nullable JsonValue execExtension) {
    String where() {
      return origin.entry("cluster", name);
    }

    /** One that no file has. */
    static Cluster at(Origin origin, String server, String tlsServerName) {
      FileOrData none = new FileOrData("certificate-authority", "", null);
      return new Cluster(origin, "", server, tlsServerName, false, none, "", false, null);
    }

    /** The same at another address, under another name. */
    Cluster with(String other, String otherName) {
      return new Cluster(
          origin,
          name,
          other,
          otherName,
          insecureSkipTlsVerify,
          authority,
          proxyUrl,
          disableCompression,
          execExtension);
    }
  }

  /** How to run a credential plugin. */
  record Exec(
      String command,
      List<String> args,
      List<Variable> env,
      String apiVersion,
      String installHint,
      boolean provideClusterInfo,
      String interactiveMode) {
    @Override
    public String toString() {
      return command; // arguments and variables may be secret
    }
  }

  record Variable(String name, String value) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** One of the older plugins, which were compiled into client-go. */
  record AuthProvider(String name, Map<String, String> config) {
    @Override
    public String toString() {
      return name; // there are tokens in the config
    }
  }

  /** Null is for an entry that isn't there. */
  record User(
      Origin origin,
      String name,
      FileOrData certificate,
      FileOrData key,
      String token,
      String tokenFile,
      String username,
      String password,
      @Nullable Exec exec,
      @Nullable AuthProvider authProvider,
      Impersonation impersonation) {
    String where() {
      return origin.entry("user", name);
    }

    boolean hasToken() {
      return !token.isEmpty() || !tokenFile.isEmpty();
    }

    boolean hasPassword() {
      return !username.isEmpty() || !password.isEmpty();
    }

    @Override
    public String toString() {
      return where(); // the rest may be secret
    }
  }
}
