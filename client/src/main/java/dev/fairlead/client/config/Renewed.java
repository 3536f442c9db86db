package dev.fairlead.client.config;

import org.jspecify.annotations.Nullable;

/** Something that somebody else may renew, such as what a file has. */
interface Renewed<T extends @Nullable Object> {
  /** As it is now. */
  T current();

  /** Looks at once, because the server refused this one. Whether there is another now. */
  default boolean renew(T refused) {
    return false;
  }
}
