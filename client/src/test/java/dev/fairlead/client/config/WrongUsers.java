package dev.fairlead.client.config;

import static dev.fairlead.client.config.WrongKubeconfigsTest.HTTPS;

import dev.fairlead.client.config.WrongKubeconfigsTest.Row;
import java.util.List;

/** The part of the table of wrong kubeconfigs that is about their users. */
final class WrongUsers {
  private WrongUsers() {}

  static List<Row> rows() {
    return List.of(
        user(
            "has a certificate without key",
            "client-certificate-data: '$BASE64(rsa.crt)'",
            "$U: client-certificate-data is set, but neither client-key nor client-key-data: add"
                + " one of them"),
        user(
            "has a key without certificate",
            "client-key: ada.key",
            "$U: client-key is set, but neither client-certificate nor client-certificate-data:"
                + " add one of them"),
        user(
            "names two files that aren't there",
            "client-certificate: ada.crt, client-key: /nowhere/ada.key",
            """
            2 problems with the configuration:
            - $U: client-certificate: there is no file $D/ada.crt: create it or correct the path
            - $U: client-key: there is no file /nowhere/ada.key: create it or correct the path\
            """),
        user(
            "has a key that is somebody else's",
            "client-certificate-data: '$BASE64(rsa.crt)', client-key-data: '$BASE64(p256.key)'",
            "$U: client-key-data: the key does not belong to the client certificate"
                + " (CN=rsa,O=fairlead): take the two that were made together"),
        user(
            "has an encrypted key",
            "client-certificate-data: '$BASE64(p256.crt)', client-key-data:"
                + " '$BASE64(encrypted.pkcs8.key)'",
            "$U: client-key-data: the key needs a passphrase, which can't be given here: write it"
                + " without one, with 'openssl pkey -in old.pem -out new.pem'"),
        user(
            "has garbage as its key",
            "client-certificate-data: '$BASE64(p256.crt)', client-key-data: aHVzaA=",
            "$U: client-key-data: must be base64: encode the file again, with 'base64 -w0 FILE'"),
        user(
            "has a number as its token",
            "token: 4711",
            "$U: token: must be a string, not a number: put it in quotes"),
        user(
            "has a token with a line break",
            "token: \"hush\\n\"",
            "$U: token: character 5 of 5 (a line feed) can't be sent in an HTTP header: take it"
                + " out"),
        user(
            "names a token file that isn't there",
            "tokenFile: token",
            "$U: tokenFile: there is no file $D/token: create it or correct the path"),
        user(
            "names an empty token file",
            "tokenFile: empty",
            "$U: tokenFile: $D/empty is empty: put a token there"),
        user(
            "has a token and a password",
            "token: hush, username: ada, password: hush",
            "$U: a token and username or password exclude each other: delete the ones or the"
                + " others"),
        user(
            "has a user name with a colon",
            "username: 'a:b', password: hush",
            "$U: username: a user name for basic authentication can't have a ':'"),
        user(
            "needs a credential plugin",
            "exec: {command: aws-login, args: [hush], apiVersion: client.authentication.k8s.io/v1}",
            "$U: exec: this version of Fairlead can't run credential plugins (\"aws-login\"): use a"
                + " token, a tokenFile or a client certificate"),
        user(
            "needs an auth provider and impersonates",
            "auth-provider: {name: oidc, config: {client-secret: hush}}, as: root",
            """
            2 problems with the configuration:
            - $U: auth-provider: this version of Fairlead has no auth provider ("oidc"): use a \
            token, a tokenFile or a client certificate
            - $U: as: this version of Fairlead can't act as another user: delete as, as-uid, \
            as-groups and as-user-extra, or use that user's own credentials\
            """));
  }

  private static Row user(String title, String members, String message) {
    return new Row(
        title,
        TestFiles.kubeconfig(HTTPS, members),
        message.replace("$U", "$D/config: user \"ada\""));
  }
}
