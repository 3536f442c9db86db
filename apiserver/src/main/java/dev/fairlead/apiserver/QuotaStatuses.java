package dev.fairlead.apiserver;

import dev.fairlead.apiserver.admission.QuotaUsage;
import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.registry.Registry;
import dev.fairlead.apiserver.registry.Resources;
import dev.fairlead.apiserver.registry.Rules;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.registry.WriteContext;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.core.v1.ResourceQuota;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the status of ResourceQuotas as the server's own client does. */
final class QuotaStatuses implements QuotaUsage {
  private static final User SERVER = User.of("system:apiserver", User.MASTERS_GROUP);

  private final Served<ResourceQuota> quotas;
  private final InstantSource clock;
  private volatile @Nullable Registry registry;

  @SuppressWarnings("unchecked") // the resource is that of the kind
  QuotaStatuses(Resources resources, InstantSource clock) {
    this.quotas = (Served<ResourceQuota>) resources.find("", "v1", "resourcequotas").orElseThrow();
    this.clock = clock;
  }

  /** To be called before the first request. */
  void use(Registry writer) {
    registry = writer;
  }

  @Override
  public boolean write(ResourceQuota read, ResourceQuota changed) {
    Registry writer = Objects.requireNonNull(registry);
    Call call = new Call(SERVER, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    WriteContext context = new WriteContext("status", false, "kube-apiserver");
    try {
      writer.update(
          quotas,
          Objects.requireNonNullElse(changed.metadata().namespace(), ""),
          Objects.requireNonNullElse(changed.metadata().name(), ""),
          Rules.status(quotas.kind()),
          current -> {
            if (!read.equals(current)) {
              throw new ChangedException();
            }
            return writer.owned(quotas, read, changed, call, context);
          },
          false,
          call,
          context);
      return true;
    } catch (ChangedException e) {
      return false;
    } catch (StatusException e) {
      if (e.status().code() == 404) {
        return true; // it was deleted in the meantime and limits nothing any more
      }
      throw e;
    }
  }

  /** The quota is no longer as it was read. */
  private static final class ChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChangedException() {
      super("the quota has changed", null, false, false);
    }
  }
}
