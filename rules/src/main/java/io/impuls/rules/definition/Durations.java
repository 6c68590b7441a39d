package io.impuls.rules.definition;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;

/** Lengths of time as definitions write them. */
public final class Durations {

  private Durations() {}

  /**
   * Gives the ISO 8601 duration that a text is, such as {@code PT24H}; empty for anything else, for
   * none, and for one that is not at least a millisecond or longer than {@code longest}.
   */
  public static Optional<Duration> parse(String text, Duration longest) {
    try {
      return Optional.ofNullable(text)
          .map(Duration::parse)
          .filter(length -> length.compareTo(longest) <= 0 && length.toMillis() > 0);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
