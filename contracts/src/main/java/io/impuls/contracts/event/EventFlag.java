package io.impuls.contracts.event;

/** What was noticed about an event without refusing it. */
public enum EventFlag {
  /** Its time lay more than five minutes after receipt and became the receipt (3.1). */
  CLOCK_AHEAD,
  /** The same id came again with another payload; the first was kept (3.2). */
  CONFLICT,
  /** The same page was viewed by the same person within two seconds (3.2). */
  DOUBLE_FIRE,
  /** It came by an identifier that two known people claim; they are never merged by themselves. */
  IDENTITY_CONFLICT,
  /** History, brought in by an import: counts in sums, moves no clock and starts no campaign. */
  BACKFILL,
  /** Its sender floods: it comes at many times the rate of any person. */
  FLOOD,
  /** The person forbade profiling: it gives no points and no tags, and starts no campaign. */
  NO_PROFILING,
  /** It tells something of a person who was not active: it opens and prolongs no visit. */
  PASSIVE
}
