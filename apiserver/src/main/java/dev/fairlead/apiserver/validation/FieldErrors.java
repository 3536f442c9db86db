package dev.fairlead.apiserver.validation;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.MicroTime;
import dev.fairlead.model.value.Time;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with an object, in the order in which it was found; Go: field.ErrorList.
 *
 * <p>The words are those of Kubernetes 1.37 (k8s.io/apimachinery/pkg/util/validation/field), since
 * clients and people match on them.
 *
 * <p>Of very many errors only the first are kept, and the rest counted: a body of 3 MB can have
 * millions, and their texts would fill the memory.
 */
public final class FieldErrors {
  /**
   * How long the texts may become together before no more are kept; kube-apiserver, whose time for
   * them grows with their square, times out long before it.
   */
  private static final int MAX_CHARACTERS = 4 << 20;

  private final List<FieldError> errors = new ArrayList<>();
  private boolean repeats;
  private int leftOut;
  private long characters;

  public void invalid(Path field, @Nullable Object badValue, String detail) {
    add(FieldError.Type.INVALID, field, printed(badValue), detail);
  }

  /** The same where the value is not to be repeated. */
  public void invalidOmitted(Path field, String detail) {
    add(FieldError.Type.INVALID, field, null, detail);
  }

  /** One error a detail: for checks that can fail in several ways. */
  public void invalid(Path field, @Nullable Object badValue, List<String> details) {
    details.forEach(detail -> invalid(field, badValue, detail));
  }

  public void typeInvalid(Path field, @Nullable Object badValue, String detail) {
    add(FieldError.Type.TYPE_INVALID, field, printed(badValue), detail);
  }

  public void required(Path field, String detail) {
    add(FieldError.Type.REQUIRED, field, null, detail);
  }

  public void duplicate(Path field, @Nullable Object badValue) {
    add(FieldError.Type.DUPLICATE, field, printed(badValue), "");
  }

  public void notFound(Path field, @Nullable Object badValue) {
    add(FieldError.Type.NOT_FOUND, field, printed(badValue), "");
  }

  /** The supported values are printed in the order given; Go's callers mostly sort them. */
  public void notSupported(Path field, @Nullable Object badValue, Collection<String> supported) {
    String detail =
        supported.isEmpty()
            ? ""
            : supported.stream()
                .map(GoQuote::quote)
                .collect(Collectors.joining(", ", "supported values: ", ""));
    add(FieldError.Type.NOT_SUPPORTED, field, printed(badValue), detail);
  }

  public void forbidden(Path field, String detail) {
    add(FieldError.Type.FORBIDDEN, field, null, detail);
  }

  /** Longer than so many bytes. */
  public void tooLong(Path field, int maxBytes) {
    String unit = maxBytes == 1 ? " byte" : " bytes";
    add(FieldError.Type.TOO_LONG, field, null, "may not be more than " + maxBytes + unit);
  }

  /** Longer than so many characters. */
  public void tooLongCharacters(Path field, int maxCharacters) {
    String unit = maxCharacters == 1 ? " character" : " characters";
    add(FieldError.Type.TOO_LONG, field, null, "may not be more than " + maxCharacters + unit);
  }

  public void tooMany(Path field, int actual, int maximum) {
    String detail = "must have at most " + maximum + (maximum == 1 ? " item" : " items");
    add(FieldError.Type.TOO_MANY, field, Integer.toString(actual), detail);
  }

  public void tooFew(Path field, int actual, int minimum) {
    String detail = "must have at least " + minimum + (minimum == 1 ? " item" : " items");
    add(FieldError.Type.TOO_FEW, field, Integer.toString(actual), detail);
  }

  public void internal(Path field, String detail) {
    add(FieldError.Type.INTERNAL, field, null, detail);
  }

  /** An error whose words are made elsewhere. */
  public void add(FieldError error) {
    if (isFull()) {
      leftOut++;
      return;
    }
    characters += error.field().length() + error.body().length();
    errors.add(error);
  }

  public void addAll(FieldErrors others) {
    others.errors.forEach(this::add);
    leftOut += others.leftOut;
  }

  private boolean isFull() {
    return characters >= MAX_CHARACTERS;
  }

  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /** How many were found, those that were not kept included. */
  public int size() {
    return errors.size() + leftOut;
  }

  /** From now on what two checks find is told twice, as few kinds' servers do. */
  public void repeat() {
    repeats = true;
  }

  /** What a Status tells one by one: mostly each once. */
  public List<FieldError> causes() {
    return repeats ? list() : errors.stream().distinct().toList();
  }

  /** Those that were kept, in the order in which they were found. */
  public List<FieldError> list() {
    return List.copyOf(errors);
  }

  /** The one error, or all in brackets, each once; Go: ErrorList.ToAggregate. */
  @Override
  public String toString() {
    Set<String> texts = new LinkedHashSet<>();
    errors.forEach(error -> texts.add(error.toString()));
    if (leftOut > 0) {
      texts.add("and " + leftOut + " more");
    }
    return texts.size() == 1
        ? texts.iterator().next()
        : texts.stream().collect(Collectors.joining(", ", "[", "]"));
  }

  private void add(FieldError.Type type, Path field, @Nullable String value, String detail) {
    if (isFull()) {
      leftOut++;
      return;
    }
    StringBuilder body = new StringBuilder(type.words());
    if (value != null) {
      body.append(": ").append(value);
    }
    if (!detail.isEmpty()) {
      body.append(": ").append(detail);
    }
    add(new FieldError(type, field.toString(), body.toString()));
  }

  /** A text in quotes, a number or flag plainly, anything else as JSON. */
  private static String printed(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> GoQuote.quote(text);
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      case JsonValue tree -> tree.toString();
      case Collection<?> list ->
          list.stream().map(FieldErrors::element).collect(Collectors.joining(",", "[", "]"));
      case java.util.Map<?, ?> map -> JsonValue.of(map).toString();
      default -> element(value);
    };
  }

  private static String element(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> JsonValue.of(text).toString();
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      case JsonValue tree -> tree.toString();
      case Time time -> JsonValue.of(time.toString()).toString();
      case MicroTime time -> JsonValue.of(time.toString()).toString();
      case Record part when Codec.toTree(part) instanceof JsonObject tree -> tree.toString();
      default -> JsonValue.of(value.toString()).toString();
    };
  }
}
