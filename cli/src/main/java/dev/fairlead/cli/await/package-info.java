/**
 * {@code fairlead wait}: until something holds of objects.
 *
 * <p>In: objects and a condition. Out: a line an object when it holds, or what is missing when the
 * time is over. It writes nothing to the cluster. Open {@link dev.fairlead.cli.await.WaitCommand}
 * first.
 */
@NullMarked
package dev.fairlead.cli.await;

import org.jspecify.annotations.NullMarked;
