package io.impuls.tracking.handover;

import io.impuls.contracts.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The mark of an imported row on its record. A row counts once whoever it names, also when it comes
 * again edited: so it is compared with what came before by itself, not by its device.
 */
public final class ImportedRow {

  private static final String ROW = "impuls_row";

  private ImportedRow() {}

  /** Marks the record of an event, where it is an imported row. */
  public static void mark(Event event, Headers headers) {
    if (event.backfill()) {
      headers.add(ROW, event.eventId().toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Gives the id of the event that a row makes; empty for a record of anything else. */
  public static Optional<String> of(Headers headers) {
    Header row = headers.lastHeader(ROW);
    return row == null || row.value() == null
        ? Optional.empty()
        : Optional.of(new String(row.value(), StandardCharsets.UTF_8));
  }
}
