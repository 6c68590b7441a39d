package io.impuls.scoring.domain.rehearsal;

import io.impuls.contracts.event.Event;
import io.impuls.rules.index.Branch;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.Scorekeeper;
import io.impuls.scoring.domain.Scorer;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.scoring.domain.ScoringRule;
import io.impuls.scoring.domain.traits.TraitRule;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of the two plans, in force at all times, and what its rules did so far. */
final class RehearsedPlan {

  private final ScoringPlan plan;
  private final PlanVersions versions;
  private final Scorer scorer;
  private final Scorekeeper scorekeeper;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<RuleTally.Count> tallies;
  private final Set<String> types;
  private final boolean anything;

  RehearsedPlan(ScoringPlan written) {
    plan = written.inForceAlways();
    versions = new PlanVersions(List.of(plan));
    scorer = new Scorer(versions);
    scorekeeper = new Scorekeeper(versions);
    plan.rules().forEach(rule -> numbers.put(rule.lineage().toString(), numbers.size()));
    tallies =
        plan.rules().stream()
            .map(rule -> new RuleTally.Count(rule.lineage().rule(), rule.name()))
            .toList();
    types =
        plan.rules().stream()
            .flatMap(rule -> Stream.concat(rule.activities().stream(), answers(rule)))
            .map(Branch::eventType)
            .collect(Collectors.toSet());
    anything =
        plan.rules().stream()
            .anyMatch(
                rule ->
                    rule.countsMessages() || rule.awaited() != null && rule.awaited().anything());
  }

  private static Stream<Branch> answers(ScoringRule rule) {
    return rule.awaited() == null ? Stream.empty() : rule.awaited().answers().stream();
  }

  ScoringPlan plan() {
    return plan;
  }

  PlanVersions versions() {
    return versions;
  }

  Scorekeeper scorekeeper() {
    return scorekeeper;
  }

  /** Whether a rule may look at events of a type, or wait for them. */
  boolean looksAt(String type) {
    return anything || types.contains(type);
  }

  List<Match> matches(Event event) {
    return scorer.matches(event);
  }

  /** Gives those of some matches that count at a time, as they are kept. */
  List<Hit> hits(List<Match> matches, Instant at) {
    return matches.stream()
        .filter(match -> match.occurredAt().equals(at) && !match.ofVisit())
        .map(
            match ->
                new Hit(
                    numbers.get(match.lineage()),
                    match.capValue(),
                    match.potential(),
                    match.part(),
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
            hit.hold())
        .as(hit.part());
  }

  /**
   * Gives the ids of the rules that are not judged: those on traits and on nothing but tags, as
   * neither are among the events, and those that are judged at the ends of visits, as late events
   * correct ends, and a rehearsal judges everything once.
   */
  List<String> leftOut() {
    return Stream.concat(
            plan.rules().stream()
                .filter(rule -> rule.only() || rule.onlyOnTags())
                .map(rule -> rule.lineage().rule()),
            plan.traits().rules().stream().map(TraitRule::rule))
        .toList();
  }

  /** Gives the number of the rule that a match is of. */
  int rule(Match match) {
    return numbers.get(match.lineage());
  }

  RuleTally.Count tally(int rule) {
    return tallies.get(rule);
  }

  /** Gives what each rule did, of those that are judged. */
  List<RuleTally> tallies() {
    List<String> others = leftOut();
    return tallies.stream()
        .map(RuleTally.Count::done)
        .filter(tally -> !others.contains(tally.rule()))
        .toList();
  }
}
