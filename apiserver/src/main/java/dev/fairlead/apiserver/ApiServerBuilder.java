package dev.fairlead.apiserver;

import dev.fairlead.apiserver.admission.Admission;
import dev.fairlead.apiserver.authentication.Authentication;
import dev.fairlead.apiserver.authentication.BearerTokens;
import dev.fairlead.apiserver.authentication.ClientCertificates;
import dev.fairlead.apiserver.authentication.IssuerDocuments;
import dev.fairlead.apiserver.authentication.ServiceAccountTokens;
import dev.fairlead.apiserver.authentication.StaticTokens;
import dev.fairlead.apiserver.authentication.TokenAuthenticator;
import dev.fairlead.apiserver.authentication.TokenIssuer;
import dev.fairlead.apiserver.authentication.TokenRequests;
import dev.fairlead.apiserver.authentication.UserReviews;
import dev.fairlead.apiserver.authorization.AccessReviews;
import dev.fairlead.apiserver.authorization.Escalation;
import dev.fairlead.apiserver.authorization.Rbac;
import dev.fairlead.apiserver.catalog.Catalog;
import dev.fairlead.apiserver.discovery.Discovery;
import dev.fairlead.apiserver.health.Health;
import dev.fairlead.apiserver.metrics.Metrics;
import dev.fairlead.apiserver.registry.Deletes;
import dev.fairlead.apiserver.registry.Names;
import dev.fairlead.apiserver.registry.Registry;
import dev.fairlead.apiserver.registry.Resources;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.storage.MemoryStorage;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.version.Info;
import dev.fairlead.schema.KubernetesApi;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts a server together; what it isn't told it takes from the defaults of kube-apiserver. */
public final class ApiServerBuilder {
  /** Who made a ServiceAccount token, and for whom it is if nobody says otherwise. */
  private static final String ISSUER = "https://kubernetes.default.svc";

  private final InstantSource clock;
  private final RandomGenerator random;
  private final List<Supplier<X509Certificate>> clientAuthorities = new ArrayList<>();
  private final Map<String, User> tokens = new LinkedHashMap<>();
  private @Nullable KeyPair serviceAccountKeys;
  private @Nullable Storage storage;
  private boolean serviceAccountAdmission;
  private String address = "127.0.0.1:6443";

  /**
   * A server with these sources of time and chance.
   *
   * @param random for names, identities and the lengths of watches; not for keys
   */
  public ApiServerBuilder(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** Trusts the client certificates of this authority. */
  public ApiServerBuilder clientAuthority(X509Certificate authority) {
    return clientAuthority(() -> authority);
  }

  /** The same for one that is still being made: asked for at the end of {@link #build}. */
  public ApiServerBuilder clientAuthority(Supplier<X509Certificate> authority) {
    clientAuthorities.add(authority);
    return this;
  }

  /** Takes this bearer token for this user. */
  public ApiServerBuilder token(String token, User user) {
    tokens.put(token, user);
    return this;
  }

  /** Signs and checks the tokens of ServiceAccounts with these keys. */
  public ApiServerBuilder serviceAccountKeys(KeyPair keys) {
    serviceAccountKeys = keys;
    return this;
  }

  /** Keeps objects there in place of a new storage in memory. */
  public ApiServerBuilder storage(Storage kept) {
    storage = kept;
    return this;
  }

  /** Host and port under which clients reach the server, for discovery. */
  public ApiServerBuilder address(String hostAndPort) {
    address = hostAndPort;
    return this;
  }

  /** Gives every Pod a ServiceAccount; something has to create one in each namespace. */
  public ApiServerBuilder serviceAccountAdmission(boolean on) {
    serviceAccountAdmission = on;
    return this;
  }

  public ApiServer build() {
    KubernetesApi api = KubernetesApi.load();
    Resources resources = Resources.of(api.resources());
    Storage memory = storage == null ? new MemoryStorage(resources::storage) : storage;
    ServiceAddressRecords kept = new ServiceAddressRecords(memory, resources, clock);
    Rbac rbac = new Rbac(kept);
    QuotaStatuses quotas = new QuotaStatuses(resources, clock);
    Admission admission = Admission.standard(rbac, random, serviceAccountAdmission, quotas);
    Names names = new Names(random);
    Registry registry =
        new Registry(kept, admission, names, new Permissions(rbac, new Escalation(rbac)));
    quotas.use(registry);
    kept.use(registry);
    Watches watches = new Watches(clock, random);
    Deletes deletes = new Deletes(kept, admission);
    ResourceRequests requests = new ResourceRequests(kept, registry, deletes, watches);
    Catalog catalog = Catalog.of(api);
    FirstObjects first = new FirstObjects(resources, registry, kept, names, now());
    bootstrap(first, catalog);
    BearerTokens bearers = bearerTokens(kept);
    Info version = Versions.of(api);
    Metrics metrics = new Metrics(version, clock.instant(), () -> counts(resources, kept));
    KeyPair keys = serviceAccountKeys;
    IssuerDocuments issuer =
        keys == null ? null : new IssuerDocuments(ISSUER, address, keys.getPublic());
    Discovery discovery =
        new Discovery(
            () -> catalog,
            address,
            version,
            Health.of(() -> true, () -> true, () -> false),
            metrics,
            issuer == null ? List.of() : IssuerDocuments.PATHS);
    List<X509Certificate> authorities = clientAuthorities.stream().map(Supplier::get).toList();
    Bootstrap.authentication(authorities).forEach(first::create);
    return new ApiServer(
        new Authentication(
            List.of(new ClientCertificates(authorities, clock), bearers),
            Authentication::forProbes),
        rbac,
        discovery,
        issuer,
        resources,
        requests,
        new Subresources(
            resources,
            requests,
            registry,
            kept,
            deletes,
            new Reviews(new UserReviews(bearers, clock), new AccessReviews(rbac, rbac)),
            tokenRequests(kept)),
        watches,
        metrics,
        clock);
  }

  private static Map<GroupResource, Long> counts(Resources resources, Storage kept) {
    Map<GroupResource, Long> counts = new HashMap<>();
    for (Served<?> resource : resources.all()) {
      counts.put(resource.groupResource(), kept.count(resource.storage()));
    }
    return counts;
  }

  private BearerTokens bearerTokens(Storage kept) {
    List<TokenAuthenticator> kinds = new ArrayList<>();
    kinds.add(new StaticTokens(tokens));
    KeyPair keys = serviceAccountKeys;
    if (keys != null) {
      kinds.add(
          new ServiceAccountTokens(
              ISSUER, List.of(keys.getPublic()), List.of(ISSUER), kept, clock));
    }
    return new BearerTokens(kinds, List.of(ISSUER));
  }

  private @Nullable TokenRequests tokenRequests(Storage kept) {
    KeyPair keys = serviceAccountKeys;
    return keys == null
        ? null
        : new TokenRequests(new TokenIssuer(ISSUER, keys, random), List.of(ISSUER), kept, clock);
  }

  /** What a fresh cluster has: its namespaces, and who may do what. */
  private void bootstrap(FirstObjects first, Catalog catalog) {
    first.createStanding(() -> {
      List<KubernetesObject> standing = Bootstrap.standing();
      standing.addAll(LocalApiServices.of(catalog));
      return standing;
    });
    Bootstrap.own(address, now()).forEach(first::create);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
