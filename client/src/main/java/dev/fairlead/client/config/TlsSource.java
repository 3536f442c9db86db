package dev.fairlead.client.config;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What connections need now, of parts that may be renewed. It counts its changes, so that whoever
 * has connections knows when they are old.
 *
 * <p>One lock, for changes; parts are asked outside of it, since one may run a plugin.
 */
final class TlsSource {
  private final Renewed<List<X509Certificate>> authorities;
  private final Renewed<@Nullable ClientCertificate> certificate;

  private volatile State state;

  private record State(TlsMaterial material, long generation) {}

  /**
   * @param start with everything but the two parts, which it may have or not
   */
  TlsSource(
      TlsMaterial start,
      Renewed<List<X509Certificate>> authorities,
      Renewed<@Nullable ClientCertificate> certificate) {
    this.state = new State(start, 0);
    this.authorities = authorities;
    this.certificate = certificate;
  }

  static TlsSource fixed(TlsMaterial material) {
    return new TlsSource(material, material::authorities, material::clientCertificate);
  }

  /** As it was when it was last asked for. */
  TlsMaterial known() {
    return state.material();
  }

  TlsMaterial current() {
    return now().material();
  }

  private State now() {
    List<X509Certificate> trusted = authorities.current();
    ClientCertificate own = certificate.current();
    State known = state;
    return isOf(known, trusted, own) ? known : changed(trusted, own);
  }

  private static boolean isOf(
      State state, List<X509Certificate> trusted, @Nullable ClientCertificate own) {
    return state.material().authorities().equals(trusted)
        && Objects.equals(state.material().clientCertificate(), own);
  }

  private synchronized State changed(
      List<X509Certificate> trusted, @Nullable ClientCertificate own) {
    State known = state;
    if (!isOf(known, trusted, own)) {
      state = new State(known.material().with(trusted, own), known.generation() + 1);
    }
    return state;
  }

  /** Rises with every change. */
  long generation() {
    return now().generation();
  }

  /** Whether there is another client certificate than that of a generation, which was refused. */
  boolean renew(long refused) {
    State known = state;
    return known.generation() != refused || certificate.renew(known.material().clientCertificate());
  }
}
