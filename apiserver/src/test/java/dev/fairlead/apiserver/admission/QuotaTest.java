package dev.fairlead.apiserver.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.core.v1.PersistentVolumeClaim;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.ResourceQuota;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What ResourceQuotas refuse, in the server's words, and what they count. */
class QuotaTest extends AdmissionFixture {
  @Test
  void aQuotaThatNobodyHasCountedYetLimitsNothing() {
    stored.put(
        ResourceQuota.of(q ->
            q.metadata(m -> m.name("q").namespace("shop"))
                .spec(s -> s.hard(amounts("pods", "0")))));
    assertThat(create(pod(s -> {}))).isNotNull();
  }

  @Test
  void countsWhatIsCreated() {
    quota(
        amounts("configmaps", "2", "count/configmaps", "5", "pods", "9"),
        zeros("configmaps", "count/configmaps", "pods"));
    create("configmaps", "shop", configMap("a").with(c -> c.metadata(m -> m.namespace("shop"))));
    assertThat(used()).isEqualTo(amounts("configmaps", "1", "count/configmaps", "1", "pods", "0"));
  }

  @Test
  void refusesWhatIsTooMuch() {
    quota(amounts("requests.cpu", "1", "pods", "5"), amounts("requests.cpu", "800m", "pods", "1"));
    assertForbidden(
        cpu("300m"),
        "exceeded quota: q, requested: requests.cpu=300m, used: requests.cpu=800m, limited:"
            + " requests.cpu=1");
    create(cpu("200m"));
    assertThat(used()).isEqualTo(amounts("requests.cpu", "1", "pods", "2"));
  }

  @Test
  void containersSayWhatTheyNeedWhereThatIsLimited() {
    quota(amounts("limits.memory", "1Gi", "cpu", "1"), zeros("limits.memory", "cpu"));
    assertForbidden(pod(s -> {}), "failed quota: q: must specify cpu for: a; limits.memory for: a");
  }

  @Test
  void refusesWhatCanNotBeCountedYet() {
    quota(amounts("pods", "1", "cpu", "1"), zeros("pods"));
    assertForbidden(cpu("1"), "status unknown for quota: q, resources: cpu,pods");
  }

  @Test
  void looksOnlyAtPodsInItsScopes() {
    quota(amounts("pods", "0"), zeros("pods"), "Terminating", "BestEffort");
    create(pod(s -> {}));
    create(cpu("1").with(p -> p.spec(s -> s.activeDeadlineSeconds(5L))));
    assertForbidden(
        pod(s -> s.activeDeadlineSeconds(5L)),
        "exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0");
  }

  @Test
  void countsPortsAndBalancersOfServices() {
    quota(
        amounts("services.nodeports", "3", "services.loadbalancers", "1"),
        zeros("services.nodeports", "services.loadbalancers"));
    Service balanced =
        Service.of(o ->
            o.metadata(m -> m.name("s").namespace("shop"))
                .spec(s ->
                    s.type("LoadBalancer").port(p -> p.port(1)).port(p -> p.port(2).name("b"))));
    create("services", "shop", balanced);
    assertThat(used()).isEqualTo(amounts("services.nodeports", "2", "services.loadbalancers", "1"));
    assertThatThrownBy(() -> create("services", "shop", balanced))
        .hasMessage(
            "services \"s\" is forbidden: exceeded quota: q, requested:"
                + " services.loadbalancers=1,services.nodeports=2, used:"
                + " services.loadbalancers=1,services.nodeports=2, limited:"
                + " services.loadbalancers=1,services.nodeports=3");
  }

  @Test
  void aGrowingClaimIsChargedWhatItGrowsBy() {
    quota(
        amounts(
            "requests.storage", "10Gi", "fast.storageclass.storage.k8s.io/requests.storage", "8Gi"),
        amounts(
            "requests.storage", "1Gi", "fast.storageclass.storage.k8s.io/requests.storage", "1Gi"));
    PersistentVolumeClaim old = claim("1Gi", "Bound");
    AdmissionRequest request =
        request(
            Operation.UPDATE,
            "",
            "persistentvolumeclaims",
            "",
            "shop",
            "c",
            claim("3Gi", "Bound"),
            old);
    new Quotas(this::write).validate(request);
    assertThat(used().get("requests.storage")).isEqualTo(Quantity.parse("3Gi"));
  }

  @Test
  void aDryRunCountsNothing() {
    quota(amounts("pods", "1"), zeros("pods"));
    AdmissionRequest request =
        request(Operation.CREATE, "", "pods", "", "shop", "", cpu("1"), null);
    AdmissionRequest dry =
        new AdmissionRequest(
            request.operation(),
            request.resource(),
            "",
            "shop",
            "",
            request.object(),
            null,
            user,
            true,
            stored,
            warnings::add);
    admission.validate(dry);
    assertThat(used()).isEqualTo(zeros("pods"));
  }

  @Test
  void triesAgainWhenOthersHaveChangedTheQuota() {
    quota(amounts("pods", "2"), zeros("pods"));
    boolean[] changed = {false};
    QuotaUsage meddling =
        (read, written) -> {
          if (!changed[0]) {
            changed[0] = true;
            quota(amounts("pods", "2"), amounts("pods", "1"));
            return false;
          }
          return write(read, written);
        };
    new Quotas(meddling)
        .validate(request(Operation.CREATE, "", "pods", "", "shop", "", cpu("1"), null));
    assertThat(used()).isEqualTo(amounts("pods", "2"));
  }

  private static Pod cpu(String amount) {
    return Pod.of(p ->
        p.metadata(m -> m.name("web").namespace("shop"))
            .spec(s ->
                s.container(c ->
                    c.name("a").image("a").resources(r -> r.requests(quantities("cpu", amount))))));
  }

  private void quota(Map<String, Quantity> hard, Map<String, Quantity> used, String... scopes) {
    stored.put(
        ResourceQuota.of(q ->
            q.metadata(m -> m.name("q").namespace("shop"))
                .spec(s -> s.scopes(List.of(scopes)))
                .status(s -> s.hard(hard).used(used))));
  }

  private Map<String, Quantity> used() {
    return new TreeMap<>(stored.get(ResourceQuota.TYPE, "shop", "q").orElseThrow().status().used());
  }

  private static Map<String, Quantity> zeros(String... names) {
    Map<String, Quantity> amounts = new TreeMap<>();
    for (String name : names) {
      amounts.put(name, Quantity.ZERO);
    }
    return amounts;
  }

  private static Map<String, Quantity> amounts(String... namesAndAmounts) {
    Map<String, Quantity> amounts = new TreeMap<>();
    for (int i = 0; i < namesAndAmounts.length; i += 2) {
      amounts.put(namesAndAmounts[i], Quantity.parse(namesAndAmounts[i + 1]));
    }
    return amounts;
  }
}
