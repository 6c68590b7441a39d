package io.impuls.scoring.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Session;
import io.impuls.rules.definition.Awaited;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Match.Part;
import io.impuls.rules.ledger.Signs;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an event leaves in the ledger for rules that it gives nothing by: that a human acted, that
 * something else was looked at in a visit, that the visit ended. Also for rules that the version in
 * force lacks, or gives nothing by, as what they began with may be judged still.
 *
 * @param event the event
 * @param plan version in force when it happened
 * @param followed rules that look at what happens
 */
record Traces(Event event, ScoringPlan plan, PlanVersions.Followed followed) {

  /** Gives the visit of an event; empty for what happened outside of visits. */
  static Optional<UUID> visit(Event event) {
    return Optional.ofNullable(event.resolution()).map(resolved -> resolved.sessionId());
  }

  /**
   * Adds them to what was found.
   *
   * @param scored whether the event fits a rule of the plan
   */
  void add(boolean scored, List<Match> found) {
    if (event.flags().contains(EventFlag.NO_PROFILING)) {
      return;
    }
    if (!followed.visits().isEmpty()) {
      visits(scored, found);
    }
    if (!followed.messages().isEmpty()
        && EventTypes.actOfThePerson(event.type())
        && Awaited.human(event)) {
      followed.messages().forEach(lineage -> found.add(Signs.sign(match(lineage, null, 0))));
    }
  }

  private void visits(boolean scored, List<Match> found) {
    Session ended =
        event.type().equals(EventTypes.SESSION_ENDED) ? event.resolution().session() : null;
    boolean other = scored && ScoringRule.VIEWS.contains(event.type());
    Optional<UUID> visit = visit(event);
    if (ended == null && !other || visit.isEmpty()) {
      return;
    }
    for (String lineage : followed.visits()) {
      boolean fits =
          found.stream().anyMatch(one -> one.part() == Part.ONLY && one.lineage().equals(lineage));
      if (!fits) {
        found.add(
            match(lineage, visit.get().toString(), ended == null ? 0 : revision(ended))
                .as(ended == null ? Part.OTHER : Part.OVER));
      }
    }
  }

  private static long revision(Session visit) {
    return visit.retracted() ? -visit.revision() : visit.revision();
  }

  private Match match(String lineage, String counter, long potential) {
    return new Match(
        lineage,
        plan.version(),
        counter,
        event.occurredAt(),
        event.eventId(),
        event.type(),
        event.receivedAt(),
        event.resolution().originalPerson(),
        potential,
        null);
  }
}
