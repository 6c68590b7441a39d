package io.impuls.scoring.domain;

import io.impuls.rules.ledger.Entry;
import java.util.List;
import java.util.UUID;

/**
 * All that is known of a person's scores.
 *
 * @param person who
 * @param version score changes published so far
 * @param mergedInto the person that continues; null while this one does
 * @param card standing in each plan
 * @param log retained entries of the ledger, oldest first
 */
public record PersonScores(
    UUID person, long version, UUID mergedInto, ScoreCard card, List<Entry> log) {
  public PersonScores {
    log = List.copyOf(log);
  }
}
