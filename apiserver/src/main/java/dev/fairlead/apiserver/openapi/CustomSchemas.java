package dev.fairlead.apiserver.openapi;

import dev.fairlead.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What schemas of custom resources are called: the group's parts turned round come first. */
final class CustomSchemas {
  private CustomSchemas() {}

  /** Such as {@code com.example.stable.v1.CronTab} for the group stable.example.com. */
  static String name(ObjectSchema.Kind kind) {
    List<String> parts = new ArrayList<>(Arrays.asList(kind.group().split("\\.")));
    Collections.reverse(parts);
    return String.join(".", parts) + "." + kind.version() + "." + kind.kind();
  }
}
