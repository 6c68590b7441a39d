package io.impuls.scoring.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Match.Part;
import io.impuls.rules.ledger.Signs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what an event means under the plans in force when it occurred. */
public final class Scorer {

  private final PlanVersions plans;

  /** Judges by these plans, all of the event's workspace. */
  public Scorer(PlanVersions plans) {
    this.plans = plans;
  }

  /**
   * Gives one match for each rule that fits, or that waited for the event. Events beyond the
   * lateness horizon match nothing unless an import brought them in, and neither do amounts that
   * come to zero, such as a count of items of which there are none. A match that is dated later
   * than the event counts from then on.
   */
  public List<Match> matches(Event event) {
    if (!event.counts()) {
      return List.of();
    }
    List<Match> found = new ArrayList<>();
    for (ScoringPlan plan : plans.inForce(event.occurredAt())) {
      boolean scored = false;
      List<ScoringRule> answered = plan.answeredBy(event);
      List<ScoringRule> given = new ArrayList<>(answered.size());
      for (ScoringRule rule : plan.matching(event)) {
        long potential = rule.points().thousandths(event);
        scored |= potential != 0;
        if (potential != 0 && !(rule.only() && Traces.visit(event).isEmpty())) {
          boolean answers = answered.contains(rule);
          Match match = match(event, plan, rule, potential).as(part(rule, answers));
          found.add(match);
          if (match.provisional()) {
            found.add(Signs.pledge(match));
          }
          if (answers) {
            given.add(rule);
          }
        }
      }
      for (ScoringRule rule : answered) {
        if (!given.contains(rule)) {
          found.add(match(event, plan, rule, 0).as(Part.ANSWER));
        }
      }
      new Traces(event, plan, plans.followed(plan)).add(scored, found);
    }
    return found;
  }

  private static Part part(ScoringRule rule, boolean answers) {
    if (rule.only()) {
      return Part.ONLY;
    }
    if (rule.awaited() == null) {
      return Part.AWARD;
    }
    return answers ? Part.RESTART : Part.START;
  }

  /** Gives the match; dated at the end of quiet hours that defer it. */
  private static Match match(Event event, ScoringPlan plan, ScoringRule rule, long potential) {
    Suppression hold = rule.hold(event);
    Optional<Instant> deferred =
        hold == Suppression.QUIET ? rule.quiet().deferredTo(event) : Optional.empty();
    return new Match(
        rule.lineage().toString(),
        plan.version(),
        rule.capValue(event),
        deferred.orElse(event.occurredAt()),
        event.eventId(),
        event.type(),
        event.receivedAt(),
        event.resolution().originalPerson(),
        potential,
        deferred.isPresent() ? rule.doubt(event) : hold,
        note(event, hold, deferred.isPresent()));
  }

  private static String note(Event event, Suppression hold, boolean deferred) {
    if (deferred) {
      return "deferred from " + event.occurredAt() + " to the end of the quiet hours";
    }
    return hold == Suppression.ROBOT ? event.resolution().agent().reason() : null;
  }
}
