package dev.fairlead.client.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The named entries of kubeconfig files, as they were written. Empty text is "not there". */
final class KubeconfigEntries {
  private KubeconfigEntries() {}

  /**
   * Where an entry was read.
   *
   * @param file as it is called in messages
   * @param folder what relative paths in it start from; null for the working folder
   */
  record Origin(String file, @Nullable Path folder) {
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
      boolean disableCompression) {
    String where() {
      return origin.entry("cluster", name);
    }
  }

  /**
   * @param exec the command of a credential plugin; null if there is none
   * @param authProvider the name of one of the older plugins; null if there is none
   * @param impersonates whether it asks to act as somebody else
   */
  record User(
      Origin origin,
      String name,
      FileOrData certificate,
      FileOrData key,
      String token,
      String tokenFile,
      String username,
      String password,
      @Nullable String exec,
      @Nullable String authProvider,
      boolean impersonates) {
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
