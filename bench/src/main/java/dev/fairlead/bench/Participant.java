package dev.fairlead.bench;

import java.util.List;

/**
 * One line of a table.
 *
 * @param name as the table says it
 * @param command runs it in a fresh process
 */
record Participant(String name, List<String> command) {
  static final String CURL = "curl --compressed";
  static final String CLIENT_GO = "client-go protobuf";
  static final String CLIENT_GO_JSON = "client-go JSON";
  static final String FABRIC8 = "fabric8 JSON";
  static final String OFFICIAL = "official JSON";
  static final String FAIRLEAD = "Fairlead protobuf";
  static final String FAIRLEAD_JSON = "Fairlead JSON";

  static final String AOT = ", AOT cache";
  static final String FAIRLEAD_JARS = "Fairlead";
}
