package io.impuls.tracking.collector.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the rows of one request, all of them in Kafka.
 *
 * @param run the run
 * @param accepted rows that became events
 * @param rejected rows that were refused
 * @param nextRow the row to go on with
 * @param errors the first refusals, at most {@link #MOST_ERRORS}; the rest is among the rejected
 *     events
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ImportReceipt(
    String run, long accepted, long rejected, long nextRow, List<RowError> errors) {

  /** Refusals that an answer names. */
  public static final int MOST_ERRORS = 1_000;

  /**
   * A refused row.
   *
   * @param row its number
   * @param reason typed reason
   * @param field JSON pointer to the offending place; null for the whole row
   * @param detail what to change
   */
  public record RowError(long row, RejectionReason reason, String field, String detail) {
    static RowError of(RejectedEvent event) {
      return new RowError(event.index(), event.reason(), event.field(), event.detail());
    }
  }

  public ImportReceipt {
    errors = List.copyOf(errors);
  }

  /** Gives the receipt before the first row. */
  static ImportReceipt from(String run, long firstRow) {
    return new ImportReceipt(run, 0, 0, firstRow, List.of());
  }

  /** Gives the receipt after some more rows. */
  ImportReceipt plus(int acceptedRows, List<RejectedEvent> refused, long next) {
    List<RowError> all = errors;
    if (!refused.isEmpty() && errors.size() < MOST_ERRORS) {
      all = new ArrayList<>(errors);
      refused.stream().limit(MOST_ERRORS - errors.size()).map(RowError::of).forEach(all::add);
    }
    return new ImportReceipt(run, accepted + acceptedRows, rejected + refused.size(), next, all);
  }
}
