package io.impuls.segmentation.domain.segment;

import java.time.Instant;
import java.util.UUID;

/**
 * How far the application of a segment to the retained history has come.
 *
 * @param id of the run
 * @param segment id of the segment
 * @param version version of the segment that is applied
 * @param from events since then are looked at
 * @param startedAt when it began
 * @param state whether it goes on
 * @param read records of events that were read
 * @param of records that there were at the start
 * @param acts acts that the segment asks for, and facts, found so far
 * @param persons persons found so far
 * @param endedAt when it was over; null while it goes on
 */
public record Application(
    UUID id,
    String segment,
    int version,
    Instant from,
    Instant startedAt,
    State state,
    long read,
    long of,
    long acts,
    long persons,
    Instant endedAt) {

  /** Whether it goes on. */
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    /** It was given up: start it again, what was done counts once. */
    FAILED
  }

  /** Gives the same, further on. */
  public Application at(long nowRead, long nowOf, long nowActs, long nowPersons) {
    return new Application(
        id,
        segment,
        version,
        from,
        startedAt,
        State.RUNNING,
        nowRead,
        nowOf,
        nowActs,
        nowPersons,
        null);
  }

  /** Gives the same, over. */
  public Application over(State how, Instant when) {
    return new Application(
        id, segment, version, from, startedAt, how, read, of, acts, persons, when);
  }
}
