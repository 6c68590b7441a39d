package io.impuls.contracts.event;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What was taken for {@code from}'s is {@code into}'s, between two times: what {@code original}
 * named ({@link Resolution#namedPerson}), or, with {@link #named}, what came from the device that
 * is {@code original}. Published under both keys. Without {@link #since}, {@code original} names
 * {@code into} from now on, and no longer {@code from}.
 *
 * @param from the person that loses; may have been merged into another since
 * @param into the person that gains; {@code original} itself when a merge was undone
 * @param original whom the login or identifier names by itself that the events were found by; with
 *     {@code named}, their original person
 * @param since first instant that goes; null from the beginning
 * @param until first instant that stays; null without end
 * @param named whom everything that goes is named by from now on, as another login covers it; null
 *     when by whom it was before
 */
public record Split(UUID from, UUID into, UUID original, Instant since, Instant until, UUID named) {

  /** Takes an identifier and all that came by it from a person. */
  public Split(UUID from, UUID into, UUID original) {
    this(from, into, original, null, null, null);
  }

  public Split {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(into, "into");
    Objects.requireNonNull(original, "original");
  }
}
