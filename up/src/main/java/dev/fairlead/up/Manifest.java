package dev.fairlead.up;

import dev.fairlead.model.KubernetesObject;

/**
 * An object that is to be created.
 *
 * @param where the file and the number of the document, for messages
 */
record Manifest(String where, KubernetesObject object) {}
