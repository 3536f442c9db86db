package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.request.Format;
import dev.fairlead.apiserver.storage.Key;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.value.GroupVersionKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedFormsTest {
  private static final GroupVersionKind KIND = new GroupVersionKind("", "v1", "Pod");

  private final EncodedForms forms = new EncodedForms();
  private int made;

  private static Stored stored(long revision) {
    return new Stored(new Key("pods", "team", "a"), Pod.TYPE.empty(), revision);
  }

  private byte[] of(Stored stored, Format format, int size) {
    return forms.of(
        stored,
        format,
        KIND,
        () -> {
          made++;
          return new byte[size];
        });
  }

  @Test
  void bytesAreMadeOnceForAFormat() {
    Stored one = stored(1);
    assertThat(of(one, Format.JSON, 10)).isSameAs(of(one, Format.JSON, 10));
    assertThat(made).isEqualTo(1);
    of(one, Format.PROTOBUF, 10);
    of(stored(1), Format.JSON, 10);
    assertThat(made).isEqualTo(3);
  }

  @Test
  void theOldestAreForgotten() {
    List<Stored> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(stored(i));
      of(many.get(i), Format.JSON, 1 << 20);
    }
    made = 0;
    of(many.get(19), Format.JSON, 1);
    of(many.get(13), Format.JSON, 1);
    assertThat(made).isEqualTo(0);
    of(many.get(0), Format.JSON, 1);
    assertThat(made).isEqualTo(1);
  }

  @Test
  void whatIsTooLargeIsNotKept() {
    Stored small = stored(1);
    Stored large = stored(2);
    of(small, Format.JSON, 1);
    of(large, Format.JSON, 9 << 20);
    of(large, Format.JSON, 9 << 20);
    assertThat(made).isEqualTo(3);
    of(small, Format.JSON, 1);
    assertThat(made).isEqualTo(3);
  }
}
