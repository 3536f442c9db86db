package dev.fairlead.apiserver.authorization;

/**
 * Whether a request is allowed.
 *
 * @param reason the rule that allows it, or what went wrong on the way; mostly empty for a no
 */
public record Decision(boolean allowed, String reason) {}
