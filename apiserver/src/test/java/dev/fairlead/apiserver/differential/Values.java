package dev.fairlead.apiserver.differential;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Values for a field: plausible, odd, and of the wrong type. */
final class Values {
  /** What would reach beyond the run: other people's Pods get a class, other claims a storage. */
  private static final Set<String> NEVER =
      Set.of("globalDefault", "nodePort", "clusterIP", "clusterIPs");

  private static final int MAX_DEPTH = 5;

  private static final List<String> ODD_STRINGS =
      List.of(
          "",
          " ",
          "a",
          "-x",
          "x-",
          "Upper",
          "under_score",
          "a.b",
          "a/b",
          "a/b/c",
          ".x",
          "x..y",
          "/x",
          "../x",
          "a b",
          "ünïcödé",
          "日本",
          "1",
          "0",
          "-1",
          "true",
          "null",
          "a".repeat(63),
          "a".repeat(64),
          "a".repeat(254),
          "Foo",
          "*",
          "a=b",
          "10.1.1.256",
          "fe80::1",
          "192.168.7.0/24",
          "192.168.7.1",
          "2020-01-02T03:04:05Z",
          "example.com/x",
          "http://x",
          "kubernetes.io/x",
          "line\nbreak",
          "tab\t",
          "Always",
          "Never",
          "None",
          "TCP",
          "http");
  private static final List<String> QUANTITIES =
      List.of(
          "1",
          "100m",
          "1Gi",
          "0",
          "-1",
          "1.5",
          "1e3",
          "x",
          "",
          "1 Gi",
          "1000000Ti",
          "0.0001",
          "1Ki5",
          "+2");
  private static final List<Long> NUMBERS =
      List.of(
          0L,
          1L,
          2L,
          3L,
          5L,
          10L,
          80L,
          -1L,
          -5L,
          100L,
          65_535L,
          65_536L,
          1_000_000L,
          2_147_483_647L,
          2_147_483_648L,
          Long.MAX_VALUE);

  private final Dice dice;

  Values(Dice dice) {
    this.dice = dice;
  }

  JsonValue odd(Shape shape) {
    if (dice.percent(12)) {
      return wrongType();
    }
    return switch (shape) {
      case Shape.Scalar scalar -> scalar(scalar, true);
      case Shape.Message message -> object(message.type(), MAX_DEPTH - 2);
      case Shape.ListOf list ->
          dice.percent(30)
              ? JsonArray.EMPTY
              : JsonArray.of(odd(list.element()), odd(list.element()));
      case Shape.MapOf map ->
          dice.percent(30)
              ? JsonObject.EMPTY
              : JsonObject.of(dice.of(ODD_STRINGS), odd(map.value()));
    };
  }

  private JsonValue wrongType() {
    return dice.of(
        JsonNull.NULL,
        JsonValue.of(7),
        JsonValue.of("text"),
        JsonValue.of(true),
        JsonNumber.parse("1.5"),
        JsonObject.EMPTY,
        JsonObject.of("surprise", JsonValue.of(1)),
        JsonArray.EMPTY,
        JsonArray.of(JsonValue.of("x")));
  }

  /** An object with its required fields and some of the others. */
  JsonObject object(Type<?> type, int depth) {
    JsonObject.Builder object = JsonObject.builder();
    for (Field field : type.fields()) {
      boolean deep = depth >= MAX_DEPTH;
      if (!NEVER.contains(field.name())
          && (field.required() ? !deep || dice.percent(50) : !deep && dice.percent(18))) {
        object.put(field.name(), plausible(field.name(), field.shape(), depth + 1));
      }
    }
    return object.build();
  }

  JsonValue plausible(String name, Shape shape, int depth) {
    return switch (shape) {
      case Shape.Scalar scalar -> scalar(scalar, dice.percent(8));
      case Shape.Message message ->
          depth > MAX_DEPTH ? JsonObject.EMPTY : object(message.type(), depth);
      case Shape.ListOf list -> {
        List<JsonValue> items = new ArrayList<>();
        for (int i = dice.below(3); i > 0 && depth <= MAX_DEPTH; i--) {
          items.add(plausible(name, list.element(), depth + 1));
        }
        yield new JsonArray(items);
      }
      case Shape.MapOf map ->
          JsonObject.of(
              dice.of("k1", "app", "example.com/k2"), plausible(name, map.value(), depth + 1));
    };
  }

  private JsonValue scalar(Shape.Scalar scalar, boolean odd) {
    return switch (scalar) {
      case STRING -> JsonValue.of(odd ? dice.of(ODD_STRINGS) : dice.of("x1", "web", "a-b", "v1"));
      case BOOL -> JsonValue.of(dice.percent(50));
      case INT32 -> JsonValue.of(odd ? dice.of(NUMBERS) : Long.valueOf(dice.below(4)));
      case INT64, DOUBLE -> JsonValue.of(odd ? dice.of(NUMBERS) : Long.valueOf(dice.below(100)));
      case BYTES -> JsonValue.of(odd ? dice.of("!", "YQ", "YQ==", "") : "YWJj");
      case QUANTITY -> JsonValue.of(odd ? dice.of(QUANTITIES) : dice.of("1", "250m", "64Mi"));
      case INT_OR_STRING ->
          odd
              ? dice.of(
                  JsonValue.of(-1),
                  JsonValue.of("50%"),
                  JsonValue.of("150%"),
                  JsonValue.of("-1%"),
                  JsonValue.of("http"),
                  JsonValue.of(""),
                  JsonValue.of(70_000))
              : dice.of(JsonValue.of(1), JsonValue.of("25%"));
      case TIME ->
          JsonValue.of(
              odd
                  ? dice.of("yesterday", "2020-01-02", "", "2020-01-02T03:04:05+02:00")
                  : "2020-01-02T03:04:05Z");
      case MICRO_TIME ->
          JsonValue.of(
              odd ? dice.of("2020-01-02T03:04:05Z", "", "x") : "2020-01-02T03:04:05.000006Z");
      case DURATION -> JsonValue.of(odd ? dice.of("1x", "", "-5s", "1h30m") : "10s");
      case FIELDS_V1, RAW_EXTENSION, JSON -> JsonObject.of("a", JsonValue.of(1));
    };
  }

  /** An odd string. */
  String text() {
    return dice.of(ODD_STRINGS);
  }
}
