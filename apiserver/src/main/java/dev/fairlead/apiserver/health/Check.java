package dev.fairlead.apiserver.health;

import java.util.function.BooleanSupplier;

/**
 * One thing that must be well.
 *
 * @param name as in the path {@code /livez/NAME}; may have slashes
 */
public record Check(String name, BooleanSupplier isWell) {}
