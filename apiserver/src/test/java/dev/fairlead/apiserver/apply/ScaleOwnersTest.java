package dev.fairlead.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.autoscaling.v1.Scale;
import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As a real server has it, which was asked the same. */
class ScaleOwnersTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Deployment CREATED =
      FieldManagement.update(
          Deployment.TYPE,
          null,
          Deployment.of(d -> d.metadata(m -> m.uid("u")).spec(s -> s.replicas(3).paused(true))),
          "alice",
          "",
          FieldSet.EMPTY,
          NOW);

  private static List<ManagedFieldsEntry> scaled(int replicas) {
    List<ManagedFieldsEntry> owners = ScaleOwners.ofScale(CREATED.metadata().managedFields());
    Scale now =
        Scale.of(s -> s.metadata(m -> m.uid("u").managedFields(owners)).spec(x -> x.replicas(3)));
    Scale wanted = now.with(s -> s.spec(x -> x.replicas(replicas)));
    Scale written =
        FieldManagement.update(
            Scale.TYPE, now, wanted, "bob", "scale", FieldSet.EMPTY, NOW.plusSeconds(5));
    return ScaleOwners.ofWorkload(
        CREATED.metadata().managedFields(), written.metadata().managedFields(), "apps/v1");
  }

  @Test
  void theOwnerOfReplicasOwnsThemInTheScale() {
    List<ManagedFieldsEntry> owners = ScaleOwners.ofScale(CREATED.metadata().managedFields());
    assertThat(owners).hasSize(1);
    assertThat(owners.getFirst().manager()).isEqualTo("alice");
    assertThat(owners.getFirst().apiVersion()).isEqualTo("autoscaling/v1");
    assertThat(String.valueOf(owners.getFirst().fieldsV1())).contains("f:replicas");
  }

  @Test
  void whoScalesTakesTheReplicasAndNothingElse() {
    List<ManagedFieldsEntry> owners = scaled(5);
    assertThat(owners)
        .extracting(ManagedFieldsEntry::manager, ManagedFieldsEntry::subresource)
        .containsExactly(tuple("bob", "scale"), tuple("alice", null));
    assertThat(owners.getFirst().time()).as("new owners have no time").isNull();
    assertThat(String.valueOf(owners.getLast().fieldsV1()))
        .contains("f:paused")
        .doesNotContain("f:replicas");
  }

  @Test
  void whoSaysWhatIsSoTakesNothing() {
    assertThat(scaled(3)).extracting(ManagedFieldsEntry::manager).containsOnly("alice");
  }
}
