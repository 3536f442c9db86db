/**
 * One program a task: watch Nodes, Events, Pods or any kind, go through long lists, change, evict
 * and resize Pods, run a Job, apply a custom resource, work with kinds that have no type or one's
 * own.
 *
 * <p>In: the kubeconfig that kubectl would use. Out: lines of text, and what the task creates,
 * which it deletes at its end. They never touch objects of other names. Each has a {@code main} and
 * a {@code run} that takes a client. Open {@link dev.fairlead.examples.objects.PodWatcher} first.
 */
@NullMarked
package dev.fairlead.examples.objects;

import org.jspecify.annotations.NullMarked;
