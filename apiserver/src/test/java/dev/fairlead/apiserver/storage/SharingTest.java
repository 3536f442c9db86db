package dev.fairlead.apiserver.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.Pod;
import org.junit.jupiter.api.Test;

class SharingTest {
  /** Decoded each time, so that no two have a string in common. */
  private static Pod pod(String name, String image) {
    return Codec.json()
        .decode(
            Pod.TYPE,
            """
            {"metadata": {"name": "%s", "labels": {"app": "web"}},
             "spec": {"nodeName": "node-1", "containers": [
               {"name": "main", "image": "%s", "ports": [{"containerPort": 8080}]},
               {"name": "side", "image": "proxy"}]}}
            """
                .formatted(name, image));
  }

  @Test
  void equalPartsAreTheDonors() {
    Pod donor = pod("a", "nginx");
    Pod shared = (Pod) Sharing.of(pod("b", "nginx"), donor);
    assertThat(shared).isEqualTo(pod("b", "nginx"));
    assertThat(shared.spec()).isSameAs(donor.spec());
    assertThat(shared.metadata().labels()).isSameAs(donor.metadata().labels());
  }

  @Test
  void partsOfPartsAreTheDonorsToo() {
    Pod donor = pod("a", "nginx");
    Pod shared = (Pod) Sharing.of(pod("a", "nginx:1"), donor);
    assertThat(shared).isEqualTo(pod("a", "nginx:1"));
    assertThat(shared.metadata()).isSameAs(donor.metadata());
    assertThat(shared.spec().containers().get(1)).isSameAs(donor.spec().containers().get(1));
    assertThat(shared.spec().containers().get(0).ports())
        .isSameAs(donor.spec().containers().get(0).ports());
    assertThat(shared.spec().nodeName()).isSameAs(donor.spec().nodeName());
  }

  @Test
  void anEqualObjectIsTheDonor() {
    Pod donor = pod("a", "nginx");
    assertThat(Sharing.of(pod("a", "nginx"), donor)).isSameAs(donor);
  }

  @Test
  void whatIsLongerShorterOrAbsentStays() {
    Pod one = pod("a", "nginx");
    Pod fewer = one.with(p -> p.spec(s -> s.containers(one.spec().containers().subList(0, 1))));
    assertThat(Sharing.of(fewer, pod("a", "nginx"))).isEqualTo(fewer);
    assertThat(Sharing.of(pod("a", "nginx"), fewer)).isEqualTo(one);
    assertThat(Sharing.of(Pod.TYPE.empty(), one)).isEqualTo(Pod.TYPE.empty());
    assertThat(Sharing.of(one, Pod.TYPE.empty())).isEqualTo(one);
    assertThat(Sharing.of(one, ConfigMap.TYPE.empty())).isSameAs(one);
  }
}
