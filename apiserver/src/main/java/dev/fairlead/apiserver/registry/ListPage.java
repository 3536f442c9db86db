package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.storage.Stored;
import java.util.List;

/**
 * The answer to a list.
 *
 * @param continueToken empty on the last page
 * @param remaining how many objects follow; 0 if nobody counted, as with selectors
 */
public record ListPage(List<Stored> items, long revision, String continueToken, long remaining) {}
