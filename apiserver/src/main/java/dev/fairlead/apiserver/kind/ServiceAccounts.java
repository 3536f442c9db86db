package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.core.v1.ObjectReference;
import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ServiceAccounts. */
final class ServiceAccounts extends Kind<ServiceAccount> {
  private static final String ENFORCE_MOUNTABLE_SECRETS = "kubernetes.io/enforce-mountable-secrets";

  ServiceAccounts() {
    super(ServiceAccount.TYPE);
  }

  @Override
  public ServiceAccount beforeCreate(ServiceAccount account) {
    return withNamedSecrets(account);
  }

  @Override
  public ServiceAccount beforeUpdate(ServiceAccount account, ServiceAccount old) {
    return withNamedSecrets(account);
  }

  /** Secrets are told by their name alone, whatever else a reference could hold. */
  private static ServiceAccount withNamedSecrets(ServiceAccount account) {
    List<ObjectReference> secrets =
        account.secrets().stream()
            .map(secret -> ObjectReference.of(s -> s.name(secret.name())))
            .toList();
    return account.with(a -> a.secrets(secrets));
  }

  @Override
  public void validate(ServiceAccount account, FieldErrors errors) {
    // Nothing but metadata can be wrong.
  }

  @Override
  public List<String> warnings(ServiceAccount account, @Nullable ServiceAccount old) {
    boolean before =
        old != null && old.metadata().annotations().containsKey(ENFORCE_MOUNTABLE_SECRETS);
    return !before && account.metadata().annotations().containsKey(ENFORCE_MOUNTABLE_SECRETS)
        ? List.of(
            "metadata.annotations["
                + ENFORCE_MOUNTABLE_SECRETS
                + "]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted"
                + " secrets")
        : List.of();
  }

  @Override
  public List<JsonValue> cells(ServiceAccount account, Instant now) {
    return Row.of(account.metadata(), now).age(account.metadata()).cells();
  }
}
