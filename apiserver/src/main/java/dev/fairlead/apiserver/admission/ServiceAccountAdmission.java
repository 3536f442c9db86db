package dev.fairlead.apiserver.admission;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.core.v1.Volume;
import dev.fairlead.model.core.v1.VolumeMount;
import dev.fairlead.model.value.GoQuote;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** ServiceAccount: every Pod runs as one, whose token its containers find at a known path. */
final class ServiceAccountAdmission implements Plugin {
  private static final String DEFAULT_NAME = "default";
  private static final String MIRROR = "kubernetes.io/config.mirror";
  private static final String VOLUME_PREFIX = "kube-api-access-";
  private static final String MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

  /** In seconds; kube-apiserver makes it a year for clients that never reread their token. */
  private static final long TOKEN_SECONDS = 60 * 60 + 7;

  /** Octal 644. */
  private static final int FILE_MODE = 420;

  /** Letters that make no words; Go: util/rand. */
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private static final int SUFFIX_LENGTH = 5;

  private final RandomGenerator random;

  ServiceAccountAdmission(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public @Nullable KubernetesObject mutate(AdmissionRequest request) {
    if (!request.creates()
        || !request.isFor("pods")
        || !(request.object() instanceof Pod pod)
        || isMirror(pod)) {
      return request.object();
    }
    String given = pod.spec().serviceAccountName();
    String name = given == null ? DEFAULT_NAME : given;
    ServiceAccount account = account(request, name);
    Pod named =
        given == null
            ? pod.with(p -> p.spec(s -> s.serviceAccountName(name).serviceAccount(name)))
            : pod;
    Pod mounted = mountsToken(account, pod) ? withToken(named) : named;
    return pod.spec().imagePullSecrets().isEmpty()
        ? mounted.with(p -> p.spec(s -> s.imagePullSecrets(account.imagePullSecrets())))
        : mounted;
  }

  @Override
  public void validate(AdmissionRequest request) {
    if (!request.creates() || !request.isFor("pods") || !(request.object() instanceof Pod pod)) {
      return;
    }
    String name = pod.spec().serviceAccountName();
    if (isMirror(pod)) {
      checkMirror(request, pod);
    } else if (name == null) {
      throw request.forbidden(
          "no service account specified for pod "
              + request.namespace()
              + "/"
              + request.knownName());
    } else {
      account(request, name);
    }
  }

  private static boolean isMirror(Pod pod) {
    return pod.metadata().annotations().containsKey(MIRROR);
  }

  /** Mirror Pods show what a kubelet runs by itself; the server can give them nothing. */
  private static void checkMirror(AdmissionRequest request, Pod pod) {
    if (pod.spec().serviceAccountName() != null) {
      throw request.forbidden("a mirror pod may not reference service accounts");
    }
    if (pod.spec().volumes().stream().anyMatch(volume -> volume.secret() != null)) {
      throw request.forbidden("a mirror pod may not reference secrets");
    }
    boolean hasToken =
        pod.spec().volumes().stream()
            .map(Volume::projected)
            .flatMap(projected -> Optional.ofNullable(projected).stream())
            .flatMap(projected -> projected.sources().stream())
            .anyMatch(source -> source.serviceAccountToken() != null);
    if (hasToken) {
      throw request.forbidden("a mirror pod may not use ServiceAccountToken volume projections");
    }
  }

  private static ServiceAccount account(AdmissionRequest request, String name) {
    return request
        .lister()
        .get(ServiceAccount.TYPE, request.namespace(), name)
        .orElseThrow(() ->
            request.forbidden(
                "error looking up service account "
                    + request.namespace()
                    + "/"
                    + name
                    + ": serviceaccount "
                    + GoQuote.quote(name)
                    + " not found"));
  }

  private static boolean mountsToken(ServiceAccount account, Pod pod) {
    Boolean own = pod.spec().automountServiceAccountToken();
    return own == null ? !Boolean.FALSE.equals(account.automountServiceAccountToken()) : own;
  }

  private Pod withToken(Pod pod) {
    PodSpec spec = pod.spec();
    String known =
        spec.volumes().stream()
            .map(Volume::name)
            .filter(name -> name.startsWith(VOLUME_PREFIX))
            .findFirst()
            .orElse(null);
    boolean needed =
        !spec.containers().stream().allMatch(ServiceAccountAdmission::hasMount)
            || !spec.initContainers().stream().allMatch(ServiceAccountAdmission::hasMount);
    if (!needed) {
      return pod;
    }
    String name = known == null ? VOLUME_PREFIX + suffix() : known;
    return pod.with(p ->
        p.spec(s -> {
          s.containers(mounted(spec.containers(), name))
              .initContainers(mounted(spec.initContainers(), name));
          if (known == null) {
            s.volume(volume(name));
          }
        }));
  }

  private static boolean hasMount(Container container) {
    return container.volumeMounts().stream()
        .map(VolumeMount::mountPath)
        .anyMatch(MOUNT_PATH::equals);
  }

  private static List<Container> mounted(List<Container> containers, String name) {
    return containers.stream()
        .map(container ->
            hasMount(container)
                ? container
                : container.with(
                    c -> c.volumeMount(m -> m.name(name).readOnly(true).mountPath(MOUNT_PATH))))
        .toList();
  }

  private static Volume volume(String name) {
    return Volume.of(v ->
        v.name(name)
            .projected(p ->
                p.defaultMode(FILE_MODE)
                    .source(s ->
                        s.serviceAccountToken(
                            t -> t.path("token").expirationSeconds(TOKEN_SECONDS)))
                    .source(s ->
                        s.configMap(c ->
                            c.name("kube-root-ca.crt").item(i -> i.key("ca.crt").path("ca.crt"))))
                    .source(s ->
                        s.downwardAPI(d ->
                            d.item(i ->
                                i.path("namespace")
                                    .fieldRef(f ->
                                        f.apiVersion("v1").fieldPath("metadata.namespace")))))));
  }

  private String suffix() {
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      suffix.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return suffix.toString();
  }
}
