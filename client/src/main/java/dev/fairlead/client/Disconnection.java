package dev.fairlead.client;

import dev.fairlead.client.error.ConnectionException.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What an I/O error means to a person.
 *
 * @param what what came back
 * @param advice what to do
 */
record Disconnection(Problem problem, String what, String advice) {
  private static final Pattern ALERT = Pattern.compile("^\\([a-z_]+\\) ");

  /**
   * Puts an error into words.
   *
   * @param received how many bytes of the answer's body had come; -1 if not even its head
   * @param plain whether it was asked without TLS
   */
  static Disconnection of(IOException error, long received, boolean plain) {
    if (error instanceof SocketTimeoutException) {
      return new Disconnection(
          Problem.TIMEOUT,
          received < 0
              ? "no answer: " + error.getMessage()
              : "the answer stopped after " + received + " bytes: " + error.getMessage(),
          "Check whether the server is alive, or give the call more time.");
    }
    if (received >= 0) {
      return new Disconnection(
          Problem.CUT,
          "the connection ended in the middle of the answer, after "
              + received
              + " bytes of its body"
              + detail(error),
          "Look at the server and at what stands before it, and try again.");
    }
    return beforeAnswer(error, plain);
  }

  private static Disconnection beforeAnswer(IOException error, boolean plain) {
    if (error instanceof HttpConnectTimeoutException) {
      return new Disconnection(
          Problem.CONNECT_TIMEOUT,
          "no connection within its time limit",
          "Check host and port, and whether a firewall drops what is sent there.");
    }
    if (find(error, UnknownHostException.class) != null
        || find(error, UnresolvedAddressException.class) != null) {
      return new Disconnection(
          Problem.UNKNOWN_HOST,
          "no connection: the host's name has no address",
          "Check its spelling, and the DNS.");
    }
    if (find(error, NoRouteToHostException.class) != null) {
      return new Disconnection(
          Problem.UNREACHABLE, "no connection: no route to the host", "Check the network.");
    }
    if (error instanceof ConnectException) {
      return new Disconnection(
          Problem.REFUSED, "no connection: refused", "Start the server, or check host and port.");
    }
    SSLException tls = find(error, SSLException.class);
    if (tls != null) {
      return tls(tls);
    }
    return new Disconnection(
        Problem.RESET,
        "the connection ended before an answer" + detail(error),
        plain
            ? "If the server speaks TLS, write https:// before its address; else look at the"
                + " server."
            : "Look at the server and at what stands before it, and try again.");
  }

  private static Disconnection tls(SSLException error) {
    CertificateException untimely = find(error, CertificateExpiredException.class);
    if (untimely == null) {
      untimely = find(error, CertificateNotYetValidException.class);
    }
    if (untimely != null) {
      return new Disconnection(
          Problem.CERTIFICATE_EXPIRED,
          "TLS: the server's certificate isn't valid now" + detail(untimely),
          "Renew it, or set this machine's clock right.");
    }
    if (find(error, CertPathBuilderException.class) != null
        || message(error).contains("PKIX path")) {
      return new Disconnection(
          Problem.CERTIFICATE_NOT_TRUSTED,
          "TLS: the server's certificate isn't from an authority that is trusted",
          "Give the cluster's certificate-authority, or check that this is the right server.");
    }
    if (message(error).contains("No subject alternative")
        || message(error).contains("No name matching")) {
      return new Disconnection(
          Problem.CERTIFICATE_OF_ANOTHER_HOST,
          "TLS: the server's certificate is for another host" + detail(error),
          "Use a name that is in it, or set tls-server-name to one.");
    }
    if (message(error).contains("nrecognized SSL message")) {
      return new Disconnection(
          Problem.TLS,
          "TLS failed: the server speaks something else at this port",
          "Correct the port or, if the server has no TLS, write http:// before its address.");
    }
    return new Disconnection(
        Problem.TLS,
        "TLS failed" + detail(error),
        "Check that the server speaks TLS at this port and takes the client's certificate.");
  }

  /** Newer JDKs put the TLS alert first: (certificate_unknown). */
  private static String detail(Throwable error) {
    String message = ALERT.matcher(message(error)).replaceFirst("");
    return message.isEmpty() ? "" : " (" + message + ")";
  }

  private static String message(Throwable error) {
    return error.getMessage() == null ? "" : error.getMessage();
  }

  private static <E extends Throwable> @Nullable E find(Throwable error, Class<E> type) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
