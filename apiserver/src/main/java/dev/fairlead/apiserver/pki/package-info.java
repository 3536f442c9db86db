/**
 * Keys and certificates of one server, made when it starts.
 *
 * <p>In: a source of random numbers and a clock. Out: a certificate authority, the server's
 * certificate, certificates of clients, the keys of ServiceAccount tokens, all as the JDK's types
 * or as PEM. It never reads or keeps a file. Open {@link
 * dev.fairlead.apiserver.pki.CertificateAuthority} first.
 */
@NullMarked
package dev.fairlead.apiserver.pki;

import org.jspecify.annotations.NullMarked;
