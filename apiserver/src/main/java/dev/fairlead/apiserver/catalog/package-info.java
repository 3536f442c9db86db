/**
 * What a server serves: its groups, versions and resources, in the order in which it tells of them.
 *
 * <p>In: the description of Kubernetes' own API, and what CustomResourceDefinitions add. Out: an
 * immutable list that the documents about the server are made from. Never answers requests, and
 * never looks into a storage. Open {@link dev.fairlead.apiserver.catalog.Catalog} first.
 */
@NullMarked
package dev.fairlead.apiserver.catalog;

import org.jspecify.annotations.NullMarked;
