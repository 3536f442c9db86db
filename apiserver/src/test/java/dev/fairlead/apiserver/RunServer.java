package dev.fairlead.apiserver;

import dev.fairlead.apiserver.http.HttpServer;
import dev.fairlead.apiserver.http.Limits;
import dev.fairlead.apiserver.http.Tls;
import dev.fairlead.apiserver.pki.CertificateAuthority;
import dev.fairlead.apiserver.pki.Identity;
import dev.fairlead.apiserver.request.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** Starts a server on a port and writes its kubeconfig: PORT FOLDER [service-accounts]. */
public final class RunServer {
  public static void main(String[] args) throws Exception {
    long start = System.nanoTime();
    Path folder = Files.createDirectories(Path.of(args[1]));
    SecureRandom secure = new SecureRandom();
    InstantSource clock = InstantSource.system();
    CertificateAuthority ca = CertificateAuthority.create("fairlead-ca", secure, clock);
    Identity server = ca.server("kube-apiserver", List.of("localhost"), List.of("127.0.0.1"));
    Identity admin = ca.client("admin", List.of("system:masters"), Duration.ofDays(1));
    ApiServer api =
        new ApiServerBuilder(clock, RandomGenerator.getDefault())
            .clientAuthority(ca.certificate())
            .token("admin-token", User.of("admin", "system:masters"))
            .token("viewer-token", User.of("viewer"))
            .serviceAccountKeys(CertificateAuthority.newKeys(secure))
            .address("127.0.0.1:" + args[0])
            .serviceAccountAdmission(args.length > 2 && args[2].equals("service-accounts"))
            .build();
    HttpServer http =
        HttpServer.start(
            api::answer,
            new Tls(server.certificate(), server.key(), ca.certificate()),
            Integer.parseInt(args[0]),
            Limits.DEFAULT);
    Files.writeString(folder.resolve("ca.crt"), ca.certificatePem());
    Files.writeString(folder.resolve("admin.crt"), admin.certificatePem());
    Files.writeString(folder.resolve("admin.key"), admin.keyPem());
    Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: fairlead
          cluster: {server: "https://127.0.0.1:%s", certificate-authority: %2$s/ca.crt}
        users:
        - name: certificate
          user: {client-certificate: %2$s/admin.crt, client-key: %2$s/admin.key}
        - name: token
          user: {token: admin-token}
        - name: viewer
          user: {token: viewer-token}
        contexts:
        - name: certificate
          context: {cluster: fairlead, user: certificate}
        - name: token
          context: {cluster: fairlead, user: token}
        - name: viewer
          context: {cluster: fairlead, user: viewer}
        current-context: certificate
        """
            .formatted(Integer.toString(http.port()), folder.toAbsolutePath()));
    System.out.println("ready in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    Thread.currentThread().join();
  }
}
