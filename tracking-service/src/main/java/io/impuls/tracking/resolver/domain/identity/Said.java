package io.impuls.tracking.resolver.domain.identity;

import io.impuls.contracts.event.Event;
import java.util.Map;

/**
 * What somebody said about being profiled.
 *
 * @param given whether they allow it
 * @param place when they said so, and in which event
 */
public record Said(boolean given, Place place) {

  /** The purpose of scores and tags. */
  public static final String PROFILING = "profiling";

  /** Who may not be tracked may not be profiled either. */
  public static final String TRACKING = "tracking";

  /** Gives what a consent says about being profiled; null when it says nothing. */
  public static Said in(Map<String, Boolean> consent, Place place) {
    Boolean profiling = consent.get(PROFILING);
    boolean untracked = Boolean.FALSE.equals(consent.get(TRACKING));
    if (profiling == null && !untracked) {
      return null;
    }
    return new Said(!untracked && profiling, place);
  }

  /** Gives what an event says about being profiled; null when it says nothing. */
  public static Said in(Event event) {
    return event.consent().isEmpty()
        ? null
        : in(event.consent(), new Place(event.occurredAt(), event.eventId()));
  }

  /** Gives the later of two; either may be null. */
  public static Said later(Said one, Said other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.place.isBefore(other.place) ? other : one;
  }

  /** Whether what somebody said, if anything, forbids to profile what happened at a place. */
  public static boolean forbids(Said said, Place place) {
    return said != null && !said.given && !place.isBefore(said.place);
  }
}
