/**
 * Objects as rows of a Table, or as their metadata alone.
 *
 * <p>In: objects, their kind's cells and columns, and what the client asked for. Out: Tables,
 * PartialObjectMetadata and lists of these, as trees. It never changes an object. Open {@link
 * dev.fairlead.apiserver.table.Tables} first.
 */
@NullMarked
package dev.fairlead.apiserver.table;

import org.jspecify.annotations.NullMarked;
