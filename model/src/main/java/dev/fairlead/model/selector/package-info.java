/**
 * Label and field selectors: the texts that say which objects a request is about.
 *
 * <p>For: writing a selector in Java or reading one from text, by the grammar of {@code kubectl -l}
 * and {@code --field-selector}.
 *
 * <p>Flows in: selector texts, keys and values, and the labels or field values of an object.
 *
 * <p>Flows out: whether the object matches, and the text in Go's canonical form. A text that cannot
 * be read is a {@link dev.fairlead.model.value.MalformedTextException}, a key or value that
 * Kubernetes would refuse an IllegalArgumentException.
 *
 * <p>Never: looks into an object itself, knows which fields a resource can be selected by, or
 * prints a selector of nothing as the empty text, which means everything.
 *
 * <p>Open {@link dev.fairlead.model.selector.Labels} first.
 */
@NullMarked
package dev.fairlead.model.selector;

import org.jspecify.annotations.NullMarked;
