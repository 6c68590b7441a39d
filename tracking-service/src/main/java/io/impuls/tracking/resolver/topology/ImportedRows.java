package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.event.Event;
import io.impuls.tracking.handover.ImportedRow;
import io.impuls.tracking.resolver.topology.SeenEvents.Comparison;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What imports take on their way to the first hop, and nothing else does: the rows come together by
 * themselves, whoever they name, are compared with what came before, and go on to their devices
 * with the finding on them.
 */
final class ImportedRows {

  /** No key of {@code tracking.collected} begins so: those begin with a workspace. */
  private static final String ROW = "row:";

  private static final String KEY = "impuls_row_key";
  private static final String FOUND = "impuls_row_found";

  private ImportedRows() {}

  /** Whether a key is one that {@link Sorter} gave. */
  static boolean isRow(String key) {
    return key != null && key.startsWith(ROW);
  }

  /** Gives what was found of a row; empty for anything else, and for rows of earlier releases. */
  static Optional<Comparison> found(Headers headers) {
    return text(headers, FOUND).map(Comparison::valueOf);
  }

  /** Gives marked records the key of their row. */
  static final class Sorter extends ContextualProcessor<String, byte[], String, byte[]> {

    @Override
    public void process(Record<String, byte[]> record) {
      Optional<String> row = ImportedRow.of(record.headers());
      if (row.isPresent() && record.key() != null) {
        record.headers().add(KEY, record.key().getBytes(StandardCharsets.UTF_8));
        context().forward(record.withKey(ROW + row.get()));
      } else {
        context().forward(record);
      }
    }
  }

  /** Compares rows by their keys, and gives them their own keys again. */
  static final class Comparer extends ContextualProcessor<String, byte[], String, byte[]> {

    @Override
    public void process(Record<String, byte[]> record) {
      if (CollectedRecord.read(record.value()) instanceof CollectedRecord.Readable readable) {
        Event event = readable.event();
        ImportedEvents rows =
            new ImportedEvents(context().getStateStore(ResolverStores.IMPORTED_ROWS));
        byte[] row = record.key().getBytes(StandardCharsets.UTF_8);
        Comparison found = rows.compare(row, event.payloadHash());
        if (found == Comparison.NEW) {
          rows.keep(row, event.payloadHash());
        }
        record.headers().add(FOUND, found.name().getBytes(StandardCharsets.UTF_8));
      }
      context().forward(record.withKey(text(record.headers(), KEY).orElse(null)));
    }
  }

  private static Optional<String> text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
