package dev.fairlead.client.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;

/** The certificates and keys that make-certificates.sh wrote, and files made of them. */
final class TestFiles {
  private static final Pattern BASE64 = Pattern.compile("\\$BASE64\\(([^)]+)\\)");

  private TestFiles() {}

  static byte[] bytes(String name) {
    try (InputStream in = TestFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no test file " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  static Path copy(String name, Path folder) {
    return write(folder.resolve(name), bytes(name));
  }

  static Path write(Path file, String content) {
    return write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  static Path write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces each {@code $BASE64(name)} by the base64 of that test file. */
  static String filled(String text) {
    return BASE64
        .matcher(text)
        .replaceAll(match -> Base64.getEncoder().encodeToString(bytes(match.group(1))));
  }

  /** A kubeconfig of one context; the bodies are members in YAML's flow style. */
  static String kubeconfig(String cluster, String user) {
    return filled(
        """
        apiVersion: v1
        kind: Config
        current-context: dev
        contexts: [{name: dev, context: {cluster: east, user: ada}}]
        clusters: [{name: east, cluster: {%s}}]
        users: [{name: ada, user: {%s}}]
        """
            .formatted(cluster, user));
  }

  /** Options with an environment of no variables and that home folder. */
  static LoadOptions options(Path home) {
    return LoadOptions.defaults().withEnvironment(new Environment(java.util.Map.of(), home));
  }
}
