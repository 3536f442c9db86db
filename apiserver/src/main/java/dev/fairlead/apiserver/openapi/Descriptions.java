package dev.fairlead.apiserver.openapi;

/** The sentences that explain fields and parameters; empty where none is known. */
final class Descriptions {
  Descriptions() {}

  String parameter(String options, String name) {
    return "";
  }
}
