package dev.fairlead.apiserver.validation;

import java.util.List;

/** What is wrong with an object's name; such as {@link Names#subdomain(String, boolean)}. */
@FunctionalInterface
public interface NameRule {
  List<String> problems(String name, boolean isPrefix);
}
