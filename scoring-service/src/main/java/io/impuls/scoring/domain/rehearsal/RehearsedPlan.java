package io.impuls.scoring.domain.rehearsal;

import io.impuls.contracts.event.Event;
import io.impuls.rules.index.Branch;
import io.impuls.rules.ledger.Ledger;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.Scorekeeper;
import io.impuls.scoring.domain.Scorer;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.scoring.domain.ScoringRule;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One of the two plans, in force at all times, and what its rules did so far. */
final class RehearsedPlan {

  private final ScoringPlan plan;
  private final PlanVersions versions;
  private final Scorer scorer;
  private final Ledger ledger;
  private final Scorekeeper scorekeeper;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<RuleTally.Count> tallies;

  RehearsedPlan(ScoringPlan written) {
    plan = written.inForceAlways();
    versions = new PlanVersions(List.of(plan));
    scorer = new Scorer(versions);
    ledger = new Ledger(versions);
    scorekeeper = new Scorekeeper(versions);
    plan.rules().forEach(rule -> numbers.put(rule.lineage().toString(), numbers.size()));
    tallies =
        plan.rules().stream()
            .map(rule -> new RuleTally.Count(rule.lineage().rule(), rule.name()))
            .toList();
  }

  ScoringPlan plan() {
    return plan;
  }

  PlanVersions versions() {
    return versions;
  }

  Ledger ledger() {
    return ledger;
  }

  Scorekeeper scorekeeper() {
    return scorekeeper;
  }

  /** Gives the types of the events that its rules look at. */
  Set<String> eventTypes() {
    return plan.rules().stream()
        .flatMap(rule -> rule.activities().stream())
        .map(Branch::eventType)
        .collect(Collectors.toSet());
  }

  List<Match> matches(Event event) {
    return scorer.matches(event);
  }

  /** Gives those of some matches that count at a time, as they are kept. */
  List<Hit> hits(List<Match> matches, Instant at) {
    return matches.stream()
        .filter(match -> match.occurredAt().equals(at))
        .map(
            match ->
                new Hit(
                    numbers.get(match.lineage()),
                    match.capValue(),
                    match.potential(),
                    match.hold()))
        .toList();
  }

  Match match(Deed deed, Hit hit) {
    ScoringRule rule = plan.rules().get(hit.rule());
    return new Match(
        rule.lineage().toString(),
        plan.version(),
        hit.capValue(),
        deed.occurredAt(),
        deed.eventId(),
        null,
        deed.occurredAt(),
        deed.original(),
        hit.potential(),
        hit.hold());
  }

  RuleTally.Count tally(int rule) {
    return tallies.get(rule);
  }

  List<RuleTally> tallies() {
    return tallies.stream().map(RuleTally.Count::done).toList();
  }
}
