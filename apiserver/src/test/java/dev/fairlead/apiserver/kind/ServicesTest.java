package dev.fairlead.apiserver.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.core.v1.ServiceSpec;
import dev.fairlead.model.value.IntOrString;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Expected texts were given by kube-apiserver 1.37.2. */
class ServicesTest {
  private final Services services = new Services();

  @Test
  void aServiceGetsATypeAndTargetPorts() {
    ServiceSpec spec = services.defaults(service(s -> s.port(p -> p.port(80)))).spec();

    assertThat(spec.type()).isEqualTo("ClusterIP");
    assertThat(spec.sessionAffinity()).isEqualTo("None");
    assertThat(spec.internalTrafficPolicy()).isEqualTo("Cluster");
    assertThat(spec.externalTrafficPolicy()).isNull();
    assertThat(spec.ports().getFirst().protocol()).isEqualTo("TCP");
    assertThat(spec.ports().getFirst().targetPort()).isEqualTo(IntOrString.ofInt(80));
  }

  @Test
  void aBalancedServiceIsExternal() {
    ServiceSpec spec =
        services.defaults(service(s -> s.type("LoadBalancer").port(p -> p.port(80)))).spec();

    assertThat(spec.externalTrafficPolicy()).isEqualTo("Cluster");
    assertThat(spec.allocateLoadBalancerNodePorts()).isTrue();
  }

  @Test
  void portsNeedNamesAndNumbers() {
    Service twice = service(s -> s.port(p -> p.port(80)).port(p -> p.port(80).name("A")));

    assertThat(Checks.created(services, twice))
        .containsExactly(
            "spec.ports[0].name: Required value",
            "spec.ports[1].name: Invalid value: \"A\": a lowercase RFC 1123 label must consist of"
                + " lower case alphanumeric characters or '-', and must start and end with an"
                + " alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for"
                + " validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
            "spec.ports[1]: Duplicate value: {\"Name\":\"\",\"Protocol\":\"TCP\","
                + "\"AppProtocol\":null,\"Port\":80,\"TargetPort\":0,\"NodePort\":0}");
  }

  @Test
  void anExternalNameHasNoAddress() {
    Service named = service(s -> s.type("ExternalName").clusterIPs("10.0.0.1"));

    assertThat(Checks.created(services, named))
        .containsExactly(
            "spec.clusterIPs: Forbidden: may not be set for ExternalName services",
            "spec.externalName: Required value");
  }

  @Test
  void anAddressStays() {
    Service old = service(s -> s.port(p -> p.port(80)).clusterIP("10.0.0.1").clusterIPs("10.0.0.1"));
    Service moved = old.with(s -> s.spec(old.spec().with(p -> p.clusterIP("10.0.0.2").clusterIPs("10.0.0.2"))));

    assertThat(Checks.updated(services, moved, old))
        .containsExactly(
            "spec.clusterIPs[0]: Invalid value: [\"10.0.0.2\"]: may not change once set");
  }

  @Test
  void aNewServiceNeedsOneAddressOfIPv4() {
    FieldErrors errors = new FieldErrors();
    ServiceSpec spec = ServiceAddresses.prepared(service(s -> {}).spec(), null, errors);

    assertThat(errors.isEmpty()).isTrue();
    assertThat(spec.ipFamilyPolicy()).isEqualTo("SingleStack");
    assertThat(spec.ipFamilies()).containsExactly("IPv4");
    assertThat(ServiceAddresses.needsAddress(spec, null)).isTrue();
  }

  @Test
  void aClusterOfOneFamilyHasNoOther() {
    FieldErrors errors = new FieldErrors();
    ServiceAddresses.prepared(service(s -> s.ipFamilies("IPv6")).spec(), null, errors);

    assertThat(Checks.lines(errors))
        .containsExactly(
            "spec.ipFamilies[0]: Invalid value: \"IPv6\": not configured on this cluster");
  }

  @Test
  void headlessWithoutSelectorHasBothFamilies() {
    ServiceSpec spec =
        ServiceAddresses.prepared(
            service(s -> s.clusterIP("None")).spec(), null, new FieldErrors());

    assertThat(spec.ipFamilyPolicy()).isEqualTo("RequireDualStack");
    assertThat(spec.ipFamilies()).containsExactly("IPv4", "IPv6");
    assertThat(ServiceAddresses.needsAddress(spec, null)).isFalse();
  }

  @Test
  void onePortOfTwoProtocolsHasOneNodePort() {
    ServiceSpec spec =
        service(s ->
                s.type("NodePort")
                    .port(p -> p.port(53).protocol("TCP"))
                    .port(p -> p.port(53).protocol("UDP"))
                    .port(p -> p.port(80)))
            .spec();
    int[] next = {30000};

    ServiceSpec filled = ServicePorts.filled(spec, null, () -> next[0]++);

    assertThat(filled.ports()).extracting(port -> port.nodePort()).containsExactly(30000, 30000, 30001);
    assertThat(ServicePorts.released(null, filled)).containsExactly(30000, 30001);
  }

  @Test
  void portsThatATypeHasNoUseForAreDropped() {
    Service old = service(s -> s.type("NodePort").port(p -> p.port(80).nodePort(30080)));
    Service inner = old.with(s -> s.spec(old.spec().with(p -> p.type("ClusterIP"))));

    ServiceSpec spec = services.beforeUpdate(inner, old).spec();

    assertThat(spec.ports().getFirst().nodePort()).isZero();
    assertThat(ServicePorts.released(spec, old.spec())).containsExactly(30080);
  }

  @Test
  void warnsOfWhatIsIgnored() {
    Service service = services.defaults(service(s -> s.externalName("x").loadBalancerIP("::ffff:1.2.3.4")));

    assertThat(services.warnings(service, null))
        .isEqualTo(
            List.of(
                "spec.loadBalancerIP: non-standard IP address \"::ffff:1.2.3.4\" is invalid: use"
                    + " \"1.2.3.4\"",
                "spec.externalName is ignored when spec.type is not \"ExternalName\""));
  }

  private static Service service(Consumer<ServiceSpec.Builder> spec) {
    return Service.of(s -> s.metadata(m -> m.name("web").namespace("shop")).spec(spec));
  }
}
