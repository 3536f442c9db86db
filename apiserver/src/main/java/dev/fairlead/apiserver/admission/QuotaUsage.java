package dev.fairlead.apiserver.admission;

import dev.fairlead.model.core.v1.ResourceQuota;

/** Keeps what of a quota is used; only the registry can, which itself asks admission. */
@FunctionalInterface
public interface QuotaUsage {
  /**
   * Keeps the status of the changed quota, unless it is no longer as it was read.
   *
   * @return whether it is kept
   */
  boolean write(ResourceQuota read, ResourceQuota changed);
}
