package io.impuls.streams.ledger;

import io.impuls.rules.ledger.Alarms;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.streams.timers.TimerStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The ends of the waits of all persons of a task, the times at which awards lose points, matches
 * that count later than they came, and alarms of the service for a person. The timers of the first
 * two name the row of the match from which on time passes; where that row has left, they mean
 * nothing any more.
 */
final class LedgerTimers {

  /** How long after its end a wait waits for events on their way (decision 8). */
  static final Duration GRACE = Duration.ofMinutes(15);

  private static final byte[] NOTHING = {0};
  private static final int DEFERRED = 0;
  private static final int ALARM = -1;

  private final TimerStore timers;

  /** How far event time had come at the last turn; after a restart known again with the next. */
  private Instant reached = Instant.MIN;

  LedgerTimers(TimerStore timers) {
    this.timers = timers;
  }

  /**
   * A time that has come.
   *
   * @param at when it was due
   * @param row key of the match from which on a rule waits, or of the one that counts now; of an
   *     alarm one that begins with the person
   * @param time which end of the wait, from 1; {@code 0} for a match that counts now
   * @param payload the match that counts now, or the name of the alarm; anything otherwise
   */
  record Due(Instant at, byte[] row, int time, byte[] payload) {

    /** Gives the name of an alarm of the service; empty for anything else. */
    Optional<String> alarm() {
      return time == ALARM
          ? Optional.of(new String(payload, StandardCharsets.UTF_8))
          : Optional.empty();
    }

    /** Gives the match that counts now; empty for the end of a wait. */
    Optional<Match> deferred() {
      return time == DEFERRED
          ? Optional.of(EntryCodec.read(row, payload).match())
          : Optional.empty();
    }
  }

  /** Gives what sets the timers of a person. */
  Alarms of(byte[] person) {
    return new Alarms() {
      @Override
      public void set(Match start, Instant due, int time) {
        timers.set(start.starts() ? due.plus(GRACE) : due, id(person, start, time), NOTHING);
      }

      @Override
      public boolean passed(Instant due) {
        return !due.isAfter(reached);
      }
    };
  }

  /** Keeps a match until it counts; the same again changes nothing. */
  void defer(byte[] person, Match match) {
    timers.set(
        match.occurredAt(), id(person, match, DEFERRED), EntryCodec.write(Entry.silent(match)));
  }

  /**
   * Sets an alarm of the service for a person in place of another.
   *
   * @param name what for: each has its own
   * @param before when it was set for so far; null for never
   * @param due when it is to be; null for never
   */
  void alarm(byte[] person, String name, Instant before, Instant due) {
    byte[] id =
        ByteBuffer.allocate(LedgerKeys.MATCH_BYTES + 1)
            .put(person)
            .put(LedgerKeys.counter(name, null))
            .put(LedgerKeys.MATCH_BYTES, (byte) ALARM)
            .array();
    if (before != null) {
      timers.cancel(before, id);
    }
    if (due != null) {
      timers.set(due, id, name.getBytes(StandardCharsets.UTF_8));
    }
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
    this.reached = reached.isAfter(this.reached) ? reached : this.reached;
    return timers.takeDue(reached, most).stream()
        .map(
            timer ->
                new Due(
                    timer.due(),
                    Arrays.copyOf(timer.id(), LedgerKeys.MATCH_BYTES),
                    timer.id()[LedgerKeys.MATCH_BYTES],
                    timer.payload()))
        .toList();
  }
}
