package io.impuls.contracts.score;

/** Why a match was given less than it could have been; the first that binds is named (3.4). */
public enum Suppression {
  /** A machine did it (3.28). */
  ROBOT,
  /** It happened in quiet hours (3.5). */
  QUIET,
  /** The rule's cap was full (3.3). */
  CAP,
  /** The same act counted already: the page or mail was reported twice (3.2). */
  DOUBLE_FIRE,
  /** The person, or a signal of their browser, forbids to profile it (3.24, 3.29). */
  NO_PROFILING,
  /**
   * What the rule waited for had come in time after all (3.7), or the visit was another one than it
   * seemed.
   */
  ANSWERED,
  /**
   * A machine may have done it: it counts, at its own time, once the person is seen to act within a
   * day (3.28).
   */
  PROVISIONAL,
  /** The cap of the rule's group was full, and its own was not (3.4). */
  GROUP_CAP,
  /** The cap of the whole plan was full, and those before it were not (3.4). */
  PLAN_CAP
}
