/**
 * One descriptor per object type, and nothing type-specific anywhere else.
 *
 * <p>In: generated records (which carry their descriptor in a constant {@code TYPE}) and users' own
 * records (described by reflection). Out: {@link dev.fairlead.model.type.Type}: the fields in order
 * with their wire forms and merge rules, a way to read them off an object and to make an object of
 * them. Codecs, patches and printing are interpreters over it. Nothing here reads or writes a
 * format. Open {@link dev.fairlead.model.type.Type} first.
 */
@NullMarked
package dev.fairlead.model.type;

import org.jspecify.annotations.NullMarked;
