package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.storage.Stored;

/**
 * What came of a write.
 *
 * @param stored the object; of a dry run as it would be
 * @param created whether it wasn't there before
 */
public record Written(Stored stored, boolean created) {}
