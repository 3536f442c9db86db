package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A failing credential plugin")
class PluginFailuresTest {
  private static final String V1 = "client.authentication.k8s.io/v1";

  /** What it does, and the message after {@code the credential plugin "./plugin"}. */
  record Row(String title, String does, String message) {
    @Override
    public String toString() {
      return title;
    }
  }

  private static Row prints(String title, String printed, String message) {
    return new Row(title, "cat <<'END'\n" + printed + "\nEND", message);
  }

  private static Row status(String title, String status, String message) {
    return prints(
        title,
        "{\"apiVersion\": \"%s\", \"kind\": \"ExecCredential\", \"status\": %s}"
            .formatted(V1, status),
        message);
  }

  static List<Row> rows() {
    return List.of(
        new Row(
            "exits with a code",
            "echo hush; exit 7",
            " failed with exit code 7: read what it has written to standard error, or run it"
                + " yourself"),
        new Row(
            "is killed by a signal",
            "kill -9 $$",
            " failed with exit code 137: read what it has written to standard error, or run it"
                + " yourself"),
        prints(
            "prints rubbish",
            "hush: [",
            " printed no ExecCredential in JSON: it must, and nothing else"),
        prints(
            "prints a text",
            "hush",
            " printed no ExecCredential in JSON: it must, and nothing else"),
        new Row(
            "prints nothing", ":", " printed no ExecCredential in JSON: it must, and nothing else"),
        new Row(
            "prints without end",
            "yes hush",
            " printed more than 1 MiB: it must print an ExecCredential and nothing else"),
        prints(
            "prints another version",
            "{\"apiVersion\": \"client.authentication.k8s.io/v1beta1\", \"kind\":"
                + " \"ExecCredential\", \"status\": {\"token\": \"hush\"}}",
            " printed kind \"ExecCredential\" and apiVersion"
                + " \"client.authentication.k8s.io/v1beta1\": it must print an ExecCredential of"
                + " the kubeconfig's client.authentication.k8s.io/v1"),
        prints(
            "prints another kind",
            "{\"apiVersion\": \"" + V1 + "\", \"kind\": \"Hush\"}",
            " printed kind \"Hush\" and apiVersion \"client.authentication.k8s.io/v1\": it must"
                + " print an ExecCredential of the kubeconfig's client.authentication.k8s.io/v1"),
        status(
            "has no status", "null", " printed an ExecCredential without status: log in with it"),
        status(
            "gives nothing",
            "{\"expirationTimestamp\": \"2030-01-01T00:00:00Z\"}",
            " gave neither a token nor a client certificate: log in with it"),
        status(
            "gives a certificate without key",
            "{\"clientCertificateData\": \"hush\", \"token\": \"hush\"}",
            " gave only one of clientCertificateData and clientKeyData: both belong together"),
        status(
            "gives a number as token",
            "{\"token\": 4711}",
            ".status: token: must be a string, not a number: put it in quotes"),
        status(
            "gives a token that can't be sent",
            "{\"token\": \"hush\\nhush\"}",
            ".status.token: character 5 of 9 (a line feed) can't be sent in an HTTP header: take it"
                + " out"),
        status(
            "gives no time as the time",
            "{\"token\": \"hush\", \"expirationTimestamp\": \"tomorrow\"}",
            ".status.expirationTimestamp: \"tomorrow\" is no time: it must be like"
                + " 2026-01-31T08:00:00Z"),
        status(
            "gives no certificate as certificate",
            "{\"clientCertificateData\": \"hush\", \"clientKeyData\": \"hush\"}",
            """
            .status.clientCertificateData: is not PEM: it must have a block -----BEGIN \
            CERTIFICATE-----
            .status.clientKeyData: is not PEM: it must have a block -----BEGIN PRIVATE KEY-----\
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  @DisplayName("says so, and what to do, and shows nothing that it printed, when it")
  void tells(Row row, @TempDir Path folder) {
    PluginScript plugin = new PluginScript(folder).does(row.does());
    Config config = plugin.config("");

    ConfigException e = catchThrowableOfType(ConfigException.class, config::authorization);

    String start = folder + "/config: user \"ada\": exec: the credential plugin \"./plugin\"";
    List<String> expected = row.message().lines().map(line -> start + line).toList();
    assertThat(e.problems()).isEqualTo(expected);
    assertThat(e.toString()).doesNotContain("hush");
  }
}
