package io.impuls.tracking.resolver.topology;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Tells which devices flood: more events in one minute of event time than any person makes. Counts
 * are held in memory; only those of devices that come near the limit are kept in the state, so that
 * everybody else costs nothing. Hence a restart gives a flooding device up to half a minute's limit
 * once more.
 */
final class FloodGate {

  /** Minutes of devices that are counted at once; the least lately counted is forgotten. */
  private static final int MOST_COUNTED = 50_000;

  private static final long MINUTE_MILLIS = 60_000;

  private final int perMinute;
  private final Map<DeviceMinute, int[]> counts =
      new LinkedHashMap<>(1_024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceMinute, int[]> eldest) {
          return size() > MOST_COUNTED;
        }
      };

  private record DeviceMinute(UUID device, long minute) {}

  /**
   * Makes the gate of a task.
   *
   * @param perMinute events of a device within a minute that count
   */
  FloodGate(int perMinute) {
    this.perMinute = perMinute;
  }

  /** Counts an event; gives whether it is beyond the limit. */
  boolean floods(DeviceState device, Instant occurredAt) {
    long minute = Math.floorDiv(occurredAt.toEpochMilli(), MINUTE_MILLIS);
    int[] count =
        counts.computeIfAbsent(
            new DeviceMinute(device.keys().device(), minute),
            first -> new int[] {kept(device, minute)});
    if (count[0] > perMinute) {
      return true;
    }
    count[0]++;
    if (count[0] > perMinute / 2) {
      device.head().count();
      device
          .rows()
          .put(
              device.keys().flood(),
              ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                  .putLong(minute)
                  .putInt(count[0])
                  .array());
    }
    return count[0] > perMinute;
  }

  private static int kept(DeviceState device, long minute) {
    if (!device.head().counted()) {
      return 0;
    }
    byte[] row = device.rows().get(device.keys().flood());
    if (row == null) {
      return 0;
    }
    ByteBuffer bytes = ByteBuffer.wrap(row);
    return bytes.getLong() == minute ? bytes.getInt() : 0;
  }
}
