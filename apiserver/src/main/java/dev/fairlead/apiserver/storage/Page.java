package dev.fairlead.apiserver.storage;

import java.util.List;

/**
 * A part of a list, read at one revision.
 *
 * @param items in the order of their keys
 * @param revision at which all of them were read
 * @param remaining how many objects follow
 */
public record Page(List<Stored> items, long revision, long remaining) {}
