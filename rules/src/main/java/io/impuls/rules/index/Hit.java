package io.impuls.rules.index;

/**
 * A rule that matches an event.
 *
 * @param rule the rule as it was added
 * @param branch which of its activities, from 0; the first that matches
 * @param <R> what a rule is to the caller
 */
public record Hit<R>(R rule, int branch) {}
