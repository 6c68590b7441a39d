package io.impuls.tracking.collector.domain;

import io.impuls.contracts.event.ClientClock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When an event happened, by the clocks of the sender and ours (decision 6).
 *
 * @param at the time to reckon with, in whole milliseconds, never after receipt
 * @param clockAhead whether the sender's time lay more than {@link #TOLERANCE} after receipt
 */
public record Occurrence(Instant at, boolean clockAhead) {

  /** How far a sender's clock may run ahead without a flag. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** No event of a shop is older; earlier times are unset clocks. */
  public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /**
   * Gives when it happened: without {@code sentAt} the timestamp as it is, with it {@code received
   * - (sent - timestamp)}, which takes the sender's clock error out; without a timestamp the
   * receipt. Empty when that cannot be, as it lies before {@link #EARLIEST} or beyond what a clock
   * can say.
   */
  public static Optional<Occurrence> of(ClientClock clock, Instant receivedAt) {
    Instant at;
    try {
      at = corrected(clock, receivedAt).truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
    if (at.isBefore(EARLIEST)) {
      return Optional.empty();
    }
    if (at.isAfter(receivedAt)) {
      return Optional.of(
          new Occurrence(
              receivedAt.truncatedTo(ChronoUnit.MILLIS), at.isAfter(receivedAt.plus(TOLERANCE))));
    }
    return Optional.of(new Occurrence(at, false));
  }

  private static Instant corrected(ClientClock clock, Instant receivedAt) {
    if (clock.timestamp() == null) {
      return receivedAt;
    }
    return clock.sentAt() == null
        ? clock.timestamp()
        : receivedAt.minus(Duration.between(clock.timestamp(), clock.sentAt()));
  }
}
