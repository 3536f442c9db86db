package dev.fairlead.apiserver.admission;

/** What a request does to an object; reads don't go through admission. */
public enum Operation {
  CREATE,
  UPDATE,
  DELETE,
  CONNECT
}
