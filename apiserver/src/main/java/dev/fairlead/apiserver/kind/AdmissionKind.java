package dev.fairlead.apiserver.kind;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.type.Type;

/**
 * What the kinds of admissionregistration.k8s.io have in common: they say who decides on writes.
 */
abstract class AdmissionKind<T extends KubernetesObject> extends Kind<T> {
  AdmissionKind(Type<T> type) {
    super(type);
  }

  @Override
  public final boolean checksFinalizers() {
    return false;
  }

  @Override
  public final boolean hasGeneration() {
    return true;
  }

  @Override
  public final boolean updatesUnconditionally() {
    return false;
  }
}
