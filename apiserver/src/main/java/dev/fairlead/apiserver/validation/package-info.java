/**
 * What is wrong with an object, in the words of Kubernetes, and the checks that kinds share.
 *
 * <p>In: parts of objects and the path where they stand. Out: {@link
 * dev.fairlead.apiserver.validation.FieldError}s, all of them at once. Never throws for a bad
 * object, never changes one, and knows neither requests nor storage. Open {@link
 * dev.fairlead.apiserver.validation.FieldErrors} first.
 */
@NullMarked
package dev.fairlead.apiserver.validation;

import org.jspecify.annotations.NullMarked;
