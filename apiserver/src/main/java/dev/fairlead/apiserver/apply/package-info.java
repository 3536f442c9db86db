/**
 * Who owns which field of an object, and server-side apply: what kube-apiserver's managed fields
 * do, as pure functions.
 *
 * <p>In: the stored object, the object or the patch that a request brings, the name of the field
 * manager, the time. Out: the object to store with its {@code metadata.managedFields}, or a
 * conflict. Nothing here defaults, validates or stores, nor looks at a clock. Objects are JSON
 * trees that are read with a {@link dev.fairlead.apiserver.apply.Schema}: of a generated type, of a
 * custom resource, or deduced. Open {@link dev.fairlead.apiserver.apply.FieldManagement} first.
 */
@NullMarked
package dev.fairlead.apiserver.apply;

import org.jspecify.annotations.NullMarked;
