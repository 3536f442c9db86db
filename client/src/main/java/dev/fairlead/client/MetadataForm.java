package dev.fairlead.client;

import dev.fairlead.model.meta.v1.PartialObjectMetadata;
import dev.fairlead.model.meta.v1.PartialObjectMetadataList;
import dev.fairlead.model.type.Type;

/** How to ask for objects of any kind as their metadata alone. Nothing is served so otherwise. */
final class MetadataForm {
  private static final String GROUP = ";g=meta.k8s.io;v=v1";

  private MetadataForm() {}

  /** What to accept for an answer of this type. */
  static String accept(Type<?> type, boolean protobuf) {
    String as = "";
    if (type.javaClass() == PartialObjectMetadata.class) {
      as = ";as=PartialObjectMetadata" + GROUP;
    } else if (type.javaClass() == PartialObjectMetadataList.class) {
      as = ";as=PartialObjectMetadataList" + GROUP;
    }
    String json = Answers.JSON + as;
    return protobuf ? Answers.PROTOBUF + as + "," + json : json;
  }
}
