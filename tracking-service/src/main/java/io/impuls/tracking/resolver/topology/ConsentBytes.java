package io.impuls.tracking.resolver.topology;

import io.impuls.tracking.resolver.domain.identity.Consents;
import io.impuls.tracking.resolver.domain.identity.Place;
import io.impuls.tracking.resolver.domain.identity.Said;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * What somebody said, within a row of a store: a byte with two bits for each purpose (whether they
 * said something, and whether yes), then the places of what they said.
 */
final class ConsentBytes {

  private static final int PLACE = Long.BYTES + 16;
  private static final int SAID = 1;
  private static final int YES = 2;
  private static final int TRACKING = 2;
  private static final int MAIL_TRACKING = 4;

  private ConsentBytes() {}

  /** Gives how many bytes it takes. */
  static int size(Consents consents) {
    return 1
        + size(consents.profiling())
        + size(consents.tracking())
        + size(consents.mailTracking());
  }

  /** Adds it to a row. */
  static ByteBuffer put(ByteBuffer row, Consents consents) {
    row.put(
        (byte)
            (marks(consents.profiling())
                | marks(consents.tracking()) << TRACKING
                | marks(consents.mailTracking()) << MAIL_TRACKING));
    put(row, consents.profiling());
    put(row, consents.tracking());
    put(row, consents.mailTracking());
    return row;
  }

  /** Reads it from a row. */
  static Consents read(ByteBuffer row) {
    int marks = row.get();
    Said profiling = said(marks, row);
    Said tracking = said(marks >> TRACKING, row);
    return new Consents(profiling, tracking, said(marks >> MAIL_TRACKING, row));
  }

  /** Reads a place, as rows of earlier releases have it, too. */
  static Place place(ByteBuffer row) {
    return new Place(Instant.ofEpochMilli(row.getLong()), new UUID(row.getLong(), row.getLong()));
  }

  /** Gives what a row of an earlier release says, which knew of profiling alone. */
  static Consents profiling(boolean given, ByteBuffer row) {
    return new Consents(new Said(given, place(row)), null, null);
  }

  private static Said said(int marks, ByteBuffer row) {
    return (marks & SAID) == 0 ? null : new Said((marks & YES) != 0, place(row));
  }

  private static int marks(Said said) {
    return said == null ? 0 : said.given() ? SAID | YES : SAID;
  }

  private static int size(Said said) {
    return said == null ? 0 : PLACE;
  }

  private static void put(ByteBuffer row, Said said) {
    if (said != null) {
      row.putLong(said.place().occurredAt().toEpochMilli())
          .putLong(said.place().eventId().getMostSignificantBits())
          .putLong(said.place().eventId().getLeastSignificantBits());
    }
  }
}
