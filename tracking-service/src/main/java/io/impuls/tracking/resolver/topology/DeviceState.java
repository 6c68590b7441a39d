package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.Identifier;
import java.util.UUID;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The rows of one device while an event of it is resolved, its head read once. */
final class DeviceState {

  private final DeviceKeys keys;
  private final Staged rows;
  private DeviceHead head;

  DeviceState(UUID workspace, Identifier device, KeyValueStore<byte[], byte[]> store) {
    this(new DeviceKeys(workspace, device), store);
  }

  DeviceState(DeviceKeys keys, KeyValueStore<byte[], byte[]> store) {
    this.keys = keys;
    this.rows = new Staged(store);
  }

  DeviceKeys keys() {
    return keys;
  }

  Staged rows() {
    return rows;
  }

  DeviceHead head() {
    if (head == null) {
      byte[] row = rows.get(keys.head());
      head = row == null ? earlier() : new DeviceHead(row);
    }
    return head;
  }

  /** Puts what was changed into the store. */
  void apply() {
    if (head != null && head.changed()) {
      rows.put(keys.head(), head.row());
    }
    rows.apply();
  }

  /** Earlier releases had no heads; a device without any row is new. */
  private DeviceHead earlier() {
    try (KeyValueIterator<byte[], byte[]> any = rows.range(keys.first(), keys.head())) {
      if (!any.hasNext()) {
        return new DeviceHead();
      }
    }
    return new HeadlessRows(keys, rows).head();
  }
}
