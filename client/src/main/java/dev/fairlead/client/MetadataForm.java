package dev.fairlead.client;

import dev.fairlead.model.meta.v1.PartialObjectMetadata;
import dev.fairlead.model.meta.v1.PartialObjectMetadataList;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;

/** How to ask for objects of any kind in another form: as metadata alone, or as tables. */
final class MetadataForm {
  /** The kind of the form for people. */
  static final GroupVersionKind TABLE = new GroupVersionKind("meta.k8s.io", "v1", "Table");

  private static final String GROUP = ";g=meta.k8s.io;v=v1";

  private MetadataForm() {}

  /** What to accept for an answer of this type. */
  static String accept(Type<?> type, boolean protobuf) {
    String as = "";
    if (type.javaClass() == PartialObjectMetadata.class) {
      as = ";as=PartialObjectMetadata" + GROUP;
    } else if (type.javaClass() == PartialObjectMetadataList.class) {
      as = ";as=PartialObjectMetadataList" + GROUP;
    } else if (TABLE.equals(type.kind().orElse(null))) {
      as = ";as=Table" + GROUP;
    }
    String json = Answers.JSON + as;
    return protobuf ? Answers.PROTOBUF + as + "," + json : json;
  }
}
