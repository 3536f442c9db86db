package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Ip;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.networking.v1.Ingress;
import dev.fairlead.model.networking.v1.IngressLoadBalancerIngress;
import dev.fairlead.model.networking.v1.IngressRule;
import dev.fairlead.model.networking.v1.IngressSpec;
import dev.fairlead.model.networking.v1.IngressStatus;
import dev.fairlead.model.networking.v1.IngressTLS;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Ingresses of networking.k8s.io; what is wrong with a spec is in {@link IngressRules}. */
final class Ingresses extends Kind<Ingress> {
  private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";

  /** Hosts in a cell. */
  private static final int MAX_HOSTS = 3;

  Ingresses() {
    super(Ingress.TYPE);
  }

  @Override
  public Ingress beforeCreate(Ingress ingress) {
    return ingress.with(i -> i.status(IngressStatus.TYPE.empty()));
  }

  @Override
  public Ingress beforeUpdate(Ingress ingress, Ingress old) {
    return ingress.with(i -> i.status(old.status()));
  }

  @Override
  public void validate(Ingress ingress, FieldErrors errors) {
    IngressRules.validate(ingress.spec(), false, false, errors);
    String annotation = ingress.metadata().annotations().get(CLASS_ANNOTATION);
    String className = ingress.spec().ingressClassName();
    if (annotation != null && className != null && !annotation.equals(className)) {
      errors.invalid(
          Path.of("annotations", CLASS_ANNOTATION),
          annotation,
          "must match `ingressClassName` when both are specified");
    }
  }

  @Override
  public void validateUpdate(Ingress ingress, Ingress old, FieldErrors errors) {
    IngressSpec before = old.spec();
    boolean anySecretName =
        before.tls().stream().anyMatch(tls -> !IngressRules.secretNameProblems(tls).isEmpty());
    boolean anyWildcardRule = before.rules().stream().anyMatch(Ingresses::isInvalidWildcard);
    IngressRules.validate(ingress.spec(), anySecretName, anyWildcardRule, errors);
  }

  private static boolean isInvalidWildcard(IngressRule rule) {
    FieldErrors errors = new FieldErrors();
    IngressRules.validateValue(rule, Path.ROOT, errors);
    return requireNonNullElse(rule.host(), "").contains("*") && !errors.isEmpty();
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public Ingress beforeStatusUpdate(Ingress ingress, Ingress old) {
    return ingress.with(i -> i.spec(old.spec()));
  }

  @Override
  public void validateStatusUpdate(Ingress ingress, Ingress old, FieldErrors errors) {
    List<String> before =
        old.status().loadBalancer().ingress().stream()
            .map(point -> requireNonNullElse(point.ip(), ""))
            .toList();
    List<IngressLoadBalancerIngress> points = ingress.status().loadBalancer().ingress();
    for (int i = 0; i < points.size(); i++) {
      Path path = LoadBalancerRules.INGRESS.index(i);
      String ip = requireNonNullElse(points.get(i).ip(), "");
      String host = requireNonNullElse(points.get(i).hostname(), "");
      if (!ip.isEmpty()) {
        errors.invalid(path.child("ip"), ip, Addresses.legacyIp(ip, before));
      }
      if (!host.isEmpty()) {
        errors.invalid(path.child("hostname"), host, Names.subdomain(host));
        if (Ip.parse(host) != null) {
          errors.invalid(path.child("hostname"), host, IngressRules.NO_IP);
        }
      }
    }
  }

  @Override
  public List<String> statusWarnings(Ingress ingress) {
    return Addresses.ipWarnings(
        ingress.status().loadBalancer().ingress().stream()
            .map(point -> requireNonNullElse(point.ip(), ""))
            .toList(),
        LoadBalancerRules.INGRESS::index);
  }

  @Override
  public List<String> warnings(Ingress ingress, @Nullable Ingress old) {
    List<String> warnings = new ArrayList<>();
    boolean annotated = ingress.metadata().annotations().containsKey(CLASS_ANNOTATION);
    if (old == null && annotated && ingress.spec().ingressClassName() == null) {
      warnings.add(
          "annotation \""
              + CLASS_ANNOTATION
              + "\" is deprecated, please use 'spec.ingressClassName' instead");
    }
    return warnings;
  }

  @Override
  public List<JsonValue> cells(Ingress ingress, Instant now) {
    return Row.of(ingress.metadata(), now)
        .textOr(ingress.spec().ingressClassName(), Row.NONE)
        .text(hosts(ingress.spec().rules()))
        .text(addresses(ingress.status()))
        .text(ports(ingress.spec().tls()))
        .age(ingress.metadata())
        .cells();
  }

  private static String hosts(List<IngressRule> rules) {
    List<String> hosts = new ArrayList<>();
    boolean more = false;
    for (IngressRule rule : rules) {
      more = more || hosts.size() == MAX_HOSTS;
      String host = requireNonNullElse(rule.host(), "");
      if (!more && !host.isEmpty()) {
        hosts.add(host);
      }
    }
    if (hosts.isEmpty()) {
      return "*";
    }
    String text = String.join(",", hosts);
    return more ? text + " + " + (rules.size() - MAX_HOSTS) + " more..." : text;
  }

  private static String ports(List<IngressTLS> tls) {
    return tls.isEmpty() ? "80" : "80, 443";
  }

  private static String addresses(IngressStatus status) {
    TreeSet<String> addresses = new TreeSet<>();
    for (IngressLoadBalancerIngress point : status.loadBalancer().ingress()) {
      String ip = requireNonNullElse(point.ip(), "");
      String address = ip.isEmpty() ? requireNonNullElse(point.hostname(), "") : ip;
      if (!address.isEmpty()) {
        addresses.add(address);
      }
    }
    return String.join(",", addresses);
  }
}
