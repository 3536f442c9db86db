package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the user reads for each way in which a kubeconfig can be wrong. */
@DisplayName("A wrong kubeconfig")
class WrongKubeconfigsTest {
  static final String HTTPS = "server: 'https://10.0.0.1:6443'";

  /** In the texts, $D is the folder of the file. */
  record Row(String title, String content, String message) {
    @Override
    public String toString() {
      return title;
    }
  }

  private static Row file(String title, String content, String message) {
    return new Row(title, content, message);
  }

  private static Row cluster(String title, String members, String message) {
    return new Row(
        title,
        TestFiles.kubeconfig(members, "token: hush"),
        message.replace("$C", "$D/config: cluster \"east\""));
  }

  static List<Row> files() {
    return List.of(
        file(
            "is a YAML list",
            "- a\n- b\n",
            "$D/config: is no kubeconfig but a YAML array: it must start with 'apiVersion: v1' and"
                + " 'kind: Config'"),
        file(
            "is one word",
            "hello",
            "$D/config: is no kubeconfig but a YAML string: it must start with 'apiVersion: v1' and"
                + " 'kind: Config'"),
        file(
            "is another kind",
            "apiVersion: v1\nkind: Pod\n",
            "$D/config: is no kubeconfig but has apiVersion \"v1\" and kind \"Pod\": name a file"
                + " with apiVersion v1 and kind Config"),
        file(
            "has another version",
            "apiVersion: v2\nkind: Config\n",
            "$D/config: is no kubeconfig but has apiVersion \"v2\" and kind \"Config\": name a file"
                + " with apiVersion v1 and kind Config"),
        file("is empty", "", nothingIn("$D/config")),
        file("has only comments", "# nothing\n---\n", nothingIn("$D/config")),
        file(
            "has no current context",
            "contexts: [{name: dev, context: {}}, {name: live, context: {}}]",
            "$D/config: no context is chosen: set current-context, or ask for one; take one of"
                + " contexts \"dev\", \"live\""),
        file(
            "has a current context that isn't there",
            "current-context: test\ncontexts: [{name: dev, context: {}}]",
            "$D/config: current-context: there is no context \"test\": take one of contexts"
                + " \"dev\""),
        file(
            "has many contexts, and names with control characters",
            "current-context: \"\\e[2J\"\ncontexts: ["
                + IntStream.range(0, 13)
                    .mapToObj(i -> "{name: a@" + i + ", context: {}}")
                    .collect(Collectors.joining(", "))
                + "]",
            "$D/config: current-context: there is no context \"\\u001b[2J\": take one of contexts"
                + " \"a@0\", \"a@1\", \"a@2\", \"a@3\", \"a@4\", \"a@5\", \"a@6\", \"a@7\","
                + " \"a@8\", \"a@9\" and 3 others"),
        file(
            "has a context without cluster",
            """
            current-context: dev
            contexts: [{name: dev, context: {user: ada}}]
            users: [{name: ada}]
            """,
            "$D/config: context \"dev\": cluster: it names no cluster: add it to clusters, which is"
                + " empty"),
        file(
            "has a context whose cluster and user aren't there",
            """
            current-context: dev
            contexts: [{name: dev, context: {cluster: east, user: ada}}]
            clusters: [{name: west, cluster: {server: x}}]
            """,
            """
            2 problems with the configuration:
            - $D/config: context "dev": cluster: there is no cluster "east": take one of clusters \
            "west"
            - $D/config: context "dev": user: there is no user "ada": add it to users, which is \
            empty\
            """),
        file(
            "has a namespace that can't be one",
            TestFiles.kubeconfig(HTTPS, "").replace("user: ada}", "user: ada, namespace: My_Shop}"),
            "$D/config: context \"dev\": namespace: \"My_Shop\" can't be a namespace: up to 63 of"
                + " a-z, 0-9 and -, with a letter or digit first and last"),
        file(
            "has an entry twice",
            "clusters: [{name: a, cluster: {}}, {name: a, cluster: {}}]\n"
                + "users: [{name: b}, {name: b}]",
            """
            2 problems with the configuration:
            - $D/config: clusters[1]: there is a cluster "a" before it in this file: rename or \
            delete one
            - $D/config: users[1]: there is a user "b" before it in this file: rename or delete one\
            """),
        file(
            "has values of the wrong kinds",
            """
            current-context: 7
            contexts: {dev: {}}
            clusters: [{name: east, cluster: {server: true, insecure-skip-tls-verify: 'true'}}]
            users: [{name: 5, user: [a]}, oops]
            """,
            """
            7 problems with the configuration:
            - $D/config: current-context: must be a string, not a number: put it in quotes
            - $D/config: contexts: must be a list: put '- ' before each entry
            - $D/config: cluster "east": server: must be a string, not true or false: put it in \
            quotes
            - $D/config: cluster "east": insecure-skip-tls-verify: must be true or false, without \
            quotes
            - $D/config: users[1]: must be an object: write 'name: value' lines
            - $D/config: users[0]: name: must be a string, not a number: put it in quotes
            - $D/config: users[0]: user: must be an object: write 'name: value' lines\
            """));
  }

  private static String nothingIn(String file) {
    return file
        + ": has no context: name another file, or add one with 'kubectl config set-context'";
  }

  static List<Row> clusters() {
    return List.of(
        cluster(
            "names no server",
            "tls-server-name: a",
            "$C: server: there is no address: write it like https://10.0.0.1:6443"),
        cluster(
            "names a server that is no URL",
            "server: 'https://10.0.0.1:64 43'",
            "$C: server: \"https://10.0.0.1:64 43\" is not a URL: write it like"
                + " https://10.0.0.1:6443"),
        cluster(
            "names a server of another scheme",
            "server: 'ftp://10.0.0.1'",
            "$C: server: \"ftp://10.0.0.1\" is neither https nor http: write it like"
                + " https://10.0.0.1:6443"),
        cluster(
            "names a server with a password, which is not shown",
            "server: 'https://ada:hush@10.0.0.1'",
            "$C: server: \"...@10.0.0.1\" has a user name before its host, which can't be used"
                + " here: take it out of the URL"),
        cluster(
            "names a CA file that isn't there",
            HTTPS + ", certificate-authority: pki/ca.crt",
            "$C: certificate-authority: there is no file $D/pki/ca.crt: create it or correct the"
                + " path"),
        cluster(
            "names a folder as its CA",
            HTTPS + ", certificate-authority: .",
            "$C: certificate-authority: $D is a folder: name a file"),
        cluster(
            "has a CA twice",
            HTTPS
                + ", certificate-authority: a, certificate-authority-data:"
                + " '$BASE64(authority.crt)'",
            "$C: certificate-authority and certificate-authority-data are both set: delete one of"
                + " them"),
        cluster(
            "has a CA but skips verification",
            HTTPS
                + ", insecure-skip-tls-verify: true, certificate-authority-data:"
                + " '$BASE64(authority.crt)'",
            "$C: insecure-skip-tls-verify and certificate-authority exclude each other: delete"
                + " insecure-skip-tls-verify to have the server checked, or certificate-authority"
                + " to believe any server"),
        cluster(
            "has CA data that is PEM and not base64",
            HTTPS + ", certificate-authority-data: '-----BEGIN CERTIFICATE-----'",
            "$C: certificate-authority-data: must be base64 of the PEM text, not the text itself:"
                + " encode it, with 'base64 -w0 FILE'"),
        cluster(
            "has CA data that is nothing",
            HTTPS + ", certificate-authority-data: aHVzaA==",
            "$C: certificate-authority-data: is not PEM: it must have a block -----BEGIN"
                + " CERTIFICATE-----"),
        cluster(
            "has a key as its CA",
            HTTPS + ", certificate-authority-data: '$BASE64(p256.key)'",
            "$C: certificate-authority-data: has no certificate, only a block PRIVATE KEY: it must"
                + " have a block -----BEGIN CERTIFICATE-----"),
        cluster(
            "has a proxy that Java can't use",
            HTTPS + ", proxy-url: 'socks5://proxy.example.com:1080'",
            "$C: proxy-url: Java's HTTP client can't use socks5 proxies like"
                + " \"socks5://proxy.example.com:1080\": name an http:// one"),
        cluster(
            "has a proxy that is none",
            HTTPS + ", proxy-url: proxy.example.com",
            "$C: proxy-url: \"proxy.example.com\" has no host that Java can look up: write it like"
                + " http://proxy.example.com:3128"),
        cluster(
            "has a proxy with a password, which is not shown",
            HTTPS + ", proxy-url: 'http://ada:hush@proxy:3128'",
            "$C: proxy-url: Java sends no user and password to the proxy of an https:// server"
                + " unless it is started with -Djdk.http.auth.tunneling.disabledSchemes= (nothing"
                + " after the =): add that, or take them out of the URL"),
        cluster(
            "has a proxy with a password and a bad port, of which only the host is shown",
            HTTPS + ", proxy-url: 'http://ada:hush@proxy:99999'",
            "$C: proxy-url: \"...@proxy:99999\" has a port outside of 1 to 65535: write it like"
                + " http://proxy.example.com:3128"),
        cluster(
            "has a server name that is none",
            HTTPS + ", tls-server-name: 'a b'",
            "$C: tls-server-name: \"a b\" is not a host name: write the name in the server's"
                + " certificate"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"files", "clusters", "dev.fairlead.client.config.WrongUsers#rows"})
  @DisplayName("says where it is wrong and what to do, and shows no secret, when it")
  void tells(Row row, @TempDir Path folder) {
    TestFiles.write(folder.resolve("empty"), "\n");
    Path file = TestFiles.write(folder.resolve("config"), row.content());

    ConfigException e =
        catchThrowableOfType(
            ConfigException.class,
            () -> Config.load(TestFiles.options(folder).withKubeconfig(file)));

    assertThat(e).hasMessage(row.message().replace("$D", folder.toString()));
    assertThat(e.toString()).doesNotContain("hush");
  }
}
