package dev.fairlead.bench;

import java.util.Locale;

/** A Java client: a folder of jars in bench/clients, and the class that drives it. */
enum Client {
  FABRIC8("Fabric8Runs", "Fabric8Jmh"),
  OFFICIAL("OfficialRuns", "OfficialJmh"),
  FAIRLEAD("FairleadRuns", "FairleadJmh");

  private final String main;
  private final String jmh;

  Client(String main, String jmh) {
    this.main = main;
    this.jmh = jmh;
  }

  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  String mainClass() {
    return Client.class.getPackageName() + "." + main;
  }

  String jmhClass() {
    return Client.class.getPackageName() + "." + jmh;
  }

  /** As people say it. */
  String title() {
    return this == FAIRLEAD ? Participant.FAIRLEAD_JARS : folder();
  }
}
