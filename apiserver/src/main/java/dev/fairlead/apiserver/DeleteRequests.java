package dev.fairlead.apiserver;

import dev.fairlead.apiserver.request.Bodies;
import dev.fairlead.apiserver.request.GoNumbers;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.model.meta.v1.DeleteOptions;
import java.util.List;

/** The options of a deletion: the body, if there is one, else the query. */
final class DeleteRequests {
  private DeleteRequests() {}

  static DeleteOptions options(Request request) {
    if (Bodies.bytes(request).length > 0) {
      return Bodies.options(request, DeleteOptions.TYPE);
    }
    String grace = request.parameter("gracePeriodSeconds");
    String policy = request.parameter("propagationPolicy");
    String orphan = request.parameter("orphanDependents");
    List<String> dryRun = request.parameters("dryRun");
    return DeleteOptions.of(d -> {
      if (grace != null) {
        d.gracePeriodSeconds(number(grace));
      }
      if (orphan != null) {
        d.orphanDependents(!orphan.equalsIgnoreCase("false") && !orphan.equals("0"));
      }
      d.propagationPolicy(policy).dryRun(dryRun);
    });
  }

  private static long number(String text) {
    try {
      return GoNumbers.parseInt(text);
    } catch (NumberFormatException e) {
      throw Failures.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
