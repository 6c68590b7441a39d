package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.topic.JsonSerde;
import io.impuls.tracking.handover.SourceFacts;
import io.impuls.tracking.resolver.domain.Binding;
import io.impuls.tracking.resolver.domain.DeviceMemory;
import io.impuls.tracking.resolver.domain.Visit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The memory of one device in the store {@link ResolverStores#DEVICES}. */
final class DeviceRows implements DeviceMemory {

  private static final JsonSerde<Visit> VISITS = JsonSerde.of(Visit.class);

  private final DeviceKeys keys;
  private final KeyValueStore<byte[], byte[]> store;

  DeviceRows(DeviceKeys keys, KeyValueStore<byte[], byte[]> store) {
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
  public AnonymousPast anonymousPast() {
    byte[] stored = store.get(keys.past());
    return stored == null ? AnonymousPast.NONE : AnonymousPast.values()[stored[0]];
  }

  @Override
  public void keep(AnonymousPast past) {
    store.put(keys.past(), new byte[] {(byte) past.ordinal()});
  }

  @Override
  public List<Visit> visits(Instant after, Instant before) {
    List<Visit> found = new ArrayList<>(2);
    try (KeyValueIterator<byte[], byte[]> rows =
        store.reverseRange(keys.firstVisit(), keys.visitsBefore(before))) {
      while (rows.hasNext()) {
        Visit visit = VISITS.deserialize(ResolverStores.DEVICES, rows.next().value);
        if (!visit.endedAt().isAfter(after)) {
          break;
        }
        found.add(visit);
      }
    }
    return found;
  }

  @Override
  public void keep(Visit visit) {
    store.put(
        keys.visit(visit.startedAt(), visit.sessionId()),
        VISITS.serialize(ResolverStores.DEVICES, visit));
  }

  @Override
  public void forget(Visit visit) {
    store.delete(keys.visit(visit.startedAt(), visit.sessionId()));
  }

  Optional<Visit> visit(Instant startedAt, UUID sessionId) {
    return Optional.ofNullable(store.get(keys.visit(startedAt, sessionId)))
        .map(row -> VISITS.deserialize(ResolverStores.DEVICES, row));
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
