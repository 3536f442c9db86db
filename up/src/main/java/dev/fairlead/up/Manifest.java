package dev.fairlead.up;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.schema.ApiResource;

/**
 * An object that is to be created.
 *
 * @param where the file and the number of the document, for messages
 * @param resource what the server calls such objects
 */
record Manifest(String where, KubernetesObject object, ApiResource resource) {}
