package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.Identifier;
import io.impuls.tracking.handover.SourceFacts;
import io.impuls.tracking.resolver.domain.Binding;
import io.impuls.tracking.resolver.domain.DeviceMemory;
import io.impuls.tracking.resolver.domain.identity.Consents;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The memory of one device in the store {@link ResolverStores#DEVICES}. */
final class DeviceRows implements DeviceMemory {

  /** Beside the first release's rows of one byte, 0 to 2. */
  private static final byte PAST_FORMAT = 3;

  /** What the first release kept of what was said: about profiling alone. */
  private static final byte FIRST_SAID_FORMAT = 1;

  private static final byte SAID_FORMAT = 2;

  /** The first release did not keep when; so it may have been at any time. */
  private static final Instant LONG_AGO_UNTIL_EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final DeviceKeys keys;
  private final Staged store;

  DeviceRows(DeviceKeys keys, Staged store) {
    this.keys = keys;
    this.store = store;
  }

  @Override
  public Optional<Binding> bindingAt(Instant occurredAt, UUID eventId) {
    try (KeyValueIterator<byte[], byte[]> rows =
        store.reverseRange(keys.firstBinding(), keys.binding(occurredAt, eventId))) {
      return rows.hasNext() ? Optional.of(binding(rows.next())) : Optional.empty();
    }
  }

  @Override
  public Optional<Binding> bindingAfter(Instant occurredAt, UUID eventId) {
    byte[] place = keys.binding(occurredAt, eventId);
    try (KeyValueIterator<byte[], byte[]> rows = store.range(place, keys.endOfBindings())) {
      while (rows.hasNext()) {
        KeyValue<byte[], byte[]> row = rows.next();
        if (!Arrays.equals(row.key, place)) {
          return Optional.of(binding(row));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Binding> firstBinding() {
    return oldestBindings(1).stream().findFirst();
  }

  @Override
  public void bind(Binding binding) {
    fold(binding.occurredAt().minus(SourceFacts.LONGEST_HORIZON));
    store.put(
        keys.binding(binding.occurredAt(), binding.eventId()),
        binding.known().toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Consents consents() {
    byte[] stored = store.get(keys.said());
    if (stored == null) {
      return Consents.NONE;
    }
    ByteBuffer row = ByteBuffer.wrap(stored);
    return switch (row.get()) {
      case FIRST_SAID_FORMAT -> ConsentBytes.profiling(row.get() != 0, row);
      case SAID_FORMAT -> ConsentBytes.read(row);
      default -> throw new IllegalStateException("the device's row was written by a later release");
    };
  }

  @Override
  public void keep(Consents consents) {
    ByteBuffer row = ByteBuffer.allocate(1 + ConsentBytes.size(consents)).put(SAID_FORMAT);
    store.put(keys.said(), ConsentBytes.put(row, consents).array());
  }

  @Override
  public Optional<AnonymousPast> anonymousPast() {
    byte[] stored = store.get(keys.past());
    if (stored == null) {
      return Optional.empty();
    }
    ByteBuffer row = ByteBuffer.wrap(stored);
    if (row.get() != PAST_FORMAT) {
      return Optional.of(new AnonymousPast(Instant.EPOCH, LONG_AGO_UNTIL_EVER));
    }
    return Optional.of(
        new AnonymousPast(
            Instant.ofEpochMilli(row.getLong()), Instant.ofEpochMilli(row.getLong())));
  }

  @Override
  public void keep(AnonymousPast past) {
    store.put(
        keys.past(),
        ByteBuffer.allocate(1 + 2 * Long.BYTES)
            .put(PAST_FORMAT)
            .putLong(past.from().toEpochMilli())
            .putLong(past.until().toEpochMilli())
            .array());
  }

  /**
   * Drops a binding older than {@code horizon} that says the same as the one before it: nothing can
   * come between them any more. One a turn keeps pace with one added a turn.
   */
  private void fold(Instant horizon) {
    List<Binding> oldest = oldestBindings(2);
    if (oldest.size() == 2
        && oldest.get(1).occurredAt().isBefore(horizon)
        && oldest.get(0).known().equals(oldest.get(1).known())) {
      store.delete(keys.binding(oldest.get(1).occurredAt(), oldest.get(1).eventId()));
    }
  }

  private List<Binding> oldestBindings(int most) {
    List<Binding> found = new ArrayList<>(most);
    try (KeyValueIterator<byte[], byte[]> rows =
        store.range(keys.firstBinding(), keys.endOfBindings())) {
      while (rows.hasNext() && found.size() < most) {
        found.add(binding(rows.next()));
      }
    }
    return found;
  }

  private static Binding binding(KeyValue<byte[], byte[]> row) {
    String named = new String(row.value, StandardCharsets.UTF_8);
    int colon = named.indexOf(':');
    return new Binding(
        DeviceKeys.time(row.key),
        DeviceKeys.id(row.key),
        new Identifier(
            Identifier.Kind.valueOf(named.substring(0, colon)), named.substring(colon + 1)));
  }
}
