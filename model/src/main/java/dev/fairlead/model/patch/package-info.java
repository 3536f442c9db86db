/**
 * The three patches that an API server takes, as pure functions over JSON trees.
 *
 * <p>For: changing an object without sending all of it, finding the change between two versions,
 * and doing on the server what the patch says.
 *
 * <p>Flows in: objects and patches as {@link dev.fairlead.model.tree.JsonValue}; for strategic
 * merge patches also the {@link dev.fairlead.model.type.Type} of the object, whose fields say how
 * lists merge.
 *
 * <p>Flows out: the patched object, or the patch that leads from one version to another; otherwise
 * a {@link dev.fairlead.model.patch.PatchException} with the place, the server's own words and what
 * to do. Results are those of the libraries that kube-apiserver 1.37 uses, with their oddities,
 * since clients meet those anyway; where we differ, the class says so.
 *
 * <p>Never: changes its input, does I/O, or lets a patch nest, grow or recurse beyond its named
 * limits.
 *
 * <p>Open {@link dev.fairlead.model.patch.Patch} first.
 */
@NullMarked
package dev.fairlead.model.patch;

import org.jspecify.annotations.NullMarked;
