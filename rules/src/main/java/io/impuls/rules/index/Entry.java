package io.impuls.rules.index;

import io.impuls.rules.condition.Condition;

/**
 * A branch of a rule in the index.
 *
 * @param rule number of the rule, in the order added
 */
record Entry<R>(int rule, Hit<R> hit, Condition condition) {}
