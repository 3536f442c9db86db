package dev.fairlead.apiserver.differential;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Choices that a seed decides. */
final class Dice {
  private final RandomGenerator random;

  Dice(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Whether something that happens in so many of a hundred cases happens now. */
  boolean percent(double share) {
    return random.nextDouble() * 100 < share;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T of(List<? extends T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
