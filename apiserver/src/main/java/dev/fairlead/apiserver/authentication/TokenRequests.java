package dev.fairlead.apiserver.authentication;

import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.storage.Lister;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.authentication.v1.BoundObjectReference;
import dev.fairlead.model.authentication.v1.TokenRequest;
import dev.fairlead.model.authentication.v1.TokenRequestSpec;
import dev.fairlead.model.core.v1.Node;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.Secret;
import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The subresource serviceaccounts/token, which makes tokens. */
public final class TokenRequests {
  private static final GroupResource KIND =
      new GroupResource("authentication.k8s.io", "TokenRequest");

  /** Go: SetDefaults_TokenRequestSpec. */
  private static final long DEFAULT_SECONDS = 60 * 60;

  /** Go: MinTokenAgeSec. */
  private static final long MIN_SECONDS = 10 * 60;

  private static final long MAX_SECONDS = 1L << 32;

  /** Kubelets ask for this when old clients may not reread their tokens; they get a year. */
  private static final long WARN_ONLY_SECONDS = 60 * 60 + 7;

  private static final long EXTENDED_SECONDS = 365L * 24 * 60 * 60;

  private final TokenIssuer issuer;
  private final List<String> audiences;
  private final Lister lister;
  private final InstantSource clock;

  /**
   * Makes tokens with this issuer.
   *
   * @param audiences of this server, for which a token is if none are asked for
   */
  public TokenRequests(
      TokenIssuer issuer, List<String> audiences, Lister lister, InstantSource clock) {
    this.issuer = issuer;
    this.audiences = List.copyOf(audiences);
    this.lister = lister;
    this.clock = clock;
  }

  /**
   * The request with its token.
   *
   * @param name of the ServiceAccount
   * @throws StatusException for what isn't there or isn't valid
   */
  public TokenRequest create(TokenRequest request, String namespace, String name) {
    checkNames(request.metadata(), namespace, name);
    ServiceAccount account = get(ServiceAccount.TYPE, "serviceaccounts", namespace, name);
    String uid = account.metadata().uid();
    String givenUid = request.metadata().uid();
    if (givenUid != null && !givenUid.equals(uid)) {
      throw Failures.conflict(
          KIND,
          name,
          "the UID in the token request ("
              + givenUid
              + ") does not match the UID of the service account ("
              + uid
              + ")");
    }
    Instant now = clock.instant();
    TokenRequest full =
        request.with(r ->
            r.metadata(
                    m -> m.name(name).namespace(namespace).uid(uid).creationTimestamp(Time.of(now)))
                .spec(defaults(request.spec())));
    validate(full.spec());
    return withToken(full, account, now);
  }

  private static void checkNames(ObjectMeta given, String namespace, String name) {
    FieldErrors errors = new FieldErrors();
    if (given.name() != null && !given.name().equals(name)) {
      errors.invalid(
          Path.of("metadata", "name"),
          given.name(),
          "must match the service account name if specified");
    } else if (given.namespace() != null && !given.namespace().equals(namespace)) {
      errors.invalid(
          Path.of("metadata", "namespace"),
          given.namespace(),
          "must match the service account namespace if specified");
    }
    if (!errors.isEmpty()) {
      throw Failures.invalid(KIND, name, errors);
    }
  }

  /** The request with the time for which a token is good if none is asked for. */
  public static TokenRequest withDuration(TokenRequest asked) {
    return asked.spec().expirationSeconds() != null
        ? asked
        : asked.with(t -> t.spec(asked.spec().with(s -> s.expirationSeconds(DEFAULT_SECONDS))));
  }

  private TokenRequestSpec defaults(TokenRequestSpec spec) {
    return spec.with(s -> {
      if (spec.audiences().isEmpty()) {
        s.audiences(audiences);
      }
      if (spec.expirationSeconds() == null) {
        s.expirationSeconds(DEFAULT_SECONDS);
      }
    });
  }

  private static void validate(TokenRequestSpec spec) {
    Path path = Path.of("spec", "expirationSeconds");
    long seconds = seconds(spec);
    FieldErrors errors = new FieldErrors();
    if (seconds < MIN_SECONDS) {
      errors.invalid(path, seconds, "may not specify a duration less than 10 minutes");
    }
    if (seconds > MAX_SECONDS) {
      errors.invalid(path, seconds, "may not specify a duration larger than 2^32 seconds");
    }
    if (!errors.isEmpty()) {
      throw Failures.invalid(KIND, "", errors);
    }
  }

  private static long seconds(TokenRequestSpec spec) {
    return Objects.requireNonNullElse(spec.expirationSeconds(), DEFAULT_SECONDS);
  }

  private TokenRequest withToken(TokenRequest request, ServiceAccount account, Instant now) {
    TokenRequestSpec spec = request.spec();
    Bound bound = bound(spec.boundObjectRef(), account.metadata());
    long seconds = seconds(spec);
    boolean extended =
        bound.pod != null
            && seconds == WARN_ONLY_SECONDS
            && audiences.containsAll(spec.audiences());
    String token =
        issuer.issue(
            account,
            new TokenIssuer.Terms(
                spec.audiences(),
                extended ? EXTENDED_SECONDS : seconds,
                extended ? seconds : 0,
                bound.pod,
                bound.secret,
                bound.node),
            now);
    Time expires = Time.of(now.plusSeconds(seconds));
    return request.with(r -> r.status(s -> s.token(token).expirationTimestamp(expires)));
  }

  /** The object whose deletion ends the token, and the node of a Pod. */
  private record Bound(
      @Nullable ObjectMeta pod, @Nullable ObjectMeta secret, @Nullable ObjectMeta node) {}

  private Bound bound(@Nullable BoundObjectReference reference, ObjectMeta account) {
    if (reference == null) {
      return new Bound(null, null, null);
    }
    String namespace = text(account.namespace());
    String name = text(reference.name());
    String version = text(reference.apiVersion());
    String kind = version.contains("/") ? "" : text(reference.kind());
    return switch (kind) {
      case "Pod" -> {
        Pod pod = get(Pod.TYPE, "pods", namespace, name);
        if (!text(account.name()).equals(pod.spec().serviceAccountName())) {
          throw Failures.badRequest(
              "cannot bind token for serviceaccount "
                  + GoQuote.quote(text(account.name()))
                  + " to pod running with different serviceaccount name.");
        }
        yield new Bound(checkUid(pod.metadata(), reference), null, nodeOf(pod));
      }
      case "Node" ->
          new Bound(null, null, checkUid(get(Node.TYPE, "nodes", "", name).metadata(), reference));
      case "Secret" -> {
        Secret secret = get(Secret.TYPE, "secrets", namespace, name);
        yield new Bound(null, checkUid(secret.metadata(), reference), null);
      }
      default ->
          throw Failures.badRequest(
              "cannot bind token to object of type " + inGo(version, text(reference.kind())));
    };
  }

  /** A node that isn't there any more still has its name. */
  private @Nullable ObjectMeta nodeOf(Pod pod) {
    String name = pod.spec().nodeName();
    return name == null
        ? null
        : lister
            .get(Node.TYPE, "", name)
            .map(Node::metadata)
            .orElseGet(() -> ObjectMeta.of(m -> m.name(name)));
  }

  private static ObjectMeta checkUid(ObjectMeta object, BoundObjectReference reference) {
    String wanted = reference.uid();
    if (wanted != null && !wanted.equals(object.uid())) {
      throw Failures.conflict(
          new GroupResource("", text(reference.kind())),
          text(reference.name()),
          "the UID in the bound object reference ("
              + wanted
              + ") does not match the UID in record. The object might have been deleted and then"
              + " recreated");
    }
    return object;
  }

  private <T extends KubernetesObject> T get(
      Type<T> type, String resource, String namespace, String name) {
    return lister
        .get(type, namespace, name)
        .orElseThrow(() -> Failures.notFound(new GroupResource("", resource), name));
  }

  /** A group, version and kind as Go prints them. */
  private static String inGo(String apiVersion, String kind) {
    String groupAndVersion = apiVersion.contains("/") ? apiVersion : "/" + apiVersion;
    return groupAndVersion + ", Kind=" + kind;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
