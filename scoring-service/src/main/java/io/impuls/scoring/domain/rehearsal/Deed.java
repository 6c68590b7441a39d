package io.impuls.scoring.domain.rehearsal;

import io.impuls.rules.ledger.Match;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What a rehearsal keeps of an event that either plan looks at, or that is an order.
 *
 * @param eventId the event
 * @param occurredAt when it counts, to the millisecond: when it happened, if nothing defers it
 * @param original whom the event's own identifiers named
 * @param named whom the identifier named that it was found by; merges and splits ask for both
 * @param order whether it is an order
 * @param current what the version in force makes of it
 * @param draft what the draft makes of it
 */
public record Deed(
    UUID eventId,
    Instant occurredAt,
    UUID original,
    UUID named,
    boolean order,
    List<Hit> current,
    List<Hit> draft) {

  public Deed {
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(original, "original");
    Objects.requireNonNull(named, "named");
    occurredAt = occurredAt.truncatedTo(ChronoUnit.MILLIS);
    current = List.copyOf(current);
    draft = List.copyOf(draft);
  }

  /** Gives a match that goes wherever merges and splits send those of this event. */
  Match trace() {
    return new Match("", 0, null, occurredAt, eventId, null, occurredAt, original, 0, null)
        .namedBy(named);
  }
}
