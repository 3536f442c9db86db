package dev.fairlead.apiserver.admission;

import dev.fairlead.apiserver.authorization.Authorizer;
import dev.fairlead.model.KubernetesObject;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The plugins in their order: first all that change an object, later all that look at it. */
public final class Admission {
  private final List<Plugin> plugins;

  public Admission(List<Plugin> plugins) {
    this.plugins = List.copyOf(plugins);
  }

  /**
   * The plugins that kube-apiserver switches on by default, in its order (AllOrderedPlugins), as
   * far as they change what clients see. Not there: webhooks and policies.
   *
   * @param authorizer for who may approve and sign certificates
   * @param random for the names of token volumes
   * @param withServiceAccounts whether Pods need a ServiceAccount, which something has to create in
   *     every namespace
   * @param quotas keeps what is used of ResourceQuotas
   */
  public static Admission standard(
      Authorizer authorizer,
      RandomGenerator random,
      boolean withServiceAccounts,
      QuotaUsage quotas) {
    List<Plugin> plugins = new ArrayList<>();
    plugins.add(new NamespaceLifecycle());
    plugins.add(new LimitRanger());
    if (withServiceAccounts) {
      plugins.add(new ServiceAccountAdmission(random));
    }
    plugins.add(new TaintNodesByCondition());
    plugins.add(new PodSecurity());
    plugins.add(new Priority());
    plugins.add(new DefaultTolerationSeconds());
    plugins.add(new DefaultStorageClass());
    plugins.add(new StorageObjectInUseProtection());
    plugins.add(new PersistentVolumeClaimResize());
    plugins.add(new RuntimeClassAdmission());
    plugins.add(new CertificateAdmission(authorizer));
    plugins.add(new DefaultIngressClass());
    plugins.add(new Quotas(quotas));
    return new Admission(plugins);
  }

  /** The object with all that the plugins set; null if the request has none. */
  public @Nullable KubernetesObject mutate(AdmissionRequest request) {
    AdmissionRequest current = request;
    for (Plugin plugin : plugins) {
      current = current.withObject(plugin.mutate(current));
    }
    return current.object();
  }

  /** Passes the object as it will be stored, or throws the Status that refuses it. */
  public void validate(AdmissionRequest request) {
    plugins.forEach(plugin -> plugin.validate(request));
  }
}
