package io.impuls.scoring.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.scoring.domain.traits.TraitHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Why an event gave what it gave, or nothing: each rule's verdict, and what holds for all.
 *
 * @param event the event
 * @param type its type
 * @param occurredAt when it happened
 * @param notes what holds whatever the rules say, in words; empty for nothing
 * @param rules the verdict of each rule that was in force when it happened
 */
public record WhyNot(
    UUID event, String type, Instant occurredAt, List<String> notes, List<RuleVerdict> rules) {

  public WhyNot {
    notes = List.copyOf(notes);
    rules = List.copyOf(rules);
  }

  /**
   * Explains an event.
   *
   * @param person whose ledger is asked
   * @param plan only of this plan; empty for all
   * @param entries what the ledger says about the event
   */
  public static WhyNot of(
      PlanVersions plans, UUID person, Optional<String> plan, Event event, List<Why> entries) {
    return of(plans, person, plan, event, entries, TraitHistory.NOTHING);
  }

  /**
   * Explains an event of a person of whom something is known.
   *
   * @param history what was told of them
   */
  public static WhyNot of(
      PlanVersions plans,
      UUID person,
      Optional<String> plan,
      Event event,
      List<Why> entries,
      TraitHistory history) {
    List<RuleVerdict> rules = new ArrayList<>();
    for (ScoringPlan one : plans.inForce(event.occurredAt())) {
      if (plan.isEmpty() || plan.get().equals(one.id())) {
        rules.addAll(RuleVerdict.of(one, event, entries, history));
      }
    }
    List<String> notes = notes(person, event);
    plans.notYet(event.occurredAt()).stream()
        .filter(one -> plan.isEmpty() || plan.get().equals(one.id()))
        .map(
            one ->
                "the first version of plan '%s' judges what happens from %s on"
                    .formatted(one.id(), one.effectiveFrom()))
        .forEach(notes::add);
    return new WhyNot(event.eventId(), event.type(), event.occurredAt(), notes, rules);
  }

  /** Gives what the ledger alone knows of an event that is not kept any more. */
  public static WhyNot ofLedger(List<Why> entries) {
    Why first = entries.get(0);
    List<RuleVerdict> rules =
        entries.stream()
            .map(
                why ->
                    new RuleVerdict(
                        why.plan(),
                        why.version(),
                        why.rule(),
                        why.ruleName(),
                        true,
                        why.words(),
                        List.of(),
                        why))
            .toList();
    return new WhyNot(
        first.eventId(),
        first.eventType(),
        first.occurredAt(),
        List.of("the event itself was not found: of rules that it did not fit, nothing is known"),
        rules);
  }

  private static List<String> notes(UUID person, Event event) {
    List<String> notes = new ArrayList<>();
    if (!event.person().equals(person)) {
      notes.add("it was published for person %s".formatted(event.person()));
    }
    if (event.flood()) {
      notes.add(EventFlag.FLOOD + ": its sender floods, and gives nobody points");
    } else if (!event.counts()) {
      notes.add(
          event.resolution().timeliness()
              + ": it came later than the lateness horizon allows, and counts for nothing");
    }
    return notes;
  }
}
