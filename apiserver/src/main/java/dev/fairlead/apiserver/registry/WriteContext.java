package dev.fairlead.apiserver.registry;

/**
 * What holds for a write as a whole.
 *
 * @param subresource empty for the resource itself
 * @param dryRun whether nothing is kept
 * @param manager the field manager
 */
public record WriteContext(String subresource, boolean dryRun, String manager) {}
