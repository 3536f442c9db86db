/**
 * Which API server to talk to, and as whom.
 *
 * <p>In: kubeconfig files with the certificates, keys and tokens that they name, the environment
 * that says where they are, or what a program sets itself. Out: an immutable {@link
 * dev.fairlead.client.config.Config} with the server's address, an SSLContext and the Authorization
 * header, or one {@link dev.fairlead.client.config.ConfigException} with everything that is wrong.
 *
 * <p>It never opens a connection, writes a file or shows a secret in a text. Files are read by
 * LocalFile and nothing else. Open Config first.
 */
@NullMarked
package dev.fairlead.client.config;

import org.jspecify.annotations.NullMarked;
