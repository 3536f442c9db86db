package dev.fairlead.client.discovery;

import dev.fairlead.client.discovery.ApiCatalog.Group;
import dev.fairlead.client.discovery.ApiCatalog.Problem;
import dev.fairlead.client.discovery.ApiCatalog.Version;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.ForbiddenException;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.client.error.UnauthorizedException;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.value.GroupVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks a server for what it serves: both roots, and of a server that doesn't put everything into
 * one document, each version. A version that can't be had is a problem of the catalog, and costs no
 * other.
 */
public final class ServerDocuments implements ApiSource {
  /** More versions than this are not asked for one by one: a server with sense has a few dozen. */
  static final int MAX_VERSIONS = 2_000;

  /** So many versions in a row without an answer, and it isn't the versions. */
  static final int MAX_UNANSWERED = 2;

  private static final String CORE = "/api";
  private static final String GROUPS = "/apis";

  /** Gets one document. */
  public interface Getter {
    /**
     * What stands at this path, in the aggregated format if there is one.
     *
     * @param path such as /apis or /apis/apps/v1
     * @throws ApiException if it can't be had
     */
    JsonObject get(String path);
  }

  private final Getter getter;

  public ServerDocuments(Getter getter) {
    this.getter = getter;
  }

  /**
   * Everything that the server serves.
   *
   * @throws ApiException if neither root can be had
   */
  @Override
  public ApiCatalog fetch() {
    ApiCatalog core;
    try {
      core = root(CORE);
    } catch (NotFoundException | ForbiddenException e) {
      // as client-go: some servers have groups only
      return root(GROUPS).plus(problem(CORE, e));
    }
    try {
      return core.plus(root(GROUPS));
    } catch (NotFoundException | ForbiddenException e) {
      return core.plus(problem(GROUPS, e));
    }
  }

  private static ApiCatalog problem(String where, Exception e) {
    return new ApiCatalog(
        List.of(), List.of(new Problem(where, Names.shown(String.valueOf(e.getMessage())))));
  }

  private ApiCatalog root(String path) {
    JsonObject document = getter.get(path);
    return AggregatedDocument.isOne(document) ? AggregatedDocument.read(document) : each(document);
  }

  private ApiCatalog each(JsonObject document) {
    List<Group> groups = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    int asked = 0;
    int unanswered = 0;
    for (Map.Entry<String, List<String>> group : OldDocuments.versions(document).entrySet()) {
      List<Version> versions = new ArrayList<>();
      for (String version : group.getValue()) {
        GroupVersion at = new GroupVersion(group.getKey(), version);
        if (++asked > MAX_VERSIONS) {
          problems.add(new Problem(at.apiVersion(), "there are more than " + MAX_VERSIONS));
          return new ApiCatalog(groups, problems);
        }
        try {
          versions.add(OldDocuments.resources(at, getter.get(path(at))));
          unanswered = 0;
        } catch (UnauthorizedException e) {
          throw e; // which is not about this version
        } catch (ApiException | DecodeException e) {
          unanswered = e instanceof ConnectionException ? unanswered + 1 : 0;
          if (unanswered == MAX_UNANSWERED) {
            throw e;
          }
          problems.add(new Problem(at.apiVersion(), Names.shown(String.valueOf(e.getMessage()))));
        }
      }
      if (!versions.isEmpty()) {
        groups.add(new Group(group.getKey(), versions));
      }
    }
    return new ApiCatalog(groups, problems);
  }

  private static String path(GroupVersion at) {
    return (at.group().isEmpty() ? CORE + "/" : GROUPS + "/" + at.group() + "/") + at.version();
  }
}
