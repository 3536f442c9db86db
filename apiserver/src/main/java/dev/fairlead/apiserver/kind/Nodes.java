package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.apiserver.validation.pod.ResourceLists;
import dev.fairlead.model.core.v1.Node;
import dev.fairlead.model.core.v1.NodeAddress;
import dev.fairlead.model.core.v1.NodeCondition;
import dev.fairlead.model.core.v1.NodeConfigSource;
import dev.fairlead.model.core.v1.NodeConfigStatus;
import dev.fairlead.model.core.v1.NodePodPreemptionPolicy;
import dev.fairlead.model.core.v1.NodeSpec;
import dev.fairlead.model.core.v1.NodeStatus;
import dev.fairlead.model.core.v1.NodeSystemInfo;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Nodes. Unlike most kinds, a new one may bring its status: kubelets register so. */
final class Nodes extends Kind<Node> {
  private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
  private static final String ROLE_LABEL = "kubernetes.io/role";
  private static final String UNKNOWN = "<unknown>";
  private static final Path RANGES = Path.of("spec", "podCIDRs");

  Nodes() {
    super(Node.TYPE);
  }

  /** What can be allocated is all there is, if nothing else is said; one range is the first. */
  @Override
  public Node defaults(Node node) {
    NodeStatus status =
        node.status()
            .with(s ->
                s.capacity(ResourceLists.rounded(node.status().capacity()))
                    .allocatable(ResourceLists.rounded(node.status().allocatable())));
    NodeSpec spec = node.spec();
    return node.with(n -> {
      n.status(status);
      if (status.allocatable().isEmpty() && !status.capacity().isEmpty()) {
        n.status(status.with(s -> s.allocatable(status.capacity())));
      }
      String one = Texts.orEmpty(spec.podCIDR());
      if (one.isEmpty() && !spec.podCIDRs().isEmpty()) {
        n.spec(spec.with(s -> s.podCIDR(spec.podCIDRs().getFirst())));
      } else if (!one.isEmpty()
          && (spec.podCIDRs().isEmpty() || !spec.podCIDRs().getFirst().equals(one))) {
        n.spec(spec.with(s -> s.podCIDRs(one)));
      }
    });
  }

  @Override
  public Node beforeCreate(Node node) {
    return node.with(n ->
        n.spec(
                node.spec()
                    .with(s ->
                        s.configSource((NodeConfigSource) null)
                            .podPreemptionPolicy((NodePodPreemptionPolicy) null)))
            .status(node.status().with(s -> s.config((NodeConfigStatus) null))));
  }

  @Override
  public void validate(Node node, FieldErrors errors) {
    NodeRules.validate(node, errors);
  }

  @Override
  public Node beforeUpdate(Node node, Node old) {
    return node.with(n -> {
      n.status(old.status());
      NodeSpec spec = node.spec();
      if (old.spec().podPreemptionPolicy() == null) { // of a feature that is off by default
        spec = spec.with(s -> s.podPreemptionPolicy((NodePodPreemptionPolicy) null));
      }
      if (old.spec().configSource() == null) {
        spec = spec.with(s -> s.configSource((NodeConfigSource) null));
      }
      n.spec(spec);
    });
  }

  @Override
  public void validateUpdate(Node node, Node old, FieldErrors errors) {
    validate(node, errors);
    validateStatusUpdate(node, old, errors);
  }

  @Override
  public Node beforeStatusUpdate(Node node, Node old) {
    return node.with(n -> {
      n.spec(old.spec());
      if (old.status().config() == null) {
        n.status(node.status().with(s -> s.config((NodeConfigStatus) null)));
      }
    });
  }

  @Override
  public void validateStatusUpdate(Node node, Node old, FieldErrors errors) {
    NodeRules.validateChange(node, old, errors);
  }

  @Override
  public List<String> warnings(Node node, @Nullable Node old) {
    List<String> warnings = new ArrayList<>();
    if (node.spec().configSource() != null) {
      warnings.add("spec.configSource: the feature is removed");
    }
    if (!Texts.isEmpty(node.spec().externalID())) {
      warnings.add("spec.externalID: this field is deprecated, and is unused by Kubernetes");
    }
    for (int i = 0; i < node.spec().podCIDRs().size(); i++) {
      warnings.addAll(Addresses.cidrWarnings(RANGES.index(i), node.spec().podCIDRs().get(i)));
    }
    return warnings;
  }

  @Override
  public Map<String, String> fields(Node node) {
    return Map.of("spec.unschedulable", Boolean.toString(node.spec().unschedulable()));
  }

  @Override
  public List<JsonValue> cells(Node node, Instant now) {
    NodeSystemInfo info = node.status().nodeInfo();
    String kernel = known(info.kernelVersion());
    return Row.of(node.metadata(), now)
        .text(state(node))
        .text(roles(node))
        .age(node.metadata())
        .text(info.kubeletVersion())
        .text(address(node, "InternalIP"))
        .text(address(node, "ExternalIP"))
        .text(known(info.osImage()))
        .text(info.architecture().isEmpty() ? kernel : kernel + " (" + info.architecture() + ")")
        .text(known(info.containerRuntimeVersion()))
        .cells();
  }

  private static String state(Node node) {
    String ready = "Unknown";
    for (NodeCondition condition : node.status().conditions()) {
      if (condition.type().equals("Ready")) {
        ready = condition.status().equals("True") ? "Ready" : "NotReady";
      }
    }
    return node.spec().unschedulable() ? ready + ",SchedulingDisabled" : ready;
  }

  private static String roles(Node node) {
    TreeSet<String> roles = new TreeSet<>();
    node.metadata()
        .labels()
        .forEach((key, value) -> {
          if (key.startsWith(ROLE_PREFIX)) {
            roles.add(key.substring(ROLE_PREFIX.length()));
          } else if (key.equals(ROLE_LABEL)) {
            roles.add(value);
          }
        });
    roles.remove("");
    return roles.isEmpty() ? Row.NONE : String.join(",", roles);
  }

  private static String address(Node node, String type) {
    return node.status().addresses().stream()
        .filter(address -> address.type().equals(type))
        .map(NodeAddress::address)
        .findFirst()
        .orElse(Row.NONE);
  }

  private static String known(String text) {
    return text.isEmpty() ? UNKNOWN : text;
  }
}
