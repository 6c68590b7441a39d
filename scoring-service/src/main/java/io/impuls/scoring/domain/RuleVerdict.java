package io.impuls.scoring.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.condition.Explanation;
import io.impuls.rules.index.Branch;
import io.impuls.scoring.domain.traits.TraitHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a rule made of one event, also when it made nothing of it.
 *
 * @param plan id of the plan
 * @param version plan version that judges the event
 * @param rule id of the rule
 * @param ruleName its shown name
 * @param matched whether the event fits the rule
 * @param words why it gave what it gave, or nothing
 * @param conditions what each activity of the event's type wants and what the event said; empty
 *     when the rule looks at other events, or matched
 * @param why the entry of the ledger; null when there is none
 */
public record RuleVerdict(
    String plan,
    int version,
    String rule,
    String ruleName,
    boolean matched,
    String words,
    List<Explanation> conditions,
    Why why) {

  public RuleVerdict {
    conditions = List.copyOf(conditions);
  }

  /**
   * Gives the verdict of every rule of a plan version on an event.
   *
   * @param entries what the ledger says about the event
   * @param history what was told of the person
   */
  public static List<RuleVerdict> of(
      ScoringPlan plan, Event event, List<Why> entries, TraitHistory history) {
    List<RuleVerdict> verdicts = new ArrayList<>();
    for (ScoringRule rule : plan.rules()) {
      String id = rule.lineage().rule();
      verdicts.add(
          entries.stream()
              .filter(why -> why.plan().equals(plan.id()) && why.rule().equals(id))
              .findFirst()
              .map(why -> of(plan, rule, true, why.words(), List.of(), why))
              .or(() -> byTrait(plan, rule, event, history))
              .orElseGet(() -> without(plan, rule, event)));
    }
    return verdicts;
  }

  /** Gives the verdict of a rule by trait of which the event changed nothing; empty for others. */
  private static Optional<RuleVerdict> byTrait(
      ScoringPlan plan, ScoringRule rule, Event event, TraitHistory history) {
    return plan.traits()
        .verdict(rule.lineage().rule(), history.until(event.occurredAt()))
        .map(
            verdict ->
                of(
                    plan,
                    rule,
                    verdict.holds(),
                    verdict.words(),
                    List.of(verdict.explanation()),
                    null));
  }

  /** Gives the verdict of a rule that has no entry about the event. */
  private static RuleVerdict without(ScoringPlan plan, ScoringRule rule, Event event) {
    List<Branch> branches =
        rule.activities().stream()
            .filter(branch -> branch.eventType().equals(event.type()))
            .toList();
    if (branches.isEmpty()) {
      String wanted =
          rule.activities().stream()
              .map(Branch::eventType)
              .distinct()
              .collect(Collectors.joining(", "));
      String words = "looks at %s, and this is %s".formatted(wanted, event.type());
      return of(plan, rule, false, words, List.of(), null);
    }
    List<Explanation> conditions =
        branches.stream().map(branch -> branch.condition().explain(event)).toList();
    if (conditions.stream().noneMatch(Explanation::result)) {
      return of(plan, rule, false, "its condition does not hold", conditions, null);
    }
    if (!plan.active()) {
      return of(plan, rule, true, "the plan gave no points then", List.of(), null);
    }
    if (rule.awaited() != null
        && rule.hold(event) == null
        && rule.points().thousandths(event) != 0) {
      String words =
          "it waits: its points come at %s, if there is %s"
              .formatted(
                  rule.awaited().waiting().due(event.occurredAt(), 1), rule.awaited().words());
      return of(plan, rule, true, words, List.of(), null);
    }
    if (rule.only() && event.resolution().sessionId() == null) {
      return of(plan, rule, true, "it is judged by visits, and this was in none", List.of(), null);
    }
    if (rule.only()) {
      String words =
          "its points come at the end of the visit, if nothing else was looked at in it that the"
              + " plan scores";
      return of(plan, rule, true, words, List.of(), null);
    }
    Optional<Instant> deferred =
        rule.hold(event) == Suppression.QUIET ? rule.quiet().deferredTo(event) : Optional.empty();
    if (deferred.isPresent()) {
      String words = "quiet hours defer it: it counts at " + deferred.get();
      return of(plan, rule, true, words, List.of(), null);
    }
    String words =
        rule.points().thousandths(event) == 0
            ? "its points come to 0 for this event"
            : "it fits, and the ledger has nothing of it here: not judged yet, counted for another"
                + " person, or too old to be kept one by one";
    return of(plan, rule, true, words, List.of(), null);
  }

  private static RuleVerdict of(
      ScoringPlan plan,
      ScoringRule rule,
      boolean matched,
      String words,
      List<Explanation> conditions,
      Why why) {
    return new RuleVerdict(
        plan.id(),
        plan.version(),
        rule.lineage().rule(),
        rule.name(),
        matched,
        words,
        conditions,
        why);
  }
}
