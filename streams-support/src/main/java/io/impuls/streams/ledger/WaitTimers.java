package io.impuls.streams.ledger;

import io.impuls.rules.ledger.Alarms;
import io.impuls.streams.timers.TimerStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The ends of the waits of all persons of a task. A timer names the row of the match from which on
 * a rule waits; where that row has left, the timer means nothing any more.
 */
final class WaitTimers {

  /** How long after its end a wait waits for events on their way (decision 8). */
  static final Duration GRACE = Duration.ofMinutes(15);

  private static final byte[] NOTHING = {0};

  private final TimerStore timers;

  WaitTimers(TimerStore timers) {
    this.timers = timers;
  }

  /**
   * The end of a wait that has come.
   *
   * @param row key of the match from which on the rule waits
   * @param time which of its ends, from 1
   */
  record Due(byte[] row, int time) {}

  /** Gives what sets the timers of a person. */
  Alarms of(byte[] person) {
    return (start, due, time) ->
        timers.set(
            due.plus(GRACE),
            ByteBuffer.allocate(LedgerKeys.MATCH_BYTES + 1)
                .put(LedgerKeys.match(person, start))
                .put((byte) time)
                .array(),
            NOTHING);
  }

  /** Removes and gives what is due at an event time, the earliest first. */
  List<Due> takeDue(Instant reached, int most) {
    return timers.takeDue(reached, most).stream()
        .map(
            timer ->
                new Due(
                    Arrays.copyOf(timer.id(), LedgerKeys.MATCH_BYTES),
                    timer.id()[LedgerKeys.MATCH_BYTES]))
        .toList();
  }
}
