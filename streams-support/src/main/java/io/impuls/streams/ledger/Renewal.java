package io.impuls.streams.ledger;

import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.topic.PersonKey;

/**
 * A person whose state has to be made anew, though nothing happened to them: definitions changed.
 *
 * @param person who
 * @param cause what changed
 */
public record Renewal(PersonKey person, Cause cause) {}
