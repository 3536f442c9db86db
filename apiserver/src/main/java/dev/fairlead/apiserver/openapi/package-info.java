/**
 * The API described as OpenAPI: one document a group version, and an index of them.
 *
 * <p>In: a {@link dev.fairlead.apiserver.catalog.Catalog}. Out: JSON documents with schemas and
 * operations, as clients need them to explain, validate and apply. Each is made when it is first
 * asked for, and never changes. Open {@link dev.fairlead.apiserver.openapi.OpenApi} first.
 */
@NullMarked
package dev.fairlead.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
