package dev.fairlead.apiserver.differential;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which value of one server stands for which value of the other: UIDs, resource versions, generated
 * names, allocated addresses and ports, tokens, times. Pairs are learned from answers that are
 * otherwise equal; in later requests a placeholder stands for the pair.
 */
final class Alignment {
  /** Stands in every name of a run. */
  static final String MARK = "fdzzzzq";

  /** Server-made times that are further than this from now are no times of now. */
  private static final Duration NOW = Duration.ofMinutes(15);

  private static final Pattern PLACEHOLDER = Pattern.compile("zZ[a-z]\\d+\\.\\d+Zz");
  private static final Pattern QUOTED_PORT = Pattern.compile("\"(zZp\\d+\\.\\d+Zz)\"");

  private static final Pattern VOLATILE =
      Pattern.compile(
          "(?<u>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
              + "|(?<t>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d))"
              + "|(?<n>(?<=gn-|b{58})[bcdfghjklmnpqrstvwxz2456789]{5})"
              + "|(?<i>\\b10\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\b(?!/))|(?<p>(?<=:)3[0-2]\\d{3}(?=/)|(?<=Duplicate"
              + " value: )3[0-2]\\d{3}|(?<=odePort[\\\\\": ]{1,8})3[0-2]\\d{3})"
              + "|(?<j>(?<=X509SHA256=)[0-9a-f]{64}|eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+)|(?<l>(?<=resource"
              + " version: |in the precondition \\(|in record \\(|in precondition: |in object meta:"
              + " |current: |version: \\d{1,9} \\(|resourceVersion[\\\\\": ]{1,10})\\d+)");

  private static final List<String> GROUPS = List.of("u", "t", "n", "i", "p", "j", "l");

  private final Map<String, String> idOfA = new HashMap<>();
  private final Map<String, String> idOfB = new HashMap<>();
  private final Map<String, String> a = new HashMap<>();
  private final Map<String, String> b = new HashMap<>();
  private final TreeMap<Long, Long> versions = new TreeMap<>();
  private int call;
  private int ordinal;
  private boolean collection;

  /** From now on pairs are those of this call; a collection's version is no object's. */
  void startCall(int index, boolean ofCollection) {
    call = index;
    ordinal = 0;
    collection = ofCollection;
  }

  boolean collection() {
    return collection;
  }

  /** A text of one side with placeholders for what the other calls otherwise. */
  String aligned(String text, boolean ofA) {
    Map<String, String> ids = ofA ? idOfA : idOfB;
    return VOLATILE
        .matcher(text)
        .replaceAll(
            m -> Matcher.quoteReplacement(ids.getOrDefault(kind(m) + m.group(), m.group())));
  }

  String forA(String text) {
    return fill(text, a);
  }

  String forB(String text) {
    return fill(text, b);
  }

  private static String fill(String text, Map<String, String> values) {
    if (!text.contains("Zz")) {
      return text;
    }
    String ports =
        QUOTED_PORT.matcher(text).replaceAll(m -> values.getOrDefault(m.group(1), "30999"));
    return PLACEHOLDER
        .matcher(ports)
        .replaceAll(m -> Matcher.quoteReplacement(values.getOrDefault(m.group(), "0")));
  }

  /** The placeholder for a value of A, or the value itself if it has none. */
  String placeholder(char kind, String valueOfA) {
    return idOfA.getOrDefault(kind + valueOfA, valueOfA);
  }

  /** Whether two texts say the same. */
  boolean same(String ofA, String ofB) {
    if (ofA.equals(ofB)) {
      return true;
    }
    List<MatchResult> inA = VOLATILE.matcher(ofA).results().toList();
    List<MatchResult> inB = VOLATILE.matcher(ofB).results().toList();
    if (inA.size() != inB.size() || !skeleton(ofA).equals(skeleton(ofB))) {
      return false;
    }
    List<Boolean> all = new ArrayList<>();
    for (int i = 0; i < inA.size(); i++) {
      all.add(pair(kind(inA.get(i)), inA.get(i).group(), inB.get(i).group()));
    }
    return !all.contains(false);
  }

  private static String skeleton(String text) {
    return VOLATILE.matcher(text).replaceAll(m -> "<" + kind(m) + ">");
  }

  private static char kind(MatchResult match) {
    for (String group : GROUPS) {
      if (match.group(group) != null) {
        return group.charAt(0);
      }
    }
    throw new IllegalStateException("no group matched in " + match.group());
  }

  /** Learns that two values stand for each other; false if that contradicts what was learned. */
  boolean pair(char kind, String ofA, String ofB) {
    return switch (kind) {
      case 't' -> ofA.equals(ofB) || (isNow(ofA) && isNow(ofB));
      case 'l', 'j', 'i', 'p' -> {
        learn(kind, ofA, ofB);
        yield true;
      }
      default -> {
        String known = idOfA.get(kind + ofA);
        String other = idOfB.get(kind + ofB);
        if (known == null && other == null) {
          learn(kind, ofA, ofB);
          yield kind != 'r' || inOrder(ofA, ofB);
        }
        yield known != null && known.equals(other);
      }
    };
  }

  private void learn(char kind, String ofA, String ofB) {
    String id = "zZ" + kind + call + "." + ordinal++ + "Zz";
    idOfA.put(kind + ofA, id);
    idOfB.put(kind + ofB, id);
    a.put(id, ofA);
    b.put(id, ofB);
  }

  /** Whether of two versions the same one is newer on both sides. */
  private boolean inOrder(String ofA, String ofB) {
    Long versionA = number(ofA);
    Long versionB = number(ofB);
    if (versionA == null || versionB == null) {
      return false;
    }
    var below = versions.lowerEntry(versionA);
    var above = versions.higherEntry(versionA);
    versions.put(versionA, versionB);
    return (below == null || below.getValue() < versionB)
        && (above == null || versionB < above.getValue());
  }

  private static @Nullable Long number(String text) {
    return text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
  }

  static boolean isNow(String time) {
    try {
      Instant instant = OffsetDateTime.parse(time).toInstant();
      return Duration.between(instant, Instant.now()).abs().compareTo(NOW) < 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
