package dev.fairlead.apiserver.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.model.version.Info;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final RequestInfo LIST_PODS =
      new RequestInfo(true, "/api/v1/pods", "list", "", "v1", "", "pods", "", "");
  private static final RequestInfo WATCH_PODS =
      new RequestInfo(true, "/api/v1/pods", "watch", "", "v1", "shop", "pods", "", "");

  private final Metrics metrics =
      new Metrics(
          Info.of(i -> i.major("1").minor("37").gitVersion("v1.37.2")),
          Instant.ofEpochSecond(1_700_000_000),
          () -> Map.of(new GroupResource("apps", "deployments"), 2L));

  @Test
  void countsAnsweredRequests() {
    RequestLabels labels = RequestLabels.of(LIST_PODS, false, "");
    metrics.answered(labels, 200, Duration.ofMillis(30), 500);
    metrics.answered(labels, 200, Duration.ofSeconds(61), 2_000);
    metrics.answered(labels, 410, Duration.ofMillis(5), 100);

    String common =
        "component=\"apiserver\",dry_run=\"\",group=\"\",resource=\"pods\",scope=\"cluster\","
            + "subresource=\"\",verb=\"LIST\",version=\"v1\"";
    assertThat(metrics.text().lines())
        .contains(
            "# TYPE apiserver_request_total counter",
            "apiserver_request_total{code=\"200\"," + common + "} 2",
            "apiserver_request_total{code=\"410\"," + common + "} 1",
            "apiserver_request_duration_seconds_bucket{" + common + ",le=\"0.005\"} 1",
            "apiserver_request_duration_seconds_bucket{" + common + ",le=\"0.025\"} 1",
            "apiserver_request_duration_seconds_bucket{" + common + ",le=\"0.05\"} 2",
            "apiserver_request_duration_seconds_bucket{" + common + ",le=\"60\"} 2",
            "apiserver_request_duration_seconds_bucket{" + common + ",le=\"+Inf\"} 3",
            "apiserver_request_duration_seconds_count{" + common + "} 3");
  }

  @Test
  void showsWhatGoesOnNow() {
    RequestLabels labels = RequestLabels.of(WATCH_PODS, false, "");
    String watches =
        "apiserver_longrunning_requests{component=\"apiserver\",group=\"\",resource=\"pods\","
            + "scope=\"namespace\",subresource=\"\",verb=\"WATCH\",version=\"v1\"} ";

    try (Metrics.Running watch = metrics.beginLongRunning(labels);
        Metrics.Running write = metrics.begin(true)) {
      metrics.watchEvent("", "v1", "pods");
      assertThat(metrics.text().lines())
          .contains(
              watches + "1",
              "apiserver_current_inflight_requests{request_kind=\"mutating\"} 1",
              "apiserver_current_inflight_requests{request_kind=\"readOnly\"} 0",
              "apiserver_watch_events_total{group=\"\",resource=\"pods\",version=\"v1\"} 1");
    }
    assertThat(metrics.text().lines())
        .contains(
            watches + "0", "apiserver_current_inflight_requests{request_kind=\"mutating\"} 0");
  }

  @Test
  void tellsTheServerAndWhatItKeeps() {
    assertThat(metrics.text().lines())
        .contains(
            "apiserver_resource_objects{group=\"apps\",resource=\"deployments\"} 2",
            "kubernetes_build_info{build_date=\"\",compiler=\"\",git_commit=\"\",git_tree_state=\"\",git_version=\"v1.37.2\",go_version=\"\",major=\"1\",minor=\"37\",platform=\"\"}"
                + " 1",
            "process_start_time_seconds 1700000000");
  }

  @Test
  void namesVerbsAndScopesAsKubernetesDoes() {
    RequestInfo create = new RequestInfo(true, "/p", "create", "", "v1", "shop", "pods", "", "");
    RequestInfo patch =
        new RequestInfo(true, "/p", "patch", "apps", "v1", "shop", "deployments", "status", "web");
    RequestInfo health = new RequestInfo(false, "/livez", "get", "", "", "", "", "", "");

    assertThat(RequestLabels.of(create, false, "All"))
        .isEqualTo(new RequestLabels("POST", "", "v1", "pods", "", "resource", "All", "apiserver"));
    assertThat(RequestLabels.of(patch, true, ""))
        .isEqualTo(
            new RequestLabels(
                "APPLY", "apps", "v1", "deployments", "status", "resource", "", "apiserver"));
    assertThat(RequestLabels.of(health, false, ""))
        .isEqualTo(new RequestLabels("GET", "", "", "", "/livez", "", "", ""));
  }

  @Test
  void boundsTheSeriesThatClientsCanMake() {
    for (int i = 0; i < 10_100; i++) {
      RequestInfo made = new RequestInfo(false, "/p" + i, "get", "", "", "", "", "", "");
      metrics.answered(RequestLabels.of(made, false, ""), 404, Duration.ZERO, 0);
    }

    assertThat(metrics.text().lines())
        .contains(
            "apiserver_request_total{code=\"404\",component=\"\",dry_run=\"\",group=\"\",resource=\"\",scope=\"\",subresource=\"other\",verb=\"other\",version=\"\"}"
                + " 100");
  }
}
