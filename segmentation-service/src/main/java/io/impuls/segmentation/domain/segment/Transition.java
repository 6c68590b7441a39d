package io.impuls.segmentation.domain.segment;

import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.SegmentMove.By;
import java.time.Instant;
import java.util.Objects;

/**
 * Somebody entered a segment, or left it.
 *
 * @param at when: the instant from which on it is so
 * @param entered whether they entered
 * @param by what kind of thing brought it about
 * @param version version of the segment that was in force
 * @param cause the event behind it; null where only another definition is
 * @param change version of the person's change that told it; 0 as long as none has
 */
public record Transition(
    Instant at, boolean entered, By by, int version, Cause cause, long change) {

  public Transition {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(by, "by");
  }

  /** Whether it is the same thing at the same time, whatever is found to be behind it. */
  boolean same(Transition other) {
    return at.equals(other.at) && entered == other.entered;
  }

  /** Gives the same, brought about by another definition. */
  Transition edited() {
    return new Transition(at, entered, By.EDIT, version, cause, change);
  }

  /** Gives the same, told by a change of that version. */
  public Transition told(long version) {
    return new Transition(at, entered, by, this.version, cause, version);
  }
}
