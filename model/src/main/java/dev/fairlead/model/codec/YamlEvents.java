package dev.fairlead.model.codec;

import dev.fairlead.model.codec.YamlEvent.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The events of the documents of a text, with every alias replaced by the node that it stands for.
 * What aliases repeat is bounded, so that a short text can't stand for an endless one.
 */
final class YamlEvents {
  /**
   * Events that the aliases of a document may repeat. go-yaml, and so kubectl, gives up at about
   * 400,000 too; no manifest comes near.
   */
  static final int MAX_REPEATED = 400_000;

  /** go-yaml's characters. */
  private static final Pattern ANCHOR = Pattern.compile("[0-9A-Za-z_-]+");

  /** A node with an anchor: the events {@code [from, to)} of those kept. */
  private static final class Anchored {
    private final int from;
    private boolean open = true;
    private int to;

    Anchored(int from) {
      this.from = from;
    }
  }

  /** A walk through events that were kept. */
  private static final class Walk {
    private final List<?> events;
    private final int to;

    /** Whether the events have been there before. */
    private final boolean repeats;

    private int at;

    Walk(List<?> events, int from, int to, boolean repeats) {
      this.events = events;
      this.at = from;
      this.to = to;
      this.repeats = repeats;
    }
  }

  private final YamlEvent.Source source;
  private final long maxCharacters;

  /** Per document. From the first anchor on events are kept, aliases as what they stand for. */
  private final Map<String, Anchored> anchors = new HashMap<>();

  private final List<Object> kept = new ArrayList<>();

  /** One entry for each object or list that is open; those without an anchor are {@link #NONE}. */
  private final Deque<Anchored> open = new ArrayDeque<>();

  private static final Anchored NONE = new Anchored(0);

  private final Deque<Walk> walks = new ArrayDeque<>();
  private int repeated;
  private long repeatedCharacters;
  private boolean lastWasAlias;
  private @Nullable YamlEvent pending;

  /**
   * @param maxCharacters how much text the aliases of a document may repeat
   */
  YamlEvents(YamlEvent.Source source, long maxCharacters) {
    this.source = source;
    this.maxCharacters = maxCharacters;
  }

  /**
   * Steps to the next document that holds something.
   *
   * @return where it starts, or the end of the text
   */
  YamlEvent nextDocument() throws IOException {
    while (true) {
      YamlEvent start = source.next();
      if (start.is(Kind.END_DOCUMENT)) {
        continue; // of the document before
      }
      if (start.is(Kind.END_STREAM)) {
        return start;
      }
      anchors.clear();
      kept.clear();
      repeated = 0;
      repeatedCharacters = 0;
      YamlEvent root = next();
      if (!root.isAbsent()) {
        pending = root;
        return start;
      }
    }
  }

  /** The event that {@link #next} will return. */
  YamlEvent peek() throws IOException {
    YamlEvent event = next();
    pending = event;
    return event;
  }

  YamlEvent next() throws IOException {
    if (pending != null) {
      YamlEvent event = pending;
      pending = null;
      return event;
    }
    Object event = walks.isEmpty() ? read() : repeat();
    lastWasAlias = event instanceof Anchored;
    while (event instanceof Anchored target) {
      walks.push(new Walk(kept, target.from, target.to, true));
      event = repeat();
    }
    return (YamlEvent) event;
  }

  /** Whether the event that {@link #next} returned stands where the text has an alias. */
  boolean lastWasAlias() {
    return lastWasAlias;
  }

  /** Has these events come next. */
  void unread(List<YamlEvent> events) {
    if (!events.isEmpty()) {
      walks.push(new Walk(events, 0, events.size(), false));
    }
  }

  private Object repeat() {
    Walk walk = walks.element();
    Object event = walk.events.get(walk.at++);
    if (walk.at == walk.to) {
      walks.pop();
    }
    if (event instanceof YamlEvent of && walk.repeats) {
      repeatedCharacters += of.text().length();
      if (++repeated > MAX_REPEATED || repeatedCharacters > maxCharacters) {
        throw of.fail(
            "the aliases of this document repeat more than "
                + (repeated > MAX_REPEATED
                    ? MAX_REPEATED + " values"
                    : maxCharacters + " characters")
                + ": write it without them");
      }
    }
    return event;
  }

  /** Reads on, keeping what an alias may repeat. */
  private Object read() throws IOException {
    YamlEvent event = source.next();
    if (event.is(Kind.ALIAS)) {
      Anchored target = target(event);
      kept.add(target);
      return target;
    }
    Anchored anchored = NONE;
    if (event.anchor() != null) {
      requireName(event, event.anchor());
      anchored = new Anchored(kept.size());
      anchors.put(event.anchor(), anchored);
    }
    if (!anchors.isEmpty()) {
      kept.add(event);
    }
    switch (event.kind()) {
      case START_OBJECT, START_LIST -> open.push(anchored);
      case SCALAR -> close(anchored);
      case END -> close(open.pop());
      default -> {}
    }
    return event;
  }

  private void close(Anchored anchored) {
    anchored.open = false;
    anchored.to = kept.size();
  }

  /** YAML 1.2 takes {@code &a:} for an anchor; then a missing blank would lose a key. */
  private static void requireName(YamlEvent event, String anchor) {
    if (!ANCHOR.matcher(anchor).matches()) {
      throw event.fail(
          "the anchor &" + anchor + " has other characters than letters, digits, - and _");
    }
  }

  private Anchored target(YamlEvent alias) {
    requireName(alias, alias.text());
    Anchored target = anchors.get(alias.text());
    if (target == null) {
      throw alias.fail("nothing before it has the anchor &" + alias.text());
    }
    if (target.open) {
      throw alias.fail("the alias *" + alias.text() + " stands within what it stands for");
    }
    return target;
  }
}
