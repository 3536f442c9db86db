package dev.fairlead.client.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to load instead of what the environment and the kubeconfig say, like kubectl's options of
 * the same names. Null is "as it is there".
 *
 * @param kubeconfig the only file to read; it must exist
 * @param context the context to use instead of the current one
 * @param cluster the cluster entry to use instead of the context's
 * @param user the user entry to use instead of the context's
 * @param namespace the namespace to use instead of the context's
 * @param server the address to use instead of the cluster's
 * @param tlsServerName the name that the server's certificate must have, instead of the cluster's
 * @param impersonation whom to act for, instead of the user's as, as-uid, as-groups, as-user-extra
 * @param stdinTaken whether credential plugins may not ask at the terminal
 * @param environment where variables and the home folder are looked up
 */
public record LoadOptions(
    @Nullable Path kubeconfig,
    @Nullable String context,
    @Nullable String cluster,
    @Nullable String user,
    @Nullable String namespace,
    @Nullable String server,
    @Nullable String tlsServerName,
    Impersonation impersonation,
    boolean stdinTaken,
    Environment environment) {

  /** Nothing but this process's environment. */
  public static LoadOptions defaults() {
    return new LoadOptions(
        null, null, null, null, null, null, null, Impersonation.NONE, false, Environment.system());
  }

  public LoadOptions withKubeconfig(@Nullable Path kubeconfig) {
    return new LoadOptions(
        kubeconfig,
        context,
        cluster,
        user,
        namespace,
        server,
        tlsServerName,
        impersonation,
        stdinTaken,
        environment);
  }

  public LoadOptions withContext(@Nullable String context) {
    return new LoadOptions(
        kubeconfig,
        context,
        cluster,
        user,
        namespace,
        server,
        tlsServerName,
        impersonation,
        stdinTaken,
        environment);
  }

  public LoadOptions withCluster(@Nullable String cluster) {
    return new LoadOptions(
        kubeconfig,
        context,
        cluster,
        user,
        namespace,
        server,
        tlsServerName,
        impersonation,
        stdinTaken,
        environment);
  }

  public LoadOptions withUser(@Nullable String user) {
    return new LoadOptions(
        kubeconfig,
        context,
        cluster,
        user,
        namespace,
        server,
        tlsServerName,
        impersonation,
        stdinTaken,
        environment);
  }

  public LoadOptions withNamespace(@Nullable String namespace) {
    return new LoadOptions(
        kubeconfig,
        context,
        cluster,
        user,
        namespace,
        server,
        tlsServerName,
        impersonation,
        stdinTaken,
        environment);
  }

  /** An address instead of the cluster's, without its tls-server-name unless one is given here. */
  public LoadOptions withServer(@Nullable String server) {
    return new LoadOptions(
        kubeconfig,
        context,
        cluster,
        user,
        namespace,
        server,
        tlsServerName,
        impersonation,
        stdinTaken,
        environment);
  }

  public LoadOptions withTlsServerName(@Nullable String tlsServerName) {
    return new LoadOptions(
        kubeconfig,
        context,
        cluster,
        user,
        namespace,
        server,
        tlsServerName,
        impersonation,
        stdinTaken,
        environment);
  }

  /** What is set in it replaces what the kubeconfig's user says; nothing in it can be unset. */
  public LoadOptions withImpersonation(Impersonation impersonation) {
    return new LoadOptions(
        kubeconfig,
        context,
        cluster,
        user,
        namespace,
        server,
        tlsServerName,
        impersonation,
        stdinTaken,
        environment);
  }

  /** For programs that read their standard input themselves: credential plugins don't get it. */
  public LoadOptions withStdinTaken(boolean stdinTaken) {
    return new LoadOptions(
        kubeconfig,
        context,
        cluster,
        user,
        namespace,
        server,
        tlsServerName,
        impersonation,
        stdinTaken,
        environment);
  }

  public LoadOptions withEnvironment(Environment environment) {
    return new LoadOptions(
        kubeconfig,
        context,
        cluster,
        user,
        namespace,
        server,
        tlsServerName,
        impersonation,
        stdinTaken,
        environment);
  }
}
