package dev.fairlead.apiserver.apply;

import java.util.List;

/** A value that doesn't fit its schema, with all that is wrong. */
final class TypedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One fault; the path is empty for the object itself. */
  record Fault(String path, String message) {
    @Override
    public String toString() {
      return path.isEmpty() ? message : path + ": " + message;
    }
  }

  TypedException(List<Fault> faults) {
    super(text(faults), null, false, false); // told to the client; nobody reads its stack trace
  }

  private static String text(List<Fault> faults) {
    if (faults.size() == 1) {
      return faults.getFirst().toString();
    }
    StringBuilder out = new StringBuilder("errors:");
    faults.forEach(fault -> out.append("\n  ").append(fault));
    return out.toString();
  }
}
