package io.impuls.segmentation.topology.segment;

import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.rules.ledger.Match;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.segmentation.domain.segment.Told;
import io.impuls.streams.ledger.Incoming;
import io.impuls.streams.ledger.Transfer;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads what other services say of persons, as far as a segment asks for it.
 *
 * @param segments gives the present segments of a workspace
 */
public record SegmentInputs(Function<UUID, Segments> segments) {

  /** Change records that may lead to one another (decision 14): beyond, rules go in a circle. */
  private static final int MOST_HOPS = 8;

  /** Reads a record of {@code scoring.score-changes}. */
  public Incoming score(String topic, byte[] value) {
    ScoreChange change = Topics.SCORE_CHANGES.serde().deserialize(topic, value);
    if (change.hops() >= MOST_HOPS) {
      return new Incoming.Unusable(
          RejectionReason.TOO_MANY_HOPS,
          "changes led to one another more than %d times: look for rules in a circle"
              .formatted(MOST_HOPS),
          value);
    }
    if (change.plan() == null || change.occurredAt() == null) {
      return new Incoming.Nothing();
    }
    PersonKey person = new PersonKey(change.workspace(), change.person());
    Optional<Match> match = segments.apply(change.workspace()).match(change);
    return match.isEmpty() ? new Incoming.Nothing() : moved(person, change.cause(), match.get());
  }

  /** Reads a record of {@code contact.changes}. */
  public Incoming contact(String topic, byte[] value) {
    ContactChange change = Topics.CONTACT_CHANGES.serde().deserialize(topic, value);
    PersonKey person = new PersonKey(change.workspace(), change.person());
    Cause cause =
        new Cause(
            change.changeId(), Told.CONTACT_CHANGED, change.occurredAt(), change.occurredAt());
    Optional<Match> match = segments.apply(change.workspace()).match(change);
    return match.isEmpty() ? new Incoming.Nothing() : moved(person, cause, match.get());
  }

  private static Incoming moved(PersonKey person, Cause cause, Match match) {
    Cause known =
        cause == null
            ? new Cause(match.eventId(), match.eventType(), match.occurredAt(), match.receivedAt())
            : cause;
    return new Incoming.Moved(Transfer.to(person, known, match));
  }
}
