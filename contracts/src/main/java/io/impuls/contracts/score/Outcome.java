package io.impuls.contracts.score;

/** What became of a match (3.9). */
public enum Outcome {
  /** All points were given. */
  AWARDED,
  /** Some of the points were given, up to a cap. */
  CLIPPED,
  /** Nothing was given; the reason says why. */
  SUPPRESSED,
  /** Points given before were taken back, because earlier events came to light. */
  VOIDED,
  /** Points moved to another person: this one was merged into them, or they were split off. */
  TRANSFERRED
}
