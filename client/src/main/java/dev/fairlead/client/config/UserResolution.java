package dev.fairlead.client.config;

import dev.fairlead.client.config.KubeconfigEntries.AuthProvider;
import dev.fairlead.client.config.KubeconfigEntries.Exec;
import dev.fairlead.client.config.KubeconfigEntries.FileOrData;
import dev.fairlead.client.config.KubeconfigEntries.User;
import dev.fairlead.client.config.Reloaded.Part;
import dev.fairlead.model.tree.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a user's entry to what proves who asks. Nothing is run or asked for yet. */
final class UserResolution {
  private static final Renewed<@Nullable ClientCertificate> NO_CERTIFICATE = () -> null;

  private final User user;
  private final LoadOptions options;
  private final Problems problems;

  UserResolution(User user, LoadOptions options, Problems problems) {
    this.user = user;
    this.options = options;
    this.problems = problems;
  }

  Renewed<@Nullable ClientCertificate> clientCertificate() {
    FileOrData certificate = user.certificate();
    FileOrData key = user.key();
    if (certificate.isSet() != key.isSet()) {
      FileOrData there = certificate.isSet() ? certificate : key;
      FileOrData missing = certificate.isSet() ? key : certificate;
      problems.add(
          user.where(),
          "%s is set, but neither %s nor %s: add one of them"
              .formatted(
                  there.data() == null ? there.key() : there.key() + "-data",
                  missing.key(),
                  missing.key() + "-data"));
      return NO_CERTIFICATE;
    }
    Part first = Resolution.part(certificate, user.origin(), user.where(), problems);
    Part second = Resolution.part(key, user.origin(), user.where(), problems);
    if (first == null || second == null) {
      return NO_CERTIFICATE;
    }
    Renewed<ClientCertificate> read =
        Reloaded.read(
            List.of(first, second),
            (pem, wrong) ->
                ClientCertificate.read(
                    pem.get(0), first.where(), pem.get(1), second.where(), wrong),
            InstantSource.system(),
            problems);
    return read == null ? NO_CERTIFICATE : new Perhaps(read);
  }

  /** The same, for those who expect that there may be none. */
  record Perhaps(Renewed<ClientCertificate> certificate)
      implements Renewed<@Nullable ClientCertificate> {
    @Override
    public @Nullable ClientCertificate current() {
      return certificate.current();
    }

    @Override
    public boolean renew(@Nullable ClientCertificate refused) {
      return refused != null && certificate.renew(refused);
    }
  }

  /**
   * @param cluster what a credential plugin is told that asks for it
   */
  Credential credential(JsonObject cluster) {
    if (user.hasToken() && user.hasPassword()) {
      problems.add(
          user.where(),
          "a token and username or password exclude each other: delete the ones or the others");
    }
    Exec exec = user.exec();
    AuthProvider provider = user.authProvider();
    if (exec != null && provider != null) {
      problems.add(user.where(), "exec and auth-provider exclude each other: delete one of them");
      return new Credential.None();
    }
    // client-go runs neither when there is anything else.
    boolean other = user.hasToken() || user.hasPassword();
    if (exec != null && !other && !user.certificate().isSet()) {
      Plugin plugin = Plugin.of(user, exec, cluster, options, problems);
      return plugin == null ? new Credential.None() : PluginCredential.shared(plugin);
    }
    if (provider != null) {
      Credential old = authProvider(provider);
      return other ? written() : old;
    }
    return written();
  }

  private Credential authProvider(AuthProvider provider) {
    String where = user.where() + ": auth-provider";
    switch (provider.name()) {
      case OidcCredential.NAME -> {
        Credential oidc =
            OidcCredential.of(
                user, provider, options.environment(), InstantSource.system(), problems);
        return oidc == null ? new Credential.None() : oidc;
      }
      case "gcp" ->
          problems.add(
              where,
              "\"gcp\" is no longer in Kubernetes: install gke-gcloud-auth-plugin, and let 'gcloud"
                  + " container clusters get-credentials CLUSTER' write an exec entry that runs"
                  + " it");
      case "azure" ->
          problems.add(
              where,
              "\"azure\" is no longer in Kubernetes: install kubelogin"
                  + " (github.com/Azure/kubelogin), and let 'kubelogin convert-kubeconfig' write an"
                  + " exec entry that runs it");
      default ->
          problems.add(
              where,
              "there is no auth provider %s, only oidc: use an exec entry, a token or a client"
                      .formatted(Problems.quote(provider.name()))
                  + " certificate");
    }
    return new Credential.None();
  }

  /** What stands in the entry itself. */
  private Credential written() {
    if (user.hasPassword()) {
      Credential password =
          Credential.Password.of(
              user.username(), user.password(), user.where() + ": username", problems);
      return password == null ? new Credential.None() : password;
    }
    String token =
        user.token().isEmpty()
            ? null
            : Credential.checkedToken(user.token(), user.where() + ": token", problems);
    if (user.tokenFile().isEmpty()) {
      return token == null ? new Credential.None() : new Credential.Token(token);
    }
    String where = user.where() + ": tokenFile";
    Path file = Resolution.path(user.tokenFile(), user.origin(), where, problems);
    if (file == null) {
      return new Credential.None();
    }
    TokenFile tokenFile = new TokenFile(file, where, InstantSource.system());
    tokenFile.startWith(token, problems);
    return tokenFile;
  }
}
