package io.impuls.segmentation.domain;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.index.Branch;
import io.impuls.rules.ledger.Match;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One version of a tag rule, compiled: a behaviour that gives a tag.
 *
 * @param id the rule's id: the lineage that caps count by, over all versions
 * @param version from 1
 * @param name shown name
 * @param anyOf the activities; one of them suffices
 * @param tag what it gives
 * @param increment how many tag points an assignment adds
 * @param cap how often it may assign
 */
public record TagRule(
    String id,
    int version,
    String name,
    List<Branch> anyOf,
    Tag tag,
    Amount increment,
    Optional<CapPer> cap) {

  public TagRule {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(increment, "increment");
    anyOf = List.copyOf(anyOf);
  }

  /**
   * Gives the match of an event that fits one of the activities; empty when the increment is
   * nothing (an order without the counted items, or with more returned than bought): that is no
   * assignment and uses up no cap.
   */
  Optional<Match> match(Event event) {
    long points = increment.thousandths(event);
    if (points <= 0) {
      return Optional.empty();
    }
    Agent agent = event.resolution().agent();
    boolean machine = agent.verdict() == Agent.Verdict.MACHINE;
    return Optional.of(
        new Match(
            id,
            version,
            cap.map(c -> c.value(event)).orElse(null),
            event.occurredAt(),
            event.eventId(),
            event.type(),
            event.receivedAt(),
            event.resolution().originalPerson(),
            points,
            hold(event, machine),
            machine ? agent.reason() : null));
  }

  private static Suppression hold(Event event, boolean machine) {
    if (event.flags().contains(EventFlag.NO_PROFILING)) {
      return Suppression.NO_PROFILING;
    }
    return machine ? Suppression.ROBOT : event.repeated() ? Suppression.DOUBLE_FIRE : null;
  }
}
