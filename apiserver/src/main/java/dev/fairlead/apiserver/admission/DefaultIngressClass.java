package dev.fairlead.apiserver.admission;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.networking.v1.Ingress;
import dev.fairlead.model.networking.v1.IngressClass;
import org.jspecify.annotations.Nullable;

/** An Ingress without a class gets the default one. */
final class DefaultIngressClass implements Plugin {
  private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";

  @Override
  public @Nullable KubernetesObject mutate(AdmissionRequest request) {
    if (!request.creates()
        || !request.isFor("networking.k8s.io", "ingresses")
        || !(request.object() instanceof Ingress ingress)
        || ingress.spec().ingressClassName() != null
        || ingress.metadata().annotations().containsKey(CLASS_ANNOTATION)) {
      return request.object();
    }
    return DefaultClasses.newest(
            request, IngressClass.TYPE, "ingressclass.kubernetes.io/is-default-class")
        .map(name -> ingress.with(i -> i.spec(s -> s.ingressClassName(name))))
        .orElse(ingress);
  }
}
