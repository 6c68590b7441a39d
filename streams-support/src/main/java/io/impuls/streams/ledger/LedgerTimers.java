package io.impuls.streams.ledger;

import io.impuls.rules.ledger.Alarms;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.streams.timers.TimerStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The ends of the waits of all persons of a task, the times at which awards lose points, and
 * matches that count later than they came. The timers of the first two name the row of the match
 * from which on time passes; where that row has left, they mean nothing any more.
 */
final class LedgerTimers {

  /** How long after its end a wait waits for events on their way (decision 8). */
  static final Duration GRACE = Duration.ofMinutes(15);

  private static final byte[] NOTHING = {0};
  private static final int DEFERRED = 0;

  private final TimerStore timers;

  LedgerTimers(TimerStore timers) {
    this.timers = timers;
  }

  /**
   * A time that has come.
   *
   * @param row key of the match from which on a rule waits, or of the one that counts now
   * @param time which end of the wait, from 1; {@code 0} for a match that counts now
   * @param payload the match that counts now; anything otherwise
   */
  record Due(byte[] row, int time, byte[] payload) {

    /** Gives the match that counts now; empty for the end of a wait. */
    Optional<Match> deferred() {
      return time == DEFERRED
          ? Optional.of(EntryCodec.read(row, payload).match())
          : Optional.empty();
    }
  }

  /** Gives what sets the timers of a person. */
  Alarms of(byte[] person) {
    return (start, due, time) ->
        timers.set(start.starts() ? due.plus(GRACE) : due, id(person, start, time), NOTHING);
  }

  /** Keeps a match until it counts; the same again changes nothing. */
  void defer(byte[] person, Match match) {
    timers.set(
        match.occurredAt(), id(person, match, DEFERRED), EntryCodec.write(Entry.silent(match)));
  }

  private static byte[] id(byte[] person, Match match, int time) {
    return ByteBuffer.allocate(LedgerKeys.MATCH_BYTES + 1)
        .put(LedgerKeys.match(person, match))
        .put((byte) time)
        .array();
  }

  /** Whether anybody waits. */
  boolean any() {
    return timers.any();
  }

  /** Removes and gives what is due at an event time, the earliest first. */
  List<Due> takeDue(Instant reached, int most) {
    return timers.takeDue(reached, most).stream()
        .map(
            timer ->
                new Due(
                    Arrays.copyOf(timer.id(), LedgerKeys.MATCH_BYTES),
                    timer.id()[LedgerKeys.MATCH_BYTES],
                    timer.payload()))
        .toList();
  }
}
