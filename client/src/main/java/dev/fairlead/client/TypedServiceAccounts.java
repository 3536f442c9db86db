package dev.fairlead.client;

import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.core.v1.ServiceAccountList;

/** Service accounts as a typed resource. */
final class TypedServiceAccounts extends TypedResource<ServiceAccount, ServiceAccountList>
    implements ServiceAccounts {
  TypedServiceAccounts(
      Calls calls, ResourceType<ServiceAccount, ServiceAccountList> type, String namespace) {
    super(calls, type, namespace);
  }
}
