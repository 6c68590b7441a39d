package io.impuls.scoring.domain;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.definition.Awaited;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.definition.QuietInterval;
import io.impuls.rules.index.Branch;
import io.impuls.rules.ledger.Decay;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Gives points for each occurrence of any of several activities, or for what did not happen after
 * it.
 *
 * @param lineage plan and rule, over all versions
 * @param name shown name
 * @param activities what it looks at; one of them suffices
 * @param points what a match gives
 * @param cap how often it may give points; null for always
 * @param quiet hours in which it gives nothing; null for none
 * @param awaited what must not happen after an activity for the points to be given; null for a rule
 *     that gives them at once
 * @param group id of the group whose limits hold for it; null for none
 * @param decay how its points go as time passes; null when they stay
 * @param only whether it gives its points only for visits in which nothing else was looked at that
 *     the plan scores
 */
public record ScoringRule(
    Lineage lineage,
    String name,
    List<Branch> activities,
    Amount points,
    CapPer cap,
    QuietInterval quiet,
    Awaited awaited,
    String group,
    Decay decay,
    boolean only) {

  /** Ways of looking at something: where these are all that a rule counts, it can be alone. */
  static final Set<String> VIEWS =
      Set.of(
          EventTypes.PAGE_VIEWED,
          EventTypes.SCREEN_VIEWED,
          EventTypes.PRODUCT_VIEWED,
          EventTypes.CATEGORY_VIEWED);

  public ScoringRule {
    Objects.requireNonNull(lineage, "lineage");
    Objects.requireNonNull(name, "name");
    activities = List.copyOf(activities);
    Objects.requireNonNull(points, "points");
  }

  /**
   * Gives the value by which the cap counts this event, or which it has in common with what is
   * waited for; null when there is one counter.
   */
  String capValue(Event event) {
    if (awaited != null) {
      return awaited.value(event);
    }
    if (only) {
      return event.resolution().sessionId().toString();
    }
    return cap == null ? null : cap.value(event);
  }

  /** Gives why this event cannot give points, whatever came before it; null when it can. */
  Suppression hold(Event event) {
    if (event.flags().contains(EventFlag.NO_PROFILING)) {
      return Suppression.NO_PROFILING;
    }
    if (Robots.is(event)) {
      return Suppression.ROBOT;
    }
    if (event.repeated()) {
      return Suppression.DOUBLE_FIRE;
    }
    if (quiet != null && quiet.withholds(event)) {
      return Suppression.QUIET;
    }
    return doubt(event);
  }

  /** Gives why it waits for a sign of a human; null when it does not. */
  Suppression doubt(Event event) {
    boolean suspect =
        event.resolution() != null && event.resolution().agent().verdict() == Agent.Verdict.SUSPECT;
    return suspect && ofMessages() ? Suppression.PROVISIONAL : null;
  }

  /** Whether it counts nothing but what happens to the tags of people. */
  public boolean onlyOnTags() {
    return !activities.isEmpty()
        && activities.stream().allMatch(one -> EventTypes.TAG_MOVES.contains(one.eventType()));
  }

  /** Whether it counts what people do with messages, of which some may be a machine's. */
  public boolean countsMessages() {
    return awaited == null && ofMessages();
  }

  private boolean ofMessages() {
    return activities.stream().anyMatch(one -> EventTypes.MESSAGE_ACTS.contains(one.eventType()));
  }
}
