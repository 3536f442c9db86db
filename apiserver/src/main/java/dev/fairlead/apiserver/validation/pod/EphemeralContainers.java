package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.EphemeralContainer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Looks at ephemeral containers as the containers that they nearly are. */
public final class EphemeralContainers {
  private EphemeralContainers() {}

  /** What it has in common with other containers: all but the target's name. */
  public static Container common(EphemeralContainer ephemeral) {
    @Nullable Object[] values = new Object[Container.TYPE.fields().size()];
    for (int i = 0; i < values.length; i++) {
      int index = EphemeralContainer.TYPE.indexOf(Container.TYPE.fields().get(i).name());
      values[i] = EphemeralContainer.TYPE.get(ephemeral, index);
    }
    return Container.TYPE.create(values);
  }

  /** The ephemeral container with its common part changed. */
  static EphemeralContainer with(EphemeralContainer ephemeral, UnaryOperator<Container> change) {
    Container changed = change.apply(common(ephemeral));
    @Nullable Object[] values = new Object[EphemeralContainer.TYPE.fields().size()];
    for (int i = 0; i < values.length; i++) {
      int index = Container.TYPE.indexOf(EphemeralContainer.TYPE.fields().get(i).name());
      values[i] =
          index < 0
              ? EphemeralContainer.TYPE.get(ephemeral, i)
              : Container.TYPE.get(changed, index);
    }
    return EphemeralContainer.TYPE.create(values);
  }
}
