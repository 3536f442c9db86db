package dev.fairlead.apiserver.authorization;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.rbac.v1.AggregationRule;
import dev.fairlead.model.rbac.v1.ClusterRole;
import dev.fairlead.model.rbac.v1.ClusterRoleBinding;
import dev.fairlead.model.rbac.v1.PolicyRule;
import dev.fairlead.model.rbac.v1.Role;
import dev.fairlead.model.rbac.v1.RoleBinding;
import dev.fairlead.model.rbac.v1.RoleRef;
import dev.fairlead.model.rbac.v1.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The roles and bindings that a new cluster starts with, from the resource bootstrap.roles. */
public final class BootstrapPolicy {
  private static final String RESOURCE = "bootstrap.roles";
  private static final String LABELS = Rbac.GROUP + "/";

  private BootstrapPolicy() {}

  /** As kube-apiserver creates them: the aggregated ClusterRoles have no rules yet. */
  public static List<KubernetesObject> objects() {
    try (InputStream in = BootstrapPolicy.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing beside " + BootstrapPolicy.class);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + RESOURCE, e);
    }
  }

  /** The same after the controller has filled admin, edit and view. */
  public static List<KubernetesObject> aggregatedObjects() {
    List<KubernetesObject> objects = objects();
    List<ClusterRole> roles =
        objects.stream()
            .filter(ClusterRole.class::isInstance)
            .map(ClusterRole.class::cast)
            .toList();
    Stream<KubernetesObject> others =
        objects.stream().filter(object -> !(object instanceof ClusterRole));
    return Stream.concat(AggregatedRoles.aggregated(roles).stream(), others).toList();
  }

  static List<KubernetesObject> parse(String text) {
    List<KubernetesObject> objects = new ArrayList<>();
    List<String> block = new ArrayList<>();
    Stream.concat(text.lines(), Stream.of(""))
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> {
          if (!line.isEmpty()) {
            block.add(line);
          } else if (!block.isEmpty()) {
            objects.add(object(block.getFirst().split(" ", -1), block.subList(1, block.size())));
            block.clear();
          }
        });
    return List.copyOf(objects);
  }

  private static KubernetesObject object(String[] head, List<String> lines) {
    ObjectMeta metadata = metadata(head);
    List<String[]> words = lines.stream().map(line -> line.strip().split(" ", -1)).toList();
    return switch (head[0]) {
      case "ClusterRole" -> clusterRole(metadata, lines);
      case "Role" -> Role.of(r -> r.metadata(metadata).rules(rules(lines)));
      case "ClusterRoleBinding" ->
          ClusterRoleBinding.of(
              b -> b.metadata(metadata).roleRef(role(words)).subjects(subjects(words)));
      case "RoleBinding" ->
          RoleBinding.of(b -> b.metadata(metadata).roleRef(role(words)).subjects(subjects(words)));
      default ->
          throw new IllegalStateException(
              RESOURCE + ": a block starts with " + head[0] + ", which is no kind of role");
    };
  }

  private static ObjectMeta metadata(String[] head) {
    int slash = head[1].indexOf('/');
    return ObjectMeta.of(m -> {
      m.name(head[1].substring(slash + 1))
          .annotation("rbac.authorization.kubernetes.io/autoupdate", "true")
          .label("kubernetes.io/bootstrapping", "rbac-defaults");
      if (slash > 0) {
        m.namespace(head[1].substring(0, slash));
      }
      Arrays.stream(head).skip(2).forEach(label -> m.label(LABELS + label, "true"));
    });
  }

  private static ClusterRole clusterRole(ObjectMeta metadata, List<String> lines) {
    List<String> labels =
        lines.stream()
            .map(line -> after("  all of ", line))
            .filter(java.util.Objects::nonNull)
            .toList();
    if (labels.isEmpty()) {
      return ClusterRole.of(r -> r.metadata(metadata).rules(rules(lines)));
    }
    AggregationRule aggregation =
        AggregationRule.of(a ->
            labels.forEach(
                label -> a.clusterRoleSelector(s -> s.matchLabel(LABELS + label, "true"))));
    return ClusterRole.of(r -> r.metadata(metadata).aggregationRule(aggregation));
  }

  private static @Nullable String after(String prefix, String line) {
    return line.startsWith(prefix) ? line.substring(prefix.length()) : null;
  }

  private static List<PolicyRule> rules(List<String> lines) {
    return lines.stream().map(BootstrapPolicy::rule).toList();
  }

  private static PolicyRule rule(String line) {
    String[] verbsAndPaths = line.strip().split(" at ", -1);
    if (verbsAndPaths.length == 2) {
      return PolicyRule.of(
          r -> r.verbs(items(verbsAndPaths[0])).nonResourceURLs(items(verbsAndPaths[1])));
    }
    String[] parts = line.strip().split(" on | of | named ", -1);
    return PolicyRule.of(r -> {
      r.verbs(items(parts[0])).resources(items(parts[1])).apiGroups(groups(parts[2]));
      if (parts.length > 3) {
        r.resourceNames(items(parts[3]));
      }
    });
  }

  private static List<String> items(String list) {
    return List.of(list.split(", ", -1));
  }

  private static List<String> groups(String list) {
    return items(list).stream().map(group -> group.equals("core") ? "" : group).toList();
  }

  private static RoleRef role(List<String[]> lines) {
    String[] words = lines.getFirst();
    return RoleRef.of(r -> r.apiGroup(Rbac.GROUP).kind(words[1]).name(words[2]));
  }

  private static List<Subject> subjects(List<String[]> lines) {
    return lines.stream().skip(1).map(BootstrapPolicy::subject).toList();
  }

  private static Subject subject(String[] words) {
    if (!words[1].equals("ServiceAccount")) {
      return Subject.of(s -> s.kind(words[1]).apiGroup(Rbac.GROUP).name(words[2]));
    }
    String[] name = words[2].split("/", -1);
    return Subject.of(s -> s.kind(words[1]).namespace(name[0]).name(name[1]));
  }
}
