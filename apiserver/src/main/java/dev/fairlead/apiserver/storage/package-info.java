/**
 * Where objects are kept: many versions of each, one ordered log, watches from any version.
 *
 * <p>In: objects and the version that a writer last saw. Out: stored objects with their resource
 * version, consistent snapshots, and events in order. It never interprets an object beyond its
 * metadata. Open {@link dev.fairlead.apiserver.storage.Storage} first, the interface that etcd will
 * implement too.
 */
@NullMarked
package dev.fairlead.apiserver.storage;

import org.jspecify.annotations.NullMarked;
