package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.Cidr;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.networking.v1.IPBlock;
import dev.fairlead.model.networking.v1.NetworkPolicy;
import dev.fairlead.model.networking.v1.NetworkPolicyPeer;
import dev.fairlead.model.networking.v1.NetworkPolicyPort;
import dev.fairlead.model.networking.v1.NetworkPolicySpec;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.IntOrString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** NetworkPolicies of networking.k8s.io. */
final class NetworkPolicies extends Kind<NetworkPolicy> {
  private static final String INGRESS = "Ingress";
  private static final String EGRESS = "Egress";
  private static final List<String> TYPES = List.of(INGRESS, EGRESS);
  private static final List<String> PROTOCOLS = List.of("TCP", "UDP", "SCTP");

  NetworkPolicies() {
    super(NetworkPolicy.TYPE);
  }

  @Override
  public NetworkPolicy defaults(NetworkPolicy policy) {
    NetworkPolicySpec spec = policy.spec();
    List<String> types = spec.egress().isEmpty() ? List.of(INGRESS) : TYPES;
    return policy.with(p ->
        p.spec(s ->
            s.policyTypes(spec.policyTypes().isEmpty() ? types : spec.policyTypes())
                .ingress(
                    spec.ingress().stream()
                        .map(rule -> rule.with(r -> r.ports(defaults(rule.ports()))))
                        .toList())
                .egress(
                    spec.egress().stream()
                        .map(rule -> rule.with(r -> r.ports(defaults(rule.ports()))))
                        .toList())));
  }

  private static List<NetworkPolicyPort> defaults(List<NetworkPolicyPort> ports) {
    return ports.stream()
        .map(port -> port.protocol() == null ? port.with(p -> p.protocol("TCP")) : port)
        .toList();
  }

  @Override
  public void validate(NetworkPolicy policy, FieldErrors errors) {
    new Check(false, List.of(), errors).spec(policy.spec());
  }

  @Override
  public void validateUpdate(NetworkPolicy policy, NetworkPolicy old, FieldErrors errors) {
    List<String> ranges =
        blocks(old.spec())
            .flatMap(block -> Stream.concat(Stream.of(block.cidr()), block.except().stream()))
            .toList();
    boolean anyLabelValue = !Selectors.isUsable(old.spec().podSelector());
    new Check(anyLabelValue, ranges, errors).spec(policy.spec());
  }

  private static Stream<IPBlock> blocks(NetworkPolicySpec spec) {
    return Stream.concat(
            spec.ingress().stream().flatMap(rule -> rule.from().stream()),
            spec.egress().stream().flatMap(rule -> rule.to().stream()))
        .flatMap(peer -> Stream.ofNullable(peer.ipBlock()));
  }

  /**
   * One check of a policy.
   *
   * @param oldRanges that stood in the policy before, and so are taken as they are
   * @param last what Kubernetes finds by declared rules, after everything else
   */
  private record Check(
      boolean anyLabelValue, List<String> oldRanges, FieldErrors errors, FieldErrors last) {

    Check(boolean anyLabelValue, List<String> oldRanges, FieldErrors errors) {
      this(anyLabelValue, oldRanges, errors, new FieldErrors());
    }

    void spec(NetworkPolicySpec spec) {
      LabelSelectors.validate(spec.podSelector(), anyLabelValue, SPEC.child("podSelector"), errors);
      for (int i = 0; i < spec.ingress().size(); i++) {
        Path path = SPEC.child("ingress").index(i);
        each(spec.ingress().get(i).ports(), path.child("ports"), this::port);
        each(spec.ingress().get(i).from(), path.child("from"), this::peer);
      }
      for (int i = 0; i < spec.egress().size(); i++) {
        Path path = SPEC.child("egress").index(i);
        each(spec.egress().get(i).ports(), path.child("ports"), this::port);
        each(spec.egress().get(i).to(), path.child("to"), this::peer);
      }
      Path types = SPEC.child("policyTypes");
      if (spec.policyTypes().size() > TYPES.size()) {
        errors.invalid(types, spec.policyTypes(), "may not specify more than two policyTypes");
      } else {
        each(spec.policyTypes(), types, this::type);
      }
      errors.addAll(last);
    }

    private static <T> void each(List<T> items, Path path, BiConsumer<T, Path> check) {
      for (int i = 0; i < items.size(); i++) {
        check.accept(items.get(i), path.index(i));
      }
    }

    private void type(String type, Path path) {
      if (!TYPES.contains(type)) {
        errors.notSupported(path, type, TYPES);
      }
    }

    private void port(NetworkPolicyPort port, Path path) {
      String protocol = port.protocol();
      if (protocol != null && !PROTOCOLS.contains(protocol)) {
        errors.notSupported(path.child("protocol"), protocol, PROTOCOLS);
      }
      Integer end = port.endPort();
      Path endPath = path.child("endPort");
      switch (port.port()) {
        case null -> {
          if (end != null) {
            errors.invalid(endPath, end, "may not be specified when `port` is not specified");
          }
        }
        case IntOrString.OfInt(int number) -> {
          errors.invalid(path.child("port"), number, Names.portNumber(number));
          if (end != null && end < number) {
            errors.invalid(endPath, end, "must be greater than or equal to `port`");
          }
          if (end != null) {
            errors.invalid(endPath, end, Names.portNumber(end));
          }
        }
        case IntOrString.OfString(String name) -> {
          if (end != null) {
            errors.invalid(endPath, end, "may not be specified when `port` is non-numeric");
          }
          errors.invalid(path.child("port"), name, Names.portName(name));
        }
      }
    }

    private void peer(NetworkPolicyPeer peer, Path path) {
      LabelSelectors.validate(peer.podSelector(), anyLabelValue, path.child("podSelector"), errors);
      LabelSelectors.validate(
          peer.namespaceSelector(), anyLabelValue, path.child("namespaceSelector"), errors);
      boolean selects = peer.podSelector() != null || peer.namespaceSelector() != null;
      if (peer.ipBlock() != null) {
        block(peer.ipBlock(), path.child("ipBlock"));
      }
      if (!selects && peer.ipBlock() == null) {
        errors.required(path, "must specify a peer");
      } else if (selects && peer.ipBlock() != null) {
        errors.forbidden(path, "may not specify both ipBlock and another peer");
      }
    }

    private void block(IPBlock block, Path path) {
      if (block.cidr().isEmpty()) {
        last.required(path.child("cidr"), "");
        return;
      }
      Cidr range = range(block.cidr(), path.child("cidr"));
      for (int i = 0; range != null && i < block.except().size(); i++) {
        String text = block.except().get(i);
        Path exceptPath = path.child("except").index(i);
        Cidr except = range(text, exceptPath);
        if (except != null
            && (!range.contains(except.network())
                || range.prefixLength() >= except.prefixLength())) {
          errors.invalid(exceptPath, text, "must be a strict subset of `cidr`");
        }
      }
    }

    private @Nullable Cidr range(String text, Path path) {
      errors.invalid(path, text, Addresses.legacyCidr(text, oldRanges));
      return Cidr.parse(text);
    }
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public List<String> warnings(NetworkPolicy policy, @Nullable NetworkPolicy old) {
    List<String> warnings = new ArrayList<>();
    NetworkPolicySpec spec = policy.spec();
    for (int i = 0; i < spec.ingress().size(); i++) {
      Path path = SPEC.child("ingress").index(i).child("from");
      addWarnings(spec.ingress().get(i).from(), path, warnings);
    }
    for (int i = 0; i < spec.egress().size(); i++) {
      Path path = SPEC.child("egress").index(i).child("to");
      addWarnings(spec.egress().get(i).to(), path, warnings);
    }
    return warnings;
  }

  private static void addWarnings(List<NetworkPolicyPeer> peers, Path path, List<String> warnings) {
    for (int i = 0; i < peers.size(); i++) {
      IPBlock block = peers.get(i).ipBlock();
      if (block != null) {
        Path blockPath = path.index(i).child("ipBlock");
        warnings.addAll(Addresses.cidrWarnings(blockPath.child("cidr"), block.cidr()));
        for (int k = 0; k < block.except().size(); k++) {
          Path except = blockPath.child("except").index(k);
          warnings.addAll(Addresses.cidrWarnings(except, block.except().get(k)));
        }
      }
    }
  }

  @Override
  public List<JsonValue> cells(NetworkPolicy policy, Instant now) {
    return Row.of(policy.metadata(), now)
        .text(Selectors.cell(policy.spec().podSelector()))
        .age(policy.metadata())
        .cells();
  }
}
