package dev.fairlead.apiserver;

import dev.fairlead.apiserver.authorization.BootstrapPolicy;
import dev.fairlead.apiserver.pki.Pem;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.core.v1.ComponentStatus;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.Endpoints;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.discovery.v1.EndpointSlice;
import dev.fairlead.model.flowcontrol.v1.FlowSchema;
import dev.fairlead.model.flowcontrol.v1.FlowSchemaCondition;
import dev.fairlead.model.meta.v1.Condition;
import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import dev.fairlead.model.networking.v1.ServiceCIDR;
import dev.fairlead.model.scheduling.v1.PriorityClass;
import dev.fairlead.model.value.FieldsV1;
import dev.fairlead.model.value.IntOrString;
import dev.fairlead.model.value.Time;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a fresh cluster has before anybody writes to it, in the order in which it is made. */
final class Bootstrap {
  private static final String SYSTEM = "kube-system";
  private static final List<String> NAMESPACES =
      List.of(SYSTEM, "kube-public", "kube-node-lease", "default");

  /** A line an object; taken from kube-apiserver 1.37. */
  private static final String FLOW_CONTROL = "flowcontrol.jsonl";

  /** Endpoints can't be loopback addresses; this one is for documentation (RFC 5737). */
  private static final String STAND_IN = "192.0.2.1";

  /** What its finder owns of a FlowSchema. */
  private static final String DANGLING =
      """
      {"f:status":{"f:conditions":{"k:{\\"type\\":\\"Dangling\\"}":{".":{},"f:lastTransitionTime":{},\
      "f:message":{},"f:reason":{},"f:status":{},"f:type":{}}}}}\
      """;

  private static final String KUBERNETES = "kubernetes";
  private static final int SERVICE_PORT = 443;
  private static final int CLUSTER_CRITICAL = 2_000_000_000;
  private static final int NODE_CRITICAL = 2_000_001_000;

  private Bootstrap() {}

  /** What is the same in every cluster. */
  static List<KubernetesObject> standing() {
    List<KubernetesObject> objects = new ArrayList<>();
    objects.add(services());
    for (String name : NAMESPACES) {
      objects.add(Namespace.of(n -> n.metadata(m -> m.name(name))));
    }
    objects.addAll(BootstrapPolicy.aggregatedObjects());
    objects.add(
        critical(
            "system-node-critical",
            NODE_CRITICAL,
            "Used for system critical pods that must not be moved from their current node."));
    objects.add(
        critical(
            "system-cluster-critical",
            CLUSTER_CRITICAL,
            "Used for system critical pods that must run in the cluster, but can be moved to"
                + " another node if necessary."));
    objects.addAll(listed(FLOW_CONTROL));
    objects.addAll(components());
    return objects;
  }

  /**
   * What differs.
   *
   * @param address host and port under which clients reach the server
   * @param now the start
   */
  static List<KubernetesObject> own(String address, Instant now) {
    List<KubernetesObject> objects = new ArrayList<>(List.of(tokenTracking(now)));
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon);
    int port = Integer.parseInt(address.substring(colon + 1));
    boolean isAddress = host.matches("[0-9.]+") && !host.startsWith("127.");
    objects.addAll(ownService(isAddress ? host : STAND_IN, port));
    return objects;
  }

  /** The network of the Services, as the allocator has it. */
  private static ServiceCIDR services() {
    return ServiceCIDR.of(
        r -> r.metadata(m -> m.name(KUBERNETES)).spec(s -> s.cidr("10.0.0.0/16")));
  }

  /** The same once a controller has looked at it. */
  static ServiceCIDR ready(ServiceCIDR services, Instant now) {
    Condition ready =
        Condition.of(c ->
            c.type("Ready")
                .status("True")
                .lastTransitionTime(Time.of(now))
                .message("Kubernetes default Service CIDR is ready"));
    return services.with(r -> r.status(s -> s.condition(ready)));
  }

  /** What extension API servers ask for to know whom to trust; nothing where nobody is trusted. */
  static List<ConfigMap> authentication(List<X509Certificate> authorities) {
    if (authorities.isEmpty()) {
      return List.of();
    }
    String pem = authorities.stream().map(Pem::of).collect(Collectors.joining());
    return List.of(
        ConfigMap.of(c ->
            c.metadata(m -> m.name("extension-apiserver-authentication").namespace(SYSTEM))
                .data("client-ca-file", pem)));
  }

  /** Since when the server tells which tokens of legacy Secrets are used. */
  private static ConfigMap tokenTracking(Instant now) {
    String today = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
    return ConfigMap.of(c ->
        c.metadata(m ->
                m.name("kube-apiserver-legacy-service-account-token-tracking").namespace(SYSTEM))
            .data("since", today));
  }

  /** The FlowSchema once the server has looked for its priority level, which is there. */
  static FlowSchema found(FlowSchema schema, Instant now) {
    String level = schema.spec().priorityLevelConfiguration().name();
    FlowSchemaCondition found =
        FlowSchemaCondition.of(c ->
            c.type("Dangling")
                .status("False")
                .lastTransitionTime(Time.of(now))
                .reason("Found")
                .message(
                    "This FlowSchema references the PriorityLevelConfiguration object named \""
                        + level
                        + "\" and it exists"));
    ManagedFieldsEntry applied =
        ManagedFieldsEntry.of(e ->
            e.manager("api-priority-and-fairness-config-consumer-v1")
                .operation("Apply")
                .apiVersion("flowcontrol.apiserver.k8s.io/v1")
                .time(now)
                .fieldsType("FieldsV1")
                .fieldsV1(FieldsV1.ofJson(DANGLING))
                .subresource("status"));
    List<ManagedFieldsEntry> owners = new ArrayList<>(List.of(applied));
    owners.addAll(schema.metadata().managedFields());
    return schema.with(
        s -> s.metadata(m -> m.managedFields(owners)).status(d -> d.condition(found)));
  }

  /** What a server asks its neighbours; of them, only what keeps the objects is there. */
  private static List<KubernetesObject> components() {
    return List.of(
        component("scheduler", "False", "this API server runs without a scheduler"),
        component("controller-manager", "False", "this API server runs without controllers"),
        component("etcd-0", "True", "ok"));
  }

  private static ComponentStatus component(String name, String healthy, String message) {
    return ComponentStatus.of(c ->
        c.metadata(m -> m.name(name))
            .condition(h -> h.type("Healthy").status(healthy).message(message)));
  }

  private static PriorityClass critical(String name, int value, String description) {
    return PriorityClass.of(
        c -> c.metadata(m -> m.name(name)).value(value).description(description));
  }

  /** The Service through which Pods find the API server, and what is behind it. */
  private static List<KubernetesObject> ownService(String host, int port) {
    Service service =
        Service.of(o ->
            o.metadata(m ->
                    m.name(KUBERNETES)
                        .namespace("default")
                        .label("component", "apiserver")
                        .label("provider", KUBERNETES))
                .spec(s ->
                    s.clusterIP("10.0.0.1")
                        .port(p ->
                            p.name("https")
                                .protocol("TCP")
                                .port(SERVICE_PORT)
                                .targetPort(new IntOrString.OfInt(port)))));
    Endpoints endpoints =
        Endpoints.of(o ->
            o.metadata(m ->
                    m.name(KUBERNETES)
                        .namespace("default")
                        .label("endpointslice.kubernetes.io/skip-mirror", "true"))
                .subset(s ->
                    s.address(a -> a.ip(host))
                        .port(p -> p.name("https").port(port).protocol("TCP"))));
    EndpointSlice slice =
        EndpointSlice.of(o ->
            o.metadata(m ->
                    m.name(KUBERNETES)
                        .namespace("default")
                        .label("kubernetes.io/service-name", KUBERNETES))
                .addressType("IPv4")
                .endpoint(e -> e.addresses(List.of(host)).conditions(c -> c.ready(true)))
                .port(p -> p.name("https").port(port).protocol("TCP")));
    return List.of(service, endpoints, slice);
  }

  private static List<KubernetesObject> listed(String file) {
    try (InputStream in = Bootstrap.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing beside " + Bootstrap.class);
      }
      List<KubernetesObject> objects = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        byte[] json = line.getBytes(StandardCharsets.UTF_8);
        objects.add(
            (KubernetesObject)
                Codec.json().decodeAny(new ByteArrayInputStream(json), Decoding.DEFAULT));
      }
      return objects;
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }
}
