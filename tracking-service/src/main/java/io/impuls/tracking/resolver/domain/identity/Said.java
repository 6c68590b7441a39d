package io.impuls.tracking.resolver.domain.identity;

/**
 * What somebody said about one purpose.
 *
 * @param given whether they allow it
 * @param place when they said so, and in which event
 */
public record Said(boolean given, Place place) {

  /** Gives the later of two; either may be null. */
  static Said later(Said one, Said other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.place.isBefore(other.place) ? other : one;
  }

  /** Whether what somebody said, if anything, forbids what happened at a place. */
  static boolean forbids(Said said, Place place) {
    return said != null && !said.given && !place.isBefore(said.place);
  }
}
