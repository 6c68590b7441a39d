package io.impuls.tracking.resolver.domain.identity;

import java.util.Objects;
import java.util.UUID;

/**
 * A user decided about two persons. The latest decision about a pair holds, whatever events say.
 *
 * @param from who ceases, or ceased
 * @param into who continues
 * @param joined whether they are one person, or two
 * @param place when it was decided, and by which change
 */
public record Decision(UUID from, UUID into, boolean joined, Place place) {

  public Decision {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(into, "into");
    Objects.requireNonNull(place, "place");
    if (from.equals(into)) {
      throw new IllegalArgumentException("a decision is about two persons");
    }
  }

  /** Gives the person that is not {@code end}. */
  public UUID otherThan(UUID end) {
    return end.equals(from) ? into : from;
  }
}
