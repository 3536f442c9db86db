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
            "has a plugin of which nothing is known",
            "exec: {args: [hush], env: [{name: 'A=B', value: hush}]}",
            """
            4 problems with the configuration:
            - $U: exec.command: is missing: name the program to run
            - $U: exec.apiVersion: is missing: write client.authentication.k8s.io/v1
            - $U: exec.env: a variable has no name, or one with an '=': correct it
            - $U: exec.interactiveMode: is missing: write Never, IfAvailable or Always\
            """),
        user(
            "has a plugin of a version that is gone",
            "exec: {command: a, apiVersion: client.authentication.k8s.io/v1alpha1,"
                + " interactiveMode: Sometimes}",
            """
            2 problems with the configuration:
            - $U: exec.apiVersion: "client.authentication.k8s.io/v1alpha1" is no version that \
            plugins have: write client.authentication.k8s.io/v1
            - $U: exec.interactiveMode: "Sometimes" is none: write Never, IfAvailable or Always\
            """),
        user(
            "has a plugin whose arguments are no texts",
            "exec: {command: a, args: [4711], env: {hush: hush}}",
            """
            2 problems with the configuration:
            - $U.exec: env: must be a list: put '- ' before each entry
            - $U.exec: args[0]: must be a string, not a number: put it in quotes\
            """),
        user(
            "has a plugin and an auth provider",
            "auth-provider: {name: oidc}, exec: {command: a}",
            "$U: exec and auth-provider exclude each other: delete one of them"),
        user(
            "has the auth provider of Google",
            "auth-provider: {name: gcp, config: {access-token: hush}}",
            "$U: auth-provider: \"gcp\" is no longer in Kubernetes: install gke-gcloud-auth-plugin,"
                + " and let 'gcloud container clusters get-credentials CLUSTER' write an exec entry"
                + " that runs it"),
        user(
            "has the auth provider of Azure",
            "auth-provider: {name: azure}",
            "$U: auth-provider: \"azure\" is no longer in Kubernetes: install kubelogin"
                + " (github.com/Azure/kubelogin), and let 'kubelogin convert-kubeconfig' write an"
                + " exec entry that runs it"),
        user(
            "has an auth provider of which nobody knows",
            "auth-provider: {name: openstack}",
            "$U: auth-provider: there is no auth provider \"openstack\", only oidc: use an exec"
                + " entry, a token or a client certificate"),
        user(
            "has an OIDC provider of which nothing is known",
            "auth-provider: {name: oidc, config: {client-secret: hush}}",
            """
            2 problems with the configuration:
            - $U: auth-provider: has no client-id: log in again
            - $U: auth-provider: has no idp-issuer-url: log in again\
            """),
        user(
            "has an OIDC provider in the clear and a wrong authority",
            "auth-provider: {name: oidc, config: {client-id: a, idp-issuer-url: 'http://i.test',"
                + " idp-certificate-authority: nowhere.crt}}",
            """
            2 problems with the configuration:
            - $U: auth-provider: idp-issuer-url "http://i.test" is no https:// address: correct it
            - $U: auth-provider: idp-certificate-authority: there is no file $D/nowhere.crt: create \
            it or correct the path\
            """),
        user(
            "acts for groups but for no user",
            "as-groups: [hush]",
            "$U: as: uid, groups and extra can only be another's together with a user: name one as"
                + " well"),
        user(
            "acts for a user whom no header can name",
            "as: \"bob\\nImpersonate-Group: system:masters\"",
            "$U: as: character 4 of 37 (a line feed) can't be sent in an HTTP header: take it"
                + " out"));
  }

  private static Row user(String title, String members, String message) {
    return new Row(
        title,
        TestFiles.kubeconfig(HTTPS, members),
        message.replace("$U", "$D/config: user \"ada\""));
  }
}
