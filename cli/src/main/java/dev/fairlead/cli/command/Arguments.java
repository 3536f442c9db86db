package dev.fairlead.cli.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words after a command's name, read by the options that it takes: {@code --name value}, {@code
 * --name=value}, {@code -n value}, {@code -nvalue}, flags together as in {@code -Ah}, or as {@code
 * --flag=false}; after {@code --} no options. Why not a library's:
 * docs/decisions/0005-command-line.md.
 */
public final class Arguments {
  private static final String ON = "true";
  private static final String OFF = "false";

  private final Command command;
  private final Map<Option, List<String>> values = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  private Arguments(Command command) {
    this.command = command;
  }

  /**
   * Reads a command line.
   *
   * @throws UsageException naming the first word that can't be understood
   */
  public static Arguments parse(Command command, List<String> line) {
    Arguments arguments = new Arguments(command);
    Deque<String> rest = new ArrayDeque<>(line);
    while (!rest.isEmpty()) {
      String word = rest.removeFirst();
      if (word.equals("--")) {
        rest.forEach(arguments::addWord);
        break;
      }
      if (word.startsWith("--")) {
        arguments.addLong(word, rest);
      } else if (word.startsWith("-") && word.length() > 1) {
        arguments.addLetters(word, rest);
      } else {
        arguments.addWord(word);
      }
    }
    return arguments;
  }

  /** Whether the option is given; a flag, and not as {@code =false}. */
  public boolean has(Option option) {
    return values.containsKey(option) && !isOff(option);
  }

  /** Whether it is a flag that is given as {@code =false}. */
  public boolean isOff(Option option) {
    return option.isFlag() && values(option).contains(OFF);
  }

  /** The option's value, the last one if it is repeatable; null if it isn't given. */
  public @Nullable String value(Option option) {
    List<String> all = values(option);
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /** All values of a repeatable option, in order. */
  public List<String> values(Option option) {
    return values.getOrDefault(option, List.of());
  }

  /**
   * The value of an option that has to be given.
   *
   * @throws UsageException if it isn't
   */
  public String required(Option option) {
    String value = value(option);
    if (value == null) {
      throw new UsageException("it needs " + option.name() + " " + option.label());
    }
    return value;
  }

  /** What is no option, in order. */
  public List<String> words() {
    return words;
  }

  private void addLong(String word, Deque<String> rest) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Option option = find(name);
    if (option.isFlag()) {
      String value = equals < 0 ? ON : word.substring(equals + 1);
      if (!value.equals(ON) && !value.equals(OFF)) {
        throw new UsageException(name + " takes no value but true or false");
      }
      put(option, value);
    } else {
      put(option, equals < 0 ? next(option, name, rest) : word.substring(equals + 1));
    }
  }

  private void addLetters(String word, Deque<String> rest) {
    for (int at = 1; at < word.length(); at++) {
      String letter = "-" + word.charAt(at);
      Option option = find(letter);
      if (!option.isFlag()) {
        String joined = word.substring(at + 1);
        put(option, joined.isEmpty() ? next(option, letter, rest) : joined);
        return;
      }
      put(option, ON);
    }
  }

  private static String next(Option option, String given, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new UsageException(given + " needs " + option.label() + " after it");
    }
    return rest.removeFirst();
  }

  private void put(Option option, String value) {
    List<String> all = values.computeIfAbsent(option, o -> new ArrayList<>());
    if (!all.isEmpty() && !option.isFlag() && !option.repeatable()) {
      throw new UsageException(option.name() + " is given twice");
    }
    if (option.isFlag()) {
      all.clear();
    }
    all.add(value);
  }

  private void addWord(String word) {
    if (words.size() == command.maxWords()) {
      throw new UsageException("there is no place for '" + word + "'" + command.adviceOnWords());
    }
    words.add(word);
  }

  private Option find(String given) {
    List<Option> all =
        Stream.concat(command.options().stream(), Stream.of(Option.HELP, Option.DEBUG)).toList();
    for (Option option : all) {
      if (given.equals(option.name()) || given.equals(option.letter())) {
        return option;
      }
    }
    List<String> names = all.stream().map(Option::name).toList();
    throw new UsageException("there is no option '" + given + "'" + Similar.to(given, names));
  }
}
