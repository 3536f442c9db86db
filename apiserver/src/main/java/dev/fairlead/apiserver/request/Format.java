package dev.fairlead.apiserver.request;

import dev.fairlead.model.codec.Codec;

/** The formats of objects on the wire, in the order in which the server prefers them. */
public enum Format {
  JSON("json", true),
  YAML("yaml", false),
  PROTOBUF("vnd.kubernetes.protobuf", true);

  static final String TYPE = "application";

  private final String subtype;
  private final boolean streams;

  Format(String subtype, boolean streams) {
    this.subtype = subtype;
    this.streams = streams;
  }

  String subtype() {
    return subtype;
  }

  /** Whether a watch can be in this format. */
  public boolean streams() {
    return streams;
  }

  /** Such as application/json, without parameters. */
  public String mediaType() {
    return TYPE + "/" + subtype;
  }

  /** The Content-Type of a watch; that of JSON has no parameter. */
  public String watchMediaType() {
    return this == JSON ? mediaType() : mediaType() + ";stream=watch";
  }

  public Codec codec() {
    return switch (this) {
      case JSON -> Codec.json().likeServer();
      case YAML -> Codec.yaml().likeServer();
      case PROTOBUF -> Codec.protobuf();
    };
  }
}
