package io.impuls.scoring.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.condition.Field;
import io.impuls.rules.index.Branch;
import io.impuls.rules.ledger.SlidingCap;
import java.util.List;
import java.util.Objects;

/**
 * Gives points for each occurrence of any of several activities.
 *
 * @param lineage plan and rule, over all versions
 * @param name shown name
 * @param activities what it looks at; one of them suffices
 * @param points what a match gives
 * @param cap how often it may give points; null for always
 * @param per field whose every value has a counter of its own; null for one counter
 * @param quiet hours in which it gives nothing; null for none
 */
public record ScoringRule(
    Lineage lineage,
    String name,
    List<Branch> activities,
    Amount points,
    SlidingCap cap,
    Field per,
    QuietInterval quiet) {

  public ScoringRule {
    Objects.requireNonNull(lineage, "lineage");
    Objects.requireNonNull(name, "name");
    activities = List.copyOf(activities);
    Objects.requireNonNull(points, "points");
  }

  /**
   * Gives the value by which the cap counts this event; null when there is one counter. Events
   * without the field share one.
   */
  String capValue(Event event) {
    return cap == null || per == null ? null : per.text(event).orElse(null);
  }

  /** Gives why this event cannot give points, whatever came before it; null when it can. */
  Suppression hold(Event event) {
    if (Robots.is(event)) {
      return Suppression.ROBOT;
    }
    return quiet != null && quiet.withholds(event.type(), event.occurredAt())
        ? Suppression.QUIET
        : null;
  }
}
