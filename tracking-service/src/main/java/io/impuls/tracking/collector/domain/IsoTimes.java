package io.impuls.tracking.collector.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;

/** Times in ISO 8601 as many clients write them, more freely than our own protocol takes them. */
public final class IsoTimes {

  /**
   * With {@code T} or a blank, 0 to 9 digits of a second's fraction, and an offset in any form;
   * without one it is UTC, as the clients' documentation says.
   */
  private static final DateTimeFormatter FREE =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXXXX][XXXX][X]")
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter();

  /** Longest form with nine digits and seconds in the offset. */
  private static final int LONGEST = 48;

  private IsoTimes() {}

  /** Gives the time of a text; empty when it is none. */
  public static Optional<Instant> of(String sent) {
    String text = sent.strip();
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          FREE.parse(text, OffsetDateTime::from).withOffsetSameInstant(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
