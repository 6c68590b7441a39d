package io.impuls.scoring.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Session;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Match.Part;
import io.impuls.rules.ledger.Signs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
      boolean visits = !plan.only().isEmpty();
      boolean scored = false;
      List<ScoringRule> answered = plan.answeredBy(event);
      List<ScoringRule> given = new ArrayList<>(answered.size());
      for (ScoringRule rule : plan.matching(event)) {
        long potential = rule.points().thousandths(event);
        scored |= potential != 0;
        if (potential != 0 && !(rule.only() && inVisit(event).isEmpty())) {
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
      if (visits) {
        ofVisit(event, plan, scored, found);
      }
      for (ScoringRule rule : plan.confirmedBy(event)) {
        found.add(Signs.sign(match(event, plan, rule, 0, event.occurredAt(), null, null)));
      }
    }
    return found;
  }

  /** Adds what an event says of its visit to the rules that it does not fit itself. */
  private static void ofVisit(Event event, ScoringPlan plan, boolean scored, List<Match> found) {
    boolean over = event.type().equals(EventTypes.SESSION_ENDED);
    boolean other = scored && ScoringRule.VIEWS.contains(event.type());
    if (!over && !other || inVisit(event).isEmpty()) {
      return;
    }
    for (ScoringRule rule : plan.only()) {
      String lineage = rule.lineage().toString();
      boolean fits =
          found.stream().anyMatch(one -> one.part() == Part.ONLY && one.lineage().equals(lineage));
      if (!fits) {
        Part part = over ? Part.OVER : Part.OTHER;
        long revision = over ? revision(event.resolution().session()) : 0;
        found.add(match(event, plan, rule, revision, event.occurredAt(), null, null).as(part));
      }
    }
  }

  private static long revision(Session visit) {
    return visit.retracted() ? -visit.revision() : visit.revision();
  }

  private static Optional<UUID> inVisit(Event event) {
    return Optional.ofNullable(event.resolution()).map(Resolution::sessionId);
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
    return match(
        event,
        plan,
        rule,
        potential,
        deferred.orElse(event.occurredAt()),
        deferred.isPresent() ? rule.doubt(event) : hold,
        note(event, hold, deferred.isPresent()));
  }

  private static Match match(
      Event event,
      ScoringPlan plan,
      ScoringRule rule,
      long potential,
      Instant at,
      Suppression hold,
      String note) {
    return new Match(
        rule.lineage().toString(),
        plan.version(),
        rule.capValue(event),
        at,
        event.eventId(),
        event.type(),
        event.receivedAt(),
        event.resolution().originalPerson(),
        potential,
        hold,
        note);
  }

  private static String note(Event event, Suppression hold, boolean deferred) {
    if (deferred) {
      return "deferred from " + event.occurredAt() + " to the end of the quiet hours";
    }
    return hold == Suppression.ROBOT ? event.resolution().agent().reason() : null;
  }
}
