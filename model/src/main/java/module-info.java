/** The types of the Kubernetes API and their three formats. */
module dev.fairlead.model {
  requires org.snakeyaml.engine;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires tools.jackson.core;

  exports dev.fairlead.model;
  exports dev.fairlead.model.codec;
  exports dev.fairlead.model.patch;
  exports dev.fairlead.model.selector;
  exports dev.fairlead.model.tree;
  exports dev.fairlead.model.type;
  exports dev.fairlead.model.value;
  exports dev.fairlead.model.admission.v1;
  exports dev.fairlead.model.admissionregistration.v1;
  exports dev.fairlead.model.apidiscovery.v2;
  exports dev.fairlead.model.apiextensions.v1;
  exports dev.fairlead.model.apiregistration.v1;
  exports dev.fairlead.model.apps.v1;
  exports dev.fairlead.model.authentication.v1;
  exports dev.fairlead.model.authorization.v1;
  exports dev.fairlead.model.autoscaling.v1;
  exports dev.fairlead.model.autoscaling.v2;
  exports dev.fairlead.model.batch.v1;
  exports dev.fairlead.model.certificates.v1;
  exports dev.fairlead.model.clientauthentication.v1;
  exports dev.fairlead.model.coordination.v1;
  exports dev.fairlead.model.core.v1;
  exports dev.fairlead.model.discovery.v1;
  exports dev.fairlead.model.events.v1;
  exports dev.fairlead.model.flowcontrol.v1;
  exports dev.fairlead.model.meta.v1;
  exports dev.fairlead.model.networking.v1;
  exports dev.fairlead.model.node.v1;
  exports dev.fairlead.model.policy.v1;
  exports dev.fairlead.model.rbac.v1;
  exports dev.fairlead.model.resource.v1;
  exports dev.fairlead.model.scheduling.v1;
  exports dev.fairlead.model.scheduling.v1alpha3;
  exports dev.fairlead.model.storage.v1;
  exports dev.fairlead.model.storagemigration.v1;
  exports dev.fairlead.model.version;
}
