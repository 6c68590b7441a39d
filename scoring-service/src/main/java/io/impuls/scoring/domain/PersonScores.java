package io.impuls.scoring.domain;

import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
   * Gives the scores as the plans see them at an instant, now: a version that looks at traits and
   * has begun since the person did something is in the stores only with the next that they do.
   */
  public PersonScores current(Instant now, PlanVersions plans) {
    if (plans.traits().isEmpty()) {
      return this;
    }
    LogCopy copy = new LogCopy(log);
    TraitTurn turn = new TraitTurn(plans, card, now, copy);
    List<PlanChange> changes =
        turn.graded(
            new Scorekeeper(plans)
                .apply(
                    card, ScoreCard.EMPTY, turn.changes(), plan -> ofPlan(copy.entries(), plan)));
    Map<String, PlanScore> lines = new TreeMap<>();
    changes.forEach(change -> lines.put(change.plan(), change.after()));
    return new PersonScores(
        person, version, mergedInto, card.with(lines).with(turn.standing()), copy.entries());
  }

  /** Gives the scores as they are at an instant, after what time alone did since. */
  public PersonScores shown(Instant now, PlanVersions plans) {
    Scorekeeper keeper = new Scorekeeper(plans);
    Map<String, PlanScore> shown = new TreeMap<>();
    card.plans().forEach((plan, score) -> shown.put(plan, keeper.shown(plan, score, now)));
    if (shown.equals(card.plans())) {
      return this;
    }
    ScoreCard then = card.with(shown);
    return new PersonScores(
        person,
        version,
        mergedInto,
        plans.traits().isEmpty() ? then : then.with(TraitTurn.graded(plans, log, now, shown)),
        log);
  }

  private static List<Entry> ofPlan(List<Entry> entries, String plan) {
    return entries.stream()
        .filter(entry -> Lineage.parse(entry.match().lineage()).plan().equals(plan))
        .toList();
  }

  /** Whether nothing is known but what was told of the person, which no plan looks at. */
  public boolean toldOnly() {
    return card.equals(ScoreCard.EMPTY)
        && log.stream().allMatch(entry -> entry.match().part() == Match.Part.FACT);
  }

  /** Gives the plans that have something to say of the person, sorted. */
  public SortedSet<String> plans() {
    SortedSet<String> plans = new TreeSet<>(card.plans().keySet());
    plans.addAll(card.traits().grades().keySet());
    return plans;
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
            ScoreCard.EMPTY.with(then).with(TraitTurn.graded(plans, log, at, then)),
            log.stream().filter(entry -> !entry.match().occurredAt().isAfter(at)).toList()));
  }
}
