package io.impuls.streams.ledger;

import io.impuls.rules.ledger.Match;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * Which events a person's ledger has counted, by event id. An id that comes again under another
 * identity of the same person counts once (decision 1).
 */
final class SeenEvents {

  private static final int VALUE_BYTES = 24;

  private final StagedStore store;

  SeenEvents(StagedStore store) {
    this.store = store;
  }

  boolean isNew(byte[] person, Match match) {
    return store.get(LedgerKeys.seen(person, match.eventId())) == null;
  }

  /**
   * Whether the event is unknown, or the very occurrence that is known: its other matches may still
   * be on their way.
   */
  boolean isNewOrSame(byte[] person, Match match) {
    byte[] known = store.get(LedgerKeys.seen(person, match.eventId()));
    return known == null || Arrays.equals(known, value(match));
  }

  void remember(byte[] person, Match match) {
    store.put(LedgerKeys.seen(person, match.eventId()), value(match));
  }

  void forget(byte[] person, UUID eventId) {
    store.delete(LedgerKeys.seen(person, eventId));
  }

  private static byte[] value(Match match) {
    Instant at = match.occurredAt();
    UUID original = match.originalPerson();
    return ByteBuffer.allocate(VALUE_BYTES)
        .putLong(at.toEpochMilli())
        .putLong(original.getMostSignificantBits())
        .putLong(original.getLeastSignificantBits())
        .array();
  }
}
