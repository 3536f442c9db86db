package dev.fairlead.apiserver.catalog;

import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.schema.ApiResource;

/**
 * One version of a resource that a CustomResourceDefinition adds.
 *
 * @param storageVersion the version in which objects are stored
 * @param schema of the objects, as OpenAPI shows it
 */
public record CustomResource(ApiResource resource, String storageVersion, JsonObject schema) {}
