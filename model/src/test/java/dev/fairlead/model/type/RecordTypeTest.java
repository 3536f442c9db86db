package dev.fairlead.model.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.meta.v1.Condition;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.IntOrString;
import dev.fairlead.model.value.Quantity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordTypeTest {
  @Kind(group = "demo.io", version = "v1")
  record Bucket(ObjectMeta metadata, BucketSpec spec, @Nullable BucketStatus status)
      implements KubernetesObject {}

  record BucketSpec(
      int size,
      @Nullable Integer replicas,
      boolean paused,
      @Nullable Quantity limit,
      @Nullable IntOrString port,
      @Json("default") @Nullable String fallback,
      List<String> zones,
      Map<String, BucketRule> rules,
      @Nullable JsonValue extra) {}

  record BucketRule(long days, double share) {}

  record BucketStatus(List<Condition> conditions) {}

  record Unsuited(Optional<String> name) {}

  private static final String JSON =
      "{\"kind\":\"Bucket\",\"apiVersion\":\"demo.io/v1\",\"metadata\":{\"name\":\"logs\"},\"spec\":{\"size\":3,"
          + "\"replicas\":0,\"paused\":false,\"limit\":\"1Gi\",\"port\":\"http\",\"default\":\"none\",\"zones\":"
          + "[\"a\",\"b\"],\"rules\":{\"old\":{\"days\":30,\"share\":0.5}},\"extra\":{\"any\":[1,null]}}}";

  @Test
  void readsAndWritesAUsersRecordWithoutAnyGeneration() {
    Bucket bucket = Codec.json().decode(Type.of(Bucket.class), JSON);

    assertThat(bucket.metadata().name()).isEqualTo("logs");
    assertThat(bucket.spec().replicas()).isZero();
    assertThat(bucket.spec().fallback()).isEqualTo("none");
    assertThat(bucket.spec().rules()).containsEntry("old", new BucketRule(30, 0.5));
    assertThat(bucket.status()).isNull();
    assertThat(bucket.toJson()).isEqualTo(JSON);
    assertThat(bucket.kind()).hasToString("demo.io/v1, Kind=Bucket");
  }

  @Test
  void givesAbsentListsAndMapsAsEmptyAndAbsentPrimitivesAsZero() {
    BucketSpec spec = Codec.json().decode(Type.of(BucketSpec.class), "{}");
    assertThat(spec)
        .isEqualTo(new BucketSpec(0, null, false, null, null, null, List.of(), Map.of(), null));
  }

  @Test
  void namesThePathOfAnUnknownFieldInARecordOfTheUser() {
    byte[] json = "{\"spec\":{\"rules\":{\"a\":{\"dayz\":1}}}}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() ->
            Codec.json()
                .decode(
                    Type.of(Bucket.class),
                    new ByteArrayInputStream(json),
                    Decoding.DEFAULT.withStrict(true)))
        .isInstanceOf(DecodeException.class)
        .hasMessage("strict decoding error: unknown field \"spec.rules.a.dayz\"");
  }

  @Test
  void saysWhichComponentHasNoJsonForm() {
    assertThatThrownBy(() -> Type.of(Unsuited.class).fields())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "dev.fairlead.model.type.RecordTypeTest$Unsuited.name is a"
                + " java.util.Optional<java.lang.String>, which has no JSON form here: use String,"
                + " a number, boolean, a type of dev.fairlead.model.value, JsonValue, a record,"
                + " List or Map<String, ...> of these");
  }

  @Test
  void saysThatAClassWhichIsNoRecordCannotBeDescribed() {
    assertThatThrownBy(() -> Type.of(StringBuilder.class))
        .hasMessage(
            "java.lang.StringBuilder is neither a generated type nor a record: make it a record");
  }
}
