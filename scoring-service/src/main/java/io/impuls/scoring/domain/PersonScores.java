package io.impuls.scoring.domain;

import io.impuls.rules.ledger.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  /**
   * Gives the scores as of an instant, by all that is known today: late events, merges and splits
   * included. Empty where what led there has left the ledger.
   */
  public Optional<PersonScores> at(Instant at, PlanVersions plans) {
    Scorekeeper keeper = new Scorekeeper(plans);
    Map<String, PlanScore> then = new TreeMap<>();
    for (Map.Entry<String, PlanScore> line : card.plans().entrySet()) {
      List<Entry> entries =
          log.stream()
              .filter(entry -> Lineage.parse(entry.match().lineage()).plan().equals(line.getKey()))
              .toList();
      Optional<PlanScore> score = keeper.at(line.getKey(), line.getValue(), entries, at);
      if (score.isEmpty()) {
        return Optional.empty();
      }
      then.put(line.getKey(), score.get());
    }
    return Optional.of(
        new PersonScores(
            person,
            version,
            mergedInto,
            ScoreCard.EMPTY.with(then),
            log.stream().filter(entry -> !entry.match().occurredAt().isAfter(at)).toList()));
  }
}
