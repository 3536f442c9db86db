/**
 * {@code fairlead version}: which Fairlead and which Kubernetes this is.
 *
 * <p>In: nothing, or a kubeconfig. Out: one line for the program and, if asked for, one for the
 * server, which is asked only then. It never looks for newer versions. Open {@link
 * dev.fairlead.cli.version.VersionCommand} first.
 */
@NullMarked
package dev.fairlead.cli.version;

import org.jspecify.annotations.NullMarked;
