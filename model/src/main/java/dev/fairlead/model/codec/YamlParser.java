package dev.fairlead.model.codec;

import dev.fairlead.model.codec.YamlEvent.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The events of snakeyaml-engine's parser, which builds no objects and resolves no tags. */
final class YamlParser implements YamlEvent.Source {
  /** The size of the text is bounded by {@link Decoding#maxBytes}, in bytes and before this. */
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  private final StreamReader reader;
  private final Parser parser;

  YamlParser(String text) {
    reader = new StreamReader(SETTINGS, text);
    parser = new ParserImpl(SETTINGS, reader);
  }

  @Override
  public YamlEvent next() {
    try {
      Event event = parser.next();
      return event.getEventId() == Event.ID.StreamStart ? next() : event(event);
    } catch (MarkedYamlEngineException e) {
      throw failure(e);
    } catch (YamlEngineException e) {
      throw new DecodeException("YAML" + here() + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      // Of Character.toChars and Integer.parseInt, which read escapes.
      throw new DecodeException(
          "YAML" + here() + ": an escape in double quotes names no character", e);
    }
  }

  private String here() {
    return ", line " + (reader.getLine() + 1) + ", column " + (reader.getColumn() + 1);
  }

  private static YamlEvent event(Event event) {
    Kind kind =
        switch (event.getEventId()) {
          case DocumentStart -> Kind.START_DOCUMENT;
          case DocumentEnd -> Kind.END_DOCUMENT;
          case MappingStart -> Kind.START_OBJECT;
          case SequenceStart -> Kind.START_LIST;
          case MappingEnd, SequenceEnd -> Kind.END;
          case Scalar -> Kind.SCALAR;
          case Alias -> Kind.ALIAS;
          case StreamEnd -> Kind.END_STREAM;
          case StreamStart, Comment ->
              throw new IllegalStateException("no event " + event + " was asked for");
        };
    Mark at = event.getStartMark().orElseThrow();
    int line = at.getLine() + 1;
    int column = at.getColumn() + 1;
    return switch (event) {
      case AliasEvent alias ->
          new YamlEvent(kind, alias.getAlias().getValue(), null, null, false, line, column);
      case ScalarEvent scalar ->
          new YamlEvent(
              kind,
              scalar.getValue(),
              scalar.getTag().orElse(null),
              anchor(scalar),
              scalar.getImplicit().canOmitTagInPlainScalar(),
              line,
              column);
      case CollectionStartEvent start ->
          new YamlEvent(kind, "", null, anchor(start), false, line, column);
      default -> YamlEvent.of(kind, line, column);
    };
  }

  private static @Nullable String anchor(NodeEvent event) {
    return event.getAnchor().map(Anchor::getValue).orElse(null);
  }

  private static DecodeException failure(MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    String where =
        mark.map(at -> ", line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1))
            .orElse("");
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    return new DecodeException("YAML" + where + ": " + context + e.getProblem(), e);
  }
}
