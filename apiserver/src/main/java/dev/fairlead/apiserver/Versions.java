package dev.fairlead.apiserver;

import dev.fairlead.model.version.Info;
import dev.fairlead.schema.KubernetesApi;

/** What /version tells. */
final class Versions {
  private Versions() {}

  static Info of(KubernetesApi api) {
    String[] parts = api.version().split("\\.", -1);
    String before = Integer.toString(Integer.parseInt(parts[1]) - 1);
    return Info.of(i ->
        i.major(parts[0])
            .minor(parts[1])
            .emulationMajor(parts[0])
            .emulationMinor(parts[1])
            .minCompatibilityMajor(parts[0])
            .minCompatibilityMinor(before)
            .gitVersion("v" + api.version())
            .compiler("fairlead")
            .platform("java"));
  }
}
