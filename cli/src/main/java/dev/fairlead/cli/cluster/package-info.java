/**
 * What the commands that work on any kind of object have in common.
 *
 * <p>In: arguments that name resources as kubectl takes them. Out: a connection made when it is
 * first needed, the resources found, and failures in the words that kubectl's users and their
 * scripts know. It knows no command and never decides what is printed of an answer. Open {@link
 * dev.fairlead.cli.cluster.ClusterCommand} first.
 */
@NullMarked
package dev.fairlead.cli.cluster;

import org.jspecify.annotations.NullMarked;
