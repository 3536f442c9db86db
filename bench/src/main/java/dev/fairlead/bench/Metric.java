package dev.fairlead.bench;

import java.util.Locale;

/** What is measured, with the name that it has in JSON and the title that it has for people. */
enum Metric {
  READY("readyMillis", "until ready, ms"),
  RESIDENT("residentMegabytes", "resident with 1,000 Pods, MB"),
  LOAD("loadMillis", "Pods and their status written, ms"),
  WALL("wallMillis", "wall, ms"),
  CPU("cpuMillis", "CPU, ms"),
  HEAP("heapBytesPerPod", "heap, bytes a Pod"),
  JARS("jars", "jars"),
  SIZE("jarMegabytes", "jars, MB");

  private final String json;
  private final String title;

  Metric(String json, String title) {
    this.json = json;
    this.title = title;
  }

  String json() {
    return json;
  }

  String title() {
    return title;
  }

  /** Three digits are more than any of these figures is good for. */
  static String text(double value) {
    if (value != 0 && Math.abs(value) < 10) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.1f" : "%,.0f", value);
  }
}
