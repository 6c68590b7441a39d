package io.impuls.tracking.resolver.topology;

import io.impuls.tracking.resolver.domain.DeviceMemory.AnonymousPast;
import io.impuls.tracking.resolver.domain.identity.Consents;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.streams.state.KeyValueIterator;

/** A device as releases before the head kept it; read once, then it has a head. */
final class HeadlessRows {

  /** Beside the first release's rows of one byte, 0 to 2. */
  private static final byte PAST_FORMAT = 3;

  /** What the first release kept of what was said: about profiling alone. */
  private static final byte FIRST_SAID_FORMAT = 1;

  private static final byte SAID_FORMAT = 2;

  /** The first release did not keep when; so it may have been at any time. */
  private static final Instant LONG_AGO_UNTIL_EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final DeviceKeys keys;
  private final Staged rows;

  HeadlessRows(DeviceKeys keys, Staged rows) {
    this.keys = keys;
    this.rows = rows;
  }

  /** Gives the head, and stages that the rows go that it stands for. */
  DeviceHead head() {
    DeviceHead head = new DeviceHead();
    byte[] past = rows.get(keys.past());
    if (past != null) {
      head.keep(past(ByteBuffer.wrap(past)));
      rows.delete(keys.past());
    }
    byte[] said = rows.get(keys.said());
    if (said != null) {
      head.keep(said(ByteBuffer.wrap(said)));
      rows.delete(keys.said());
    }
    try (KeyValueIterator<byte[], byte[]> bindings =
        rows.range(keys.firstBinding(), keys.endOfBindings())) {
      if (bindings.hasNext()) {
        head.bound(DeviceRows.binding(bindings.next()));
      }
    }
    try (KeyValueIterator<byte[], byte[]> bindings =
        rows.reverseRange(keys.firstBinding(), keys.endOfBindings())) {
      if (bindings.hasNext()) {
        head.bound(DeviceRows.binding(bindings.next()));
      }
    }
    head.visited(VisitRows.last(keys, rows));
    if (rows.get(keys.flood()) != null) {
      head.count();
    }
    return head;
  }

  private static AnonymousPast past(ByteBuffer row) {
    return row.get() == PAST_FORMAT
        ? new AnonymousPast(
            Instant.ofEpochMilli(row.getLong()), Instant.ofEpochMilli(row.getLong()))
        : new AnonymousPast(Instant.EPOCH, LONG_AGO_UNTIL_EVER);
  }

  private static Consents said(ByteBuffer row) {
    return switch (row.get()) {
      case FIRST_SAID_FORMAT -> ConsentBytes.profiling(row.get() != 0, row);
      case SAID_FORMAT -> ConsentBytes.read(row);
      default -> throw new IllegalStateException("the device's row was written by a later release");
    };
  }
}
