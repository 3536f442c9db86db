package dev.fairlead.cli.await;

import dev.fairlead.cli.command.UsageException;
import dev.fairlead.cli.output.JsonSteps;
import dev.fairlead.client.Conditions;
import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.List;
import java.util.function.Predicate;

/** What is waited for. */
final class Goal implements Predicate<DynamicObject> {
  private static final String CONDITION = "condition=";
  private static final String JSONPATH = "jsonpath=";
  private static final String DELETE = "delete";
  private static final String CREATE = "create";

  private final String text;
  private final Predicate<DynamicObject> test;

  private Goal(String text, Predicate<DynamicObject> test) {
    this.text = text;
    this.test = test;
  }

  /**
   * What {@code --for} says.
   *
   * @throws UsageException if it says nothing that can be waited for
   */
  static Goal parse(String text) {
    if (text.startsWith(CONDITION)) {
      String rest = text.substring(CONDITION.length());
      int equals = rest.indexOf('=');
      String type = equals < 0 ? rest : rest.substring(0, equals);
      String status = equals < 0 ? "true" : rest.substring(equals + 1);
      return new Goal(text, Conditions.is(type, status)::test);
    }
    if (text.startsWith(JSONPATH)) {
      return new Goal(text, value(text.substring(JSONPATH.length())));
    }
    if (text.equalsIgnoreCase(DELETE) || text.equalsIgnoreCase(CREATE)) {
      return new Goal(text, object -> true);
    }
    throw new UsageException(
        "--for is condition=NAME, create, delete or jsonpath=PATH, not '" + text + "'");
  }

  private static Predicate<DynamicObject> value(String rest) {
    int brace = rest.startsWith("{") ? rest.lastIndexOf('}') : -1;
    int equals = rest.indexOf('=', Math.max(brace, 0));
    String path = equals < 0 ? rest : rest.substring(0, equals);
    JsonSteps steps = JsonSteps.parse(brace > 0 ? rest.substring(1, brace) : path);
    if (equals < 0) {
      return object -> !steps.find(object.tree()).isEmpty();
    }
    String wanted = rest.substring(equals + 1);
    return object -> {
      List<JsonValue> found = steps.find(object.tree());
      return found.size() == 1
          && wanted.equals(
              found.get(0) instanceof JsonString(String value) ? value : found.get(0).toString());
    };
  }

  boolean isDeletion() {
    return text.equalsIgnoreCase(DELETE);
  }

  boolean isCreation() {
    return text.equalsIgnoreCase(CREATE);
  }

  @Override
  public boolean test(DynamicObject object) {
    return test.test(object);
  }

  @Override
  public String toString() {
    return text;
  }
}
