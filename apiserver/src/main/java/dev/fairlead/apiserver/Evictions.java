package dev.fairlead.apiserver;

import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.registry.Deletes;
import dev.fairlead.apiserver.registry.Registry;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.registry.WriteContext;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.storage.Key;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.apiserver.storage.StorageException;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodCondition;
import dev.fairlead.model.meta.v1.Condition;
import dev.fairlead.model.meta.v1.DeleteOptions;
import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.meta.v1.Preconditions;
import dev.fairlead.model.meta.v1.Status;
import dev.fairlead.model.meta.v1.StatusCause;
import dev.fairlead.model.policy.v1.Eviction;
import dev.fairlead.model.policy.v1.PodDisruptionBudget;
import dev.fairlead.model.policy.v1.PodDisruptionBudgetStatus;
import dev.fairlead.model.value.Time;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes Pods as far as their disruption budgets allow. */
final class Evictions implements Endpoint {
  private static final String BUDGETS = "poddisruptionbudgets.policy";
  private static final String CAUSE = "DisruptionBudget";
  private static final Set<String> WITHOUT_DISRUPTION = Set.of("Succeeded", "Failed", "Pending");

  /** Seconds after which a budget that is being worked on may be asked again. */
  private static final int RETRY_SECONDS = 10;

  /** Evictions that the controller hasn't confirmed yet; Go: MaxDisruptedPodSize. */
  private static final int MAX_DISRUPTED = 2_000;

  private static final String DISRUPTION = "DisruptionTarget";

  /** The server's own client spends the budget. */
  private static final WriteContext AS_SERVER = new WriteContext("status", false, "kube-apiserver");

  private final Storage storage;
  private final Deletes deletes;
  private final Served<Pod> pods;
  private final Served<PodDisruptionBudget> budgetResource;
  private final Registry registry;

  Evictions(
      Storage storage,
      Deletes deletes,
      Served<Pod> pods,
      Served<PodDisruptionBudget> budgets,
      Registry registry) {
    this.budgetResource = budgets;
    this.registry = registry;
    this.storage = storage;
    this.deletes = deletes;
    this.pods = pods;
  }

  @Override
  public Response answer(RequestInfo info, Request request, Call call) {
    if (!info.verb().equals("create")) {
      throw ResourceRequests.methodNotAllowed();
    }
    boolean dryRun = !request.parameters("dryRun").isEmpty();
    return Reviews.created(
        request,
        info,
        Eviction.TYPE,
        call,
        (eviction, context) -> {
          if (!info.name().equals(eviction.metadata().name())) {
            throw Failures.badRequest("name in URL does not match name in Eviction object");
          }
          DeleteOptions given = eviction.deleteOptions();
          DeleteOptions options = given == null ? DeleteOptions.TYPE.empty() : given;
          DeleteOptions wanted = dryRun ? options.with(o -> o.dryRun(List.of("All"))) : options;
          evict(info.namespace(), info.name(), wanted, call);
          return Status.of(s -> s.status("Success").code(201));
        });
  }

  private void evict(String namespace, String name, DeleteOptions options, Call call) {
    Stored stored = storage.get(pods.key(namespace, name));
    if (stored == null) {
      throw Failures.notFound(new GroupResource("", "pods"), name);
    }
    Pod pod = (Pod) stored.object();
    String phase = pod.status().phase();
    boolean disrupts =
        !(phase != null && WITHOUT_DISRUPTION.contains(phase)) && !pod.metadata().isTerminating();
    if (disrupts) {
      spend(namespace, pod, options, call);
    }
    if (options.dryRun().isEmpty() && meets(stored, options)) {
      mark(stored, call);
    }
    deletes.delete(pods, namespace, name, options, call);
  }

  /** The version that the caller names would no longer be that of the Pod after a change. */
  private static boolean meets(Stored pod, DeleteOptions options) {
    Preconditions wanted = options.preconditions();
    return wanted == null
        || (wanted.resourceVersion() == null
            && (wanted.uid() == null || wanted.uid().equals(pod.object().metadata().uid())));
  }

  /** Tells whoever looks at the Pod why it goes. */
  private void mark(Stored pod, Call call) {
    Stored current = pod;
    while (current != null) {
      try {
        storage.update(current.key(), marked((Pod) current.object(), call), current.revision());
        return;
      } catch (StorageException e) {
        if (e.reason() != StorageException.Reason.CHANGED) {
          throw e;
        }
        current = storage.get(pod.key());
      }
    }
  }

  private static Pod marked(Pod pod, Call call) {
    List<PodCondition> conditions = new ArrayList<>(pod.status().conditions());
    PodCondition old =
        conditions.stream().filter(c -> c.type().equals(DISRUPTION)).findFirst().orElse(null);
    PodCondition marked =
        PodCondition.of(c ->
            c.type(DISRUPTION)
                .status("True")
                .reason("EvictionByEvictionAPI")
                .message("Eviction API: evicting")
                .observedGeneration(
                    old == null || old.observedGeneration() == 0 ? 0 : pod.metadata().generation())
                .lastProbeTime(old == null ? null : old.lastProbeTime())
                .lastTransitionTime(
                    old != null && old.status().equals("True")
                        ? old.lastTransitionTime()
                        : Time.of(call.now())));
    if (old == null) {
      conditions.add(marked);
    } else {
      conditions.set(conditions.indexOf(old), marked);
    }
    return pod.with(p -> p.status(pod.status().with(s -> s.conditions(conditions))));
  }

  /** Takes one disruption from the budget that the Pod has, if it has one. */
  private void spend(String namespace, Pod pod, DeleteOptions options, Call call) {
    List<PodDisruptionBudget> budgets =
        storage.list(PodDisruptionBudget.TYPE, namespace).stream()
            .filter(budget -> covers(budget, pod))
            .toList();
    if (budgets.size() > 1) {
      throw Failures.other(
          500,
          "",
          "This pod has more than one PodDisruptionBudget, which the eviction subresource does not"
              + " support.");
    }
    if (budgets.isEmpty()
        || goesWithoutBudget(
            budgets.getFirst().spec().unhealthyPodEvictionPolicy(),
            budgets.getFirst().status(),
            pod)) {
      return;
    }
    Key key = new Key(BUDGETS, namespace, String.valueOf(budgets.getFirst().metadata().name()));
    while (true) {
      Stored current = storage.get(key);
      if (current == null) {
        return; // the budget was deleted in the meantime
      }
      PodDisruptionBudget spent = spent((PodDisruptionBudget) current.object(), pod, call);
      if (!options.dryRun().isEmpty()) {
        return;
      }
      try {
        PodDisruptionBudget read = (PodDisruptionBudget) current.object();
        PodDisruptionBudget owned = registry.owned(budgetResource, read, spent, call, AS_SERVER);
        storage.update(key, owned, current.revision());
        return;
      } catch (StorageException e) {
        if (e.reason() != StorageException.Reason.CHANGED) {
          throw e;
        }
      }
    }
  }

  private static boolean covers(PodDisruptionBudget budget, Pod pod) {
    LabelSelector selector = budget.spec().selector();
    return selector != null && selector.matches(pod.metadata().labels());
  }

  /** An unhealthy Pod goes where the policy says always, or where enough others are healthy. */
  private static boolean goesWithoutBudget(
      @Nullable String policy, PodDisruptionBudgetStatus status, Pod pod) {
    boolean ready =
        pod.status().conditions().stream()
            .anyMatch(c -> "Ready".equals(c.type()) && "True".equals(c.status()));
    return !ready
        && ("AlwaysAllow".equals(policy)
            || (status.currentHealthy() >= status.desiredHealthy() && status.desiredHealthy() > 0));
  }

  private static PodDisruptionBudget spent(PodDisruptionBudget budget, Pod pod, Call call) {
    PodDisruptionBudgetStatus status = budget.status();
    String name = budget.metadata().name();
    if (status.observedGeneration() < budget.metadata().generation()) {
      throw tooMany(
          "The disruption budget " + name + " is still being processed by the server.",
          RETRY_SECONDS);
    }
    String denied = "The disruption budget " + name + " does not allow evicting pods currently";
    if (status.disruptionsAllowed() < 0) {
      throw forbidden(
          name,
          "pdb disruptions allowed is negative",
          denied + ": pdb disruptions allowed is negative");
    }
    if (status.disruptedPods().size() > MAX_DISRUPTED) {
      throw forbidden(
          name,
          "DisruptedPods map too big - too many evictions not confirmed by PDB controller",
          denied + ": too many pending evictions not confirmed by PDB controller");
    }
    if (status.disruptionsAllowed() == 0) {
      throw tooMany(why(budget, denied), 0);
    }
    Map<String, Time> disrupted = new LinkedHashMap<>(status.disruptedPods());
    disrupted.put(String.valueOf(pod.metadata().name()), Time.of(call.now()));
    int left = status.disruptionsAllowed() - 1;
    List<Condition> conditions =
        left == 0 ? BudgetConditions.withoutDisruptions(status, call.now()) : status.conditions();
    return budget.with(b ->
        b.status(s -> s.disruptionsAllowed(left).disruptedPods(disrupted).conditions(conditions)));
  }

  private static String why(PodDisruptionBudget budget, String denied) {
    PodDisruptionBudgetStatus status = budget.status();
    Condition condition =
        status.conditions().stream()
            .filter(c -> BudgetConditions.ALLOWED.equals(c.type()) && "False".equals(c.status()))
            .filter(c -> c.message() != null && !c.message().isEmpty())
            .findFirst()
            .orElse(null);
    if (condition != null && "SyncFailed".equals(condition.reason())) {
      return denied + " because it failed sync: " + condition.message();
    }
    if (status.currentHealthy() <= status.desiredHealthy()) {
      return "The disruption budget "
          + budget.metadata().name()
          + " needs "
          + status.desiredHealthy()
          + " healthy pods and has "
          + status.currentHealthy()
          + " currently";
    }
    return condition == null
        ? denied
        : denied + " (" + condition.reason() + "): " + condition.message();
  }

  private static StatusException tooMany(String cause, int retryAfterSeconds) {
    return Failures.failure(
        429,
        "TooManyRequests",
        "Cannot evict pod as it would violate the pod's disruption budget.",
        d ->
            d.retryAfterSeconds(retryAfterSeconds)
                .causes(List.of(StatusCause.of(c -> c.reason(CAUSE).message(cause)))));
  }

  private static StatusException forbidden(@Nullable String name, String why, String cause) {
    StatusException failure =
        Failures.forbidden(
            new GroupResource("policy", "poddisruptionbudget"), String.valueOf(name), why);
    return Failures.withCauses(
        failure, List.of(StatusCause.of(c -> c.reason(CAUSE).message(cause))));
  }
}
