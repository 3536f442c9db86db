package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.request.GoNumbers;
import dev.fairlead.apiserver.request.ListOptions;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.storage.Page;
import dev.fairlead.apiserver.storage.Range;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.apiserver.storage.StorageException;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.StatusCause;
import dev.fairlead.model.value.GoQuote;
import java.util.List;
import java.util.function.Function;

/** Gets and lists objects, as of the versions that the options allow. */
public final class Reads {
  private static final String LIST_EXPIRED =
      "The resourceVersion for the provided list is too old.";
  private static final String PAGES_EXPIRED =
      "The provided continue parameter is too old to display a consistent list result. You can"
          + " start a new list without the continue parameter, or use the continue token in this"
          + " response to retrieve the remainder of the results. Continuing with the provided token"
          + " results in an inconsistent list - objects that were created, modified, or deleted"
          + " between the time the first chunk was returned and now may show up in the list.";

  private final Storage storage;

  public Reads(Storage storage) {
    this.storage = storage;
  }

  /** The newest version of an object. */
  public Stored get(Served<?> resource, String namespace, String name, String resourceVersion) {
    boolean event = resource.facts().resource().equals("events"); // alone in having no cache
    checkNotAhead(
        revision(
            resourceVersion,
            why ->
                event
                    ? Failures.badRequest("invalid resource version: " + why)
                    : Failures.other(500, "", why)));
    Stored stored = storage.get(resource.key(namespace, name));
    if (stored == null) {
      throw Failures.notFound(resource.groupResource(), name);
    }
    return stored;
  }

  /** A page of a list, or all of it. */
  public <S extends KubernetesObject> ListPage list(
      Served<S> resource, String namespace, ListOptions options) {
    Selection<S> selection = Selection.of(resource, options);
    Range range = Range.of(resource.storage(), resource.namespaced() ? namespace : "");
    String token = options.continueToken();
    if (!token.isEmpty()) {
      return nextPage(range, options, selection);
    }
    long wanted =
        revision(
            options.resourceVersion(),
            why -> Failures.badRequest("invalid resource version: " + why));
    checkNotAhead(wanted);
    boolean exact =
        options.isExact()
            || (options.resourceVersionMatch().isEmpty() && options.limit() > 0 && wanted > 0);
    try {
      // "any version will do" is answered from the server's memory, whole
      boolean whole =
          (options.resourceVersion().equals("0") && !exact)
              || isOfOne(resource, namespace, selection);
      long limit = whole ? 0 : options.limit();
      Page page = storage.list(range, exact ? wanted : 0, limit, selection);
      return listPage(range, page, selection);
    } catch (StorageException e) {
      throw e.reason() == StorageException.Reason.COMPACTED ? Failures.expired(LIST_EXPIRED) : e;
    }
  }

  /** Whether a list is really a get: it has no pages. */
  private static boolean isOfOne(Served<?> resource, String namespace, Selection<?> selection) {
    return selection.name() != null && (!resource.namespaced() || !namespace.isEmpty());
  }

  private ListPage nextPage(Range range, ListOptions options, Selection<?> selection) {
    String version = options.resourceVersion();
    ContinueToken token = ContinueToken.parse(options.continueToken());
    if (!version.isEmpty() && !version.equals("0")) {
      throw Failures.badRequest("specifying resource version is not allowed when using continue");
    }
    String prefix = range.namespace().isEmpty() ? "" : range.namespace() + "/";
    Range rest = range.after(prefix + token.after());
    try {
      long revision = token.revision() == ContinueToken.NEWEST ? 0 : token.revision();
      return listPage(rest, storage.list(rest, revision, options.limit(), selection), selection);
    } catch (StorageException e) {
      if (e.reason() == StorageException.Reason.COMPACTED) {
        String fresh = new ContinueToken(ContinueToken.NEWEST, token.after()).toString();
        throw Failures.withContinue(Failures.expired(PAGES_EXPIRED), fresh);
      }
      throw e;
    }
  }

  private static ListPage listPage(Range range, Page page, Selection<?> selection) {
    if (page.remaining() == 0) {
      return new ListPage(page.items(), page.revision(), "", 0);
    }
    var last = page.items().getLast().key();
    boolean all = range.namespace().isEmpty() && !last.namespace().isEmpty();
    String after = all ? last.namespace() + "/" + last.name() : last.name();
    return new ListPage(
        page.items(),
        page.revision(),
        new ContinueToken(page.revision(), after).toString(),
        selection.isEverything() ? page.remaining() : 0);
  }

  /**
   * The number that a resource version is; 0 for none.
   *
   * @param failure what to fail with for another text, given what is wrong: gets, lists and watches
   *     answer differently
   */
  static long revision(String resourceVersion, Function<String, StatusException> failure) {
    if (resourceVersion.isEmpty()) {
      return 0;
    }
    try {
      return GoNumbers.parseUint(resourceVersion);
    } catch (NumberFormatException e) {
      throw failure.apply(
          "resourceVersion: Invalid value: "
              + GoQuote.quote(resourceVersion)
              + ": "
              + e.getMessage());
    }
  }

  /** The real server waits for a version that isn't there yet; ours has no replica to wait for. */
  void checkNotAhead(long revision) {
    long newest = storage.revision();
    if (Long.compareUnsigned(revision, newest) > 0) {
      String why =
          "Too large resource version: " + Long.toUnsignedString(revision) + ", current: " + newest;
      List<StatusCause> causes =
          List.of(
              StatusCause.of(
                  c -> c.reason("ResourceVersionTooLarge").message("Too large resource version")));
      throw Failures.failure(
          504, "Timeout", "Timeout: " + why, d -> d.causes(causes).retryAfterSeconds(1));
    }
  }
}
