package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.coordination.v1.Lease;
import dev.fairlead.model.coordination.v1.LeaseSpec;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** Leases of coordination.k8s.io, without coordinated leader election, which is off by default. */
final class Leases extends Kind<Lease> {
  private static final String STRATEGY = "OldestEmulationVersion";
  private static final Path SPEC = Path.of("spec");

  Leases() {
    super(Lease.TYPE);
  }

  @Override
  public boolean checksFinalizers() {
    return false;
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public boolean updatesUnconditionally() {
    return false;
  }

  @Override
  public Lease beforeCreate(Lease lease) {
    return lease.with(l -> l.spec(lease.spec().with(s -> s.strategy(null).preferredHolder(null))));
  }

  @Override
  public Lease beforeUpdate(Lease lease, Lease old) {
    return lease.with(l ->
        l.spec(
            lease
                .spec()
                .with(s -> {
                  if (old.spec().strategy() == null) {
                    s.strategy(null);
                  }
                  if (old.spec().preferredHolder() == null) {
                    s.preferredHolder(null);
                  }
                })));
  }

  @Override
  public void validate(Lease lease, FieldErrors errors) {
    LeaseSpec spec = lease.spec();
    if (spec.leaseDurationSeconds() != null && spec.leaseDurationSeconds() <= 0) {
      errors.invalid(
          SPEC.child("leaseDurationSeconds"),
          spec.leaseDurationSeconds(),
          "must be greater than 0");
    }
    if (spec.leaseTransitions() != null && spec.leaseTransitions() < 0) {
      errors.invalid(
          SPEC.child("leaseTransitions"),
          spec.leaseTransitions(),
          "must be greater than or equal to 0");
    }
    String strategy = spec.strategy();
    if (strategy != null) {
      Path path = SPEC.child("strategy", "strategy"); // Kubernetes' own doubling
      if (strategy.contains("/")) {
        errors.invalid(path, strategy, Names.qualifiedName(strategy));
      } else if (!strategy.equals(STRATEGY)) {
        errors.notSupported(path, strategy, List.of(STRATEGY));
      }
    }
    if (!Texts.isEmpty(spec.preferredHolder()) && Texts.isEmpty(strategy)) {
      errors.forbidden(
          SPEC.child("preferredHolder"), "may only be specified if `strategy` is defined");
    }
  }

  @Override
  public List<JsonValue> cells(Lease lease, Instant now) {
    return Row.of(lease.metadata(), now)
        .text(lease.spec().holderIdentity())
        .age(lease.metadata())
        .cells();
  }
}
