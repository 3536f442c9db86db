package dev.fairlead.model.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.TypeRegistry;
import dev.fairlead.model.core.v1.PodList;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  private static final List<GroupVersionKind> KINDS = TypeRegistry.kubernetes().kinds();

  /** One dictionary for all, so that a wrong hit would show as a wrong object. */
  private static final Decoding WITH_DICTIONARY = Decoding.DEFAULT.withDictionary(new Dictionary());

  private static final Decoding STRICT = Decoding.DEFAULT.withStrict(true);

  @Provide
  Arbitrary<GroupVersionKind> kinds() {
    return Arbitraries.of(KINDS);
  }

  @Test
  void everyKindWithEveryFieldSetSurvivesEachFormatAndTheWayAcrossThem() throws IOException {
    assertThat(KINDS).hasSizeGreaterThan(150);
    for (GroupVersionKind kind : KINDS) {
      checkAllWays(PopulatedObjects.everyFieldSet(typeOf(kind), kind.hashCode()));
    }
  }

  @Property(tries = 1_500)
  void anyObjectOfAnyKindSurvivesEachFormatAndTheWayAcrossThem(
      @ForAll("kinds") GroupVersionKind kind, @ForAll long seed) throws IOException {
    checkAllWays(PopulatedObjects.random(typeOf(kind), seed));
  }

  private static Type<?> typeOf(GroupVersionKind kind) {
    return TypeRegistry.kubernetes().find(kind).orElseThrow();
  }

  private static void checkAllWays(Object object) throws IOException {
    byte[] json = Codec.json().encode(object);
    assertThat(read(Codec.json(), json, STRICT)).isEqualTo(object);
    byte[] yaml = Codec.yaml().encode(object);
    assertThat(read(Codec.yaml(), yaml, STRICT)).isEqualTo(object);
    JsonValue tree = Codec.json().decodeTree(new ByteArrayInputStream(json), STRICT);
    assertThat(Codec.yaml().decodeTree(new ByteArrayInputStream(yaml), STRICT)).isEqualTo(tree);
    if (hasProtobufForm(Type.of(object.getClass()))) {
      byte[] protobuf = Codec.protobuf().encode(object);
      assertThat(read(Codec.protobuf(), protobuf, STRICT)).isEqualTo(object);
      Object shared = read(Codec.protobuf(), protobuf, WITH_DICTIONARY);
      assertThat(shared).isEqualTo(object);
      assertThat(Codec.json().encode(shared)).isEqualTo(json);
    }
  }

  private static Object read(Codec codec, byte[] bytes, Decoding how) throws IOException {
    return codec.decodeAny(new ByteArrayInputStream(bytes), how);
  }

  /** Tables, exec credentials and the few like them travel as JSON only. */
  private static boolean hasProtobufForm(Type<?> type) {
    return type.fields().stream().mapToInt(Field::protobufDepth).max().orElse(0) > 0;
  }

  @Test
  void recordedPodsDecodeTheSameFromJsonAndFromProtobuf() throws IOException {
    PodList fromJson = recorded("pods.json", Codec.json(), Decoding.DEFAULT);
    PodList fromProtobuf = recorded("pods.pb", Codec.protobuf(), Decoding.DEFAULT);
    PodList shared = recorded("pods.pb", Codec.protobuf(), WITH_DICTIONARY);
    assertThat(fromJson.items()).hasSize(60);
    assertThat(fromProtobuf).isEqualTo(fromJson);
    assertThat(shared).isEqualTo(fromJson);
  }

  private static PodList recorded(String file, Codec codec, Decoding how) throws IOException {
    try (InputStream in = RoundTripTest.class.getResourceAsStream("recorded/" + file)) {
      return codec.decode(PodList.TYPE, Objects.requireNonNull(in, file), how);
    }
  }
}
