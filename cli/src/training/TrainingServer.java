// SPDX-License-Identifier: Apache-2.0

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.Timer;
import java.util.TimerTask;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the launcher trains the program's archive of classes with: a server on loopback that speaks
 * TLS and as much of HTTP/2 as it takes to answer every request with one list of Pods, so that the
 * archive has what a first list needs. It is no part of the program, and knows nothing of
 * Kubernetes. Run from source; the argument is a folder with {@code pods.pb}, into which it writes
 * a kubeconfig when it is ready.
 */
class TrainingServer {
  private static final char[] PASSWORD = "training".toCharArray();
  private static final long MAX_LIFE_MILLIS = 60_000;

  // RFC 9113: frame types and flags
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int PREFACE_BYTES = 24;

  // RFC 7541: status 200 of the static table; names 31 and 26 of it, each before a literal value
  private static final byte[] STATUS_200 = {(byte) 0x88};
  private static final byte[] CONTENT_TYPE = {0x0f, 0x10};
  private static final byte[] CONTENT_ENCODING = {0x0f, 0x0b};

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    endInTime();
    KeyStore keys = newKeys(folder);
    byte[] headers = headers();
    byte[] body = gzip(Files.readAllBytes(folder.resolve("pods.pb")));
    try (SSLServerSocket server =
        (SSLServerSocket) context(keys).getServerSocketFactory().createServerSocket(0)) {
      SSLParameters parameters = server.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      parameters.setWantClientAuth(true);
      server.setSSLParameters(parameters);
      writeKubeconfig(folder, keys, server.getLocalPort());
      while (true) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
          serve(socket, headers, body);
        } catch (IOException e) {
          System.err.println("a connection ended: " + e.getMessage());
        }
      }
    }
  }

  private static void endInTime() {
    new Timer("end", true)
        .schedule(
            new TimerTask() {
              @Override
              public void run() {
                Runtime.getRuntime().halt(1);
              }
            },
            MAX_LIFE_MILLIS);
  }

  /** The JDK makes certificates with this tool only. */
  private static KeyStore newKeys(Path folder) throws Exception {
    Path file = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String command =
        "-genkeypair -alias training -keyalg RSA -keysize 2048 -dname CN=training -ext"
            + " san=ip:127.0.0.1 -storetype PKCS12 -storepass training";
    var words = new java.util.ArrayList<>(java.util.List.of(keytool));
    words.addAll(Arrays.asList(command.split(" ")));
    words.addAll(java.util.List.of("-keystore", file.toString()));
    new ProcessBuilder(words).inheritIO().start().waitFor();
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("training", keys.getCertificate("training"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static void writeKubeconfig(Path folder, KeyStore keys, int port) throws Exception {
    String certificate = pem("CERTIFICATE", keys.getCertificate("training").getEncoded());
    String key = pem("PRIVATE KEY", keys.getKey("training", PASSWORD).getEncoded());
    String text =
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: training
          cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}
        users:
        - name: training
          user: {client-certificate-data: %s, client-key-data: %s}
        contexts:
        - name: training
          context: {cluster: training, user: training}
        current-context: training
        """
            .formatted(port, certificate, certificate, key);
    Path unfinished = folder.resolve("kubeconfig.unfinished");
    Files.writeString(unfinished, text);
    Files.move(unfinished, folder.resolve("kubeconfig"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** PEM, and that in base64 as kubeconfigs have it. */
  private static String pem(String what, byte[] der) {
    String text =
        "-----BEGIN "
            + what
            + "-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END "
            + what
            + "-----\n";
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void serve(SSLSocket socket, byte[] headers, byte[] body) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    in.readFully(new byte[PREFACE_BYTES]);
    write(out, SETTINGS, 0, 0, new byte[0]);
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      in.readFully(new byte[length]);
      if (type == SETTINGS && (flags & ACK) == 0) {
        write(out, SETTINGS, ACK, 0, new byte[0]);
      } else if (type == HEADERS) {
        write(out, HEADERS, END_HEADERS, stream, headers);
        write(out, DATA, END_STREAM, stream, body);
      }
    }
  }

  private static void write(OutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    for (int shift = 16; shift >= 0; shift -= 8) {
      frame.write(payload.length >> shift);
    }
    frame.write(type);
    frame.write(flags);
    for (int shift = 24; shift >= 0; shift -= 8) {
      frame.write(stream >> shift);
    }
    frame.writeBytes(payload);
    out.write(frame.toByteArray());
    out.flush();
  }

  private static byte[] headers() {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(STATUS_200);
    literal(block, CONTENT_TYPE, "application/vnd.kubernetes.protobuf");
    literal(block, CONTENT_ENCODING, "gzip");
    return block.toByteArray();
  }

  private static void literal(ByteArrayOutputStream block, byte[] name, String value) {
    block.writeBytes(name);
    block.write(value.length());
    block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
