/**
 * Which API server to talk to, how to get there, and as whom.
 *
 * <p>In: kubeconfig files with the certificates, keys and tokens that they name, the environment
 * that says where they are, what credential plugins and OpenID Connect providers give, or what a
 * program sets itself. Out: a {@link dev.fairlead.client.config.Config} with the server's address,
 * an SSLContext, a proxy and the headers that say who asks, or one {@link
 * dev.fairlead.client.config.ConfigException} with everything that is wrong; and kubeconfig files
 * that were edited.
 *
 * <p>It never connects to the API server, runs or asks anybody before a credential is needed, or
 * shows a secret in a text. Files are touched by LocalFile and KubeconfigLock, plugins run by
 * PluginProcess, providers asked by OidcIssuer, and by nothing else. Open Config first.
 */
@NullMarked
package dev.fairlead.client.config;

import org.jspecify.annotations.NullMarked;
