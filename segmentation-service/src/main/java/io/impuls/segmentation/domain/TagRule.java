package io.impuls.segmentation.domain;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.definition.Awaited;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.definition.QuietInterval;
import io.impuls.rules.index.Branch;
import io.impuls.rules.ledger.Decay;
import io.impuls.rules.ledger.Match;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One version of a tag rule, compiled: a behaviour that gives a tag, or takes it away.
 *
 * @param id the rule's id: the lineage that caps count by, over all versions
 * @param version from 1
 * @param name shown name
 * @param anyOf the activities; one of them suffices
 * @param tag what it gives, or takes away
 * @param increment how many tag points an assignment adds; nothing for a rule that takes away
 * @param cap how often it may assign
 * @param time what passing time has to do with it
 * @param removes whether it takes the tag away
 */
public record TagRule(
    String id,
    int version,
    String name,
    List<Branch> anyOf,
    Tag tag,
    Amount increment,
    Optional<CapPer> cap,
    Time time,
    boolean removes) {

  /**
   * What passing time has to do with a rule.
   *
   * @param ttl how long the tag stays that it gives
   * @param decay how the points of an assignment go
   * @param awaited what must not happen after an activity for it to do anything
   * @param quiet hours in which it does nothing
   */
  public record Time(
      Optional<Ttl> ttl,
      Optional<Decay> decay,
      Optional<Awaited> awaited,
      Optional<QuietInterval> quiet) {

    /** Nothing. */
    public static final Time NONE =
        new Time(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public TagRule {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(cap, "cap");
    Objects.requireNonNull(time, "time");
    if (!removes) {
      Objects.requireNonNull(increment, "increment");
    }
    anyOf = List.copyOf(anyOf);
  }

  /**
   * Gives what the ledger is to do as time passes after an assignment: a {@code ttl} asks at its
   * end whether the tag is over, as a decay takes points away at its steps.
   */
  Optional<Decay> decay() {
    return time.ttl().map(ttl -> Decay.expiring(ttl.within())).or(time::decay);
  }

  /** Whether it has a counter for each value of a field, or for each visit. */
  boolean scattered() {
    return cap.filter(one -> one.per().isPresent() || one.perVisit()).isPresent()
        || time.awaited().filter(one -> one.same().isPresent()).isPresent();
  }

  /**
   * Gives the match of an event that fits one of the activities; empty when the increment is
   * nothing (an order without the counted items, or with more returned than bought): that is no
   * assignment and uses up no cap.
   *
   * @param answers whether the rule waited for the event, too
   */
  Optional<Match> match(Event event, boolean answers) {
    long points = removes ? 0 : increment.thousandths(event);
    if (points <= 0 && !removes) {
      return Optional.empty();
    }
    return Optional.of(match(event, points).as(part(answers)));
  }

  /** Gives the match of an event that only ends waits. */
  Match answer(Event event) {
    return match(event, 0).as(Match.Part.ANSWER);
  }

  private Match.Part part(boolean answers) {
    if (time.awaited().isEmpty()) {
      return Match.Part.AWARD;
    }
    return answers ? Match.Part.RESTART : Match.Part.START;
  }

  /** Dated at the end of quiet hours that defer it. */
  private Match match(Event event, long points) {
    Suppression hold = hold(event);
    Optional<Instant> deferred =
        hold == Suppression.QUIET ? time.quiet().orElseThrow().deferredTo(event) : Optional.empty();
    return new Match(
        id,
        version,
        time.awaited().isPresent()
            ? time.awaited().get().value(event)
            : cap.map(c -> c.value(event)).orElse(null),
        deferred.orElse(event.occurredAt()),
        event.eventId(),
        event.type(),
        event.receivedAt(),
        event.resolution().originalPerson(),
        points,
        deferred.isPresent() ? null : hold,
        note(event, hold, deferred.isPresent()));
  }

  private static String note(Event event, Suppression hold, boolean deferred) {
    if (deferred) {
      return "deferred from " + event.occurredAt() + " to the end of the quiet hours";
    }
    return hold == Suppression.ROBOT ? event.resolution().agent().reason() : null;
  }

  /** Gives what rules out that an event counts, whatever the rule; null for nothing. */
  public static Suppression standsAgainst(Event event) {
    if (event.flags().contains(EventFlag.NO_PROFILING)) {
      return Suppression.NO_PROFILING;
    }
    if (event.resolution().agent().verdict() == Agent.Verdict.MACHINE) {
      return Suppression.ROBOT;
    }
    return event.repeated() ? Suppression.DOUBLE_FIRE : null;
  }

  private Suppression hold(Event event) {
    Suppression against = standsAgainst(event);
    if (against != null) {
      return against;
    }
    return time.quiet().filter(hours -> hours.withholds(event)).isPresent()
        ? Suppression.QUIET
        : null;
  }
}
