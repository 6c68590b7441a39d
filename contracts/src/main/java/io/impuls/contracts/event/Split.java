package io.impuls.contracts.event;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What was taken for {@code from}'s is {@code into}'s: the events whose original or named person is
 * {@code original}, between two times. Published under both keys. Without {@link #since}, {@code
 * original} names {@code into} from now on, and no longer {@code from}.
 *
 * @param from the person that loses; may have been merged into another since
 * @param into the person that gains; {@code original} itself when a merge was undone
 * @param original whom the events' own identifiers, or the login that decided, name
 * @param since first instant that goes; null from the beginning
 * @param until first instant that stays; null without end
 */
public record Split(UUID from, UUID into, UUID original, Instant since, Instant until) {
  public Split {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(into, "into");
    Objects.requireNonNull(original, "original");
  }
}
