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
    return known == null
        || Arrays.equals(known, value(match, receipt(match)))
        || Arrays.equals(known, value(match, match.occurredAt()));
  }

  void remember(byte[] person, Match match) {
    store.put(LedgerKeys.seen(person, match.eventId()), value(match, receipt(match)));
  }

  void forget(byte[] person, UUID eventId) {
    store.delete(LedgerKeys.seen(person, eventId));
  }

  /**
   * Matches of one event may be dated apart, as quiet hours defer some; its receipt is one. Rows of
   * earlier releases have the time of the match.
   */
  private static Instant receipt(Match match) {
    return match.receivedAt() == null ? match.occurredAt() : match.receivedAt();
  }

  private static byte[] value(Match match, Instant at) {
    UUID original = match.originalPerson();
    return ByteBuffer.allocate(VALUE_BYTES)
        .putLong(at.toEpochMilli())
        .putLong(original.getMostSignificantBits())
        .putLong(original.getLeastSignificantBits())
        .array();
  }
}
