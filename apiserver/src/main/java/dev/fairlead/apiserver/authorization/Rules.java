package dev.fairlead.apiserver.authorization;

import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.model.rbac.v1.PolicyRule;
import dev.fairlead.model.value.GoQuote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What policy rules allow, and whether some rules cover others. */
final class Rules {
  private static final String ALL = "*";

  private Rules() {}

  static boolean allows(PolicyRule rule, RequestInfo request) {
    if (!hasOrAll(rule.verbs(), request.verb())) {
      return false;
    }
    return request.isResource()
        ? hasOrAll(rule.apiGroups(), request.group())
            && matchesResource(rule.resources(), request.resource(), request.subresource())
            && (rule.resourceNames().isEmpty() || rule.resourceNames().contains(request.name()))
        : matchesPath(rule.nonResourceURLs(), request.path());
  }

  private static boolean hasOrAll(List<String> texts, String wanted) {
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (text.equals(wanted) || text.equals(ALL)) {
        return true;
      }
    }
    return false;
  }

  /** Resources are "pods", "pods/log", "*" or, for a subresource of anything, "*&#47;scale". */
  private static boolean matchesResource(
      List<String> resources, String resource, String subresource) {
    String combined = subresource.isEmpty() ? resource : resource + "/" + subresource;
    for (int i = 0; i < resources.size(); i++) {
      String text = resources.get(i);
      if (text.equals(ALL) || text.equals(combined)) {
        return true;
      }
      if (!subresource.isEmpty()
          && text.length() == subresource.length() + 2
          && text.startsWith("*/")
          && text.endsWith(subresource)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matchesPath(List<String> rules, String path) {
    return rules.stream().anyMatch(rule -> rule.equals(ALL) || coversPath(rule, path));
  }

  private static boolean coversPath(String rule, String path) {
    return rule.equals(path) || (rule.endsWith(ALL) && path.startsWith(withoutStars(rule)));
  }

  private static String withoutStars(String rule) {
    int end = rule.length();
    while (end > 0 && rule.charAt(end - 1) == '*') {
      end--;
    }
    return rule.substring(0, end);
  }

  /** What the owner's rules lack of the wanted ones, each verb of each resource by itself. */
  static List<PolicyRule> missing(List<PolicyRule> owned, List<PolicyRule> wanted) {
    return wanted.stream()
        .flatMap(rule -> single(rule).stream())
        .filter(rule -> owned.stream().noneMatch(owner -> covers(owner, rule)))
        .toList();
  }

  private static List<PolicyRule> single(PolicyRule rule) {
    List<PolicyRule> singles = new ArrayList<>();
    for (String group : rule.apiGroups()) {
      for (String resource : rule.resources()) {
        for (String verb : rule.verbs()) {
          List<String> names = rule.resourceNames();
          if (names.isEmpty()) {
            singles.add(PolicyRule.of(r -> r.apiGroup(group).resource(resource).verb(verb)));
          }
          for (String name : names) {
            singles.add(
                PolicyRule.of(
                    r -> r.apiGroup(group).resource(resource).verb(verb).resourceName(name)));
          }
        }
      }
    }
    for (String path : rule.nonResourceURLs()) {
      for (String verb : rule.verbs()) {
        singles.add(PolicyRule.of(r -> r.nonResourceURL(path).verb(verb)));
      }
    }
    return singles;
  }

  /** Whether a rule allows all that a single one does. */
  private static boolean covers(PolicyRule owner, PolicyRule single) {
    return all(owner.verbs(), single.verbs())
        && all(owner.apiGroups(), single.apiGroups())
        && single.resources().stream().allMatch(resource -> covers(owner.resources(), resource))
        && single.nonResourceURLs().stream()
            .allMatch(
                path -> owner.nonResourceURLs().stream().anyMatch(rule -> coversPath(rule, path)))
        && (owner.resourceNames().isEmpty()
            || (!single.resourceNames().isEmpty()
                && owner.resourceNames().containsAll(single.resourceNames())));
  }

  private static boolean all(List<String> owned, List<String> wanted) {
    return owned.contains(ALL) || owned.containsAll(wanted);
  }

  private static boolean covers(List<String> owned, String resource) {
    int slash = resource.indexOf('/');
    return owned.contains(ALL)
        || owned.contains(resource)
        || (slash >= 0 && owned.contains(ALL + resource.substring(slash)));
  }

  /** The rules as lines of a message, those for one resource in one line, sorted. */
  static String lines(List<PolicyRule> rules) {
    Map<PolicyRule, List<String>> verbs = new LinkedHashMap<>();
    for (PolicyRule rule : rules) {
      boolean isPath = !rule.nonResourceURLs().isEmpty();
      PolicyRule what = isPath ? rule : rule.with(r -> r.verbs(List.of()));
      verbs.computeIfAbsent(what, key -> new ArrayList<>()).addAll(rule.verbs());
    }
    TreeSet<String> lines = new TreeSet<>();
    verbs.forEach((rule, all) -> lines.add(line(rule.with(r -> r.verbs(all)))));
    return String.join("\n", lines);
  }

  private static String line(PolicyRule rule) {
    List<String> parts = new ArrayList<>();
    part("APIGroups", rule.apiGroups(), parts);
    part("Resources", rule.resources(), parts);
    part("NonResourceURLs", rule.nonResourceURLs(), parts);
    part("ResourceNames", rule.resourceNames(), parts);
    part("Verbs", rule.verbs(), parts);
    return "{" + String.join(", ", parts) + "}";
  }

  private static void part(String name, List<String> values, List<String> parts) {
    if (!values.isEmpty()) {
      parts.add(name + ":" + quoted(values));
    }
  }

  /** As Go prints a list with %q. */
  static String quoted(List<String> values) {
    return values.stream().map(GoQuote::quote).collect(Collectors.joining(" ", "[", "]"));
  }
}
