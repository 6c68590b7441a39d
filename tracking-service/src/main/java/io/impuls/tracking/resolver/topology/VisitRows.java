package io.impuls.tracking.resolver.topology;

import io.impuls.tracking.resolver.domain.Footprint;
import io.impuls.tracking.resolver.domain.Visit;
import io.impuls.tracking.resolver.domain.VisitMemory;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * The visits of one device in the store {@link ResolverStores#DEVICES}: a row for each visit, and
 * one for each of its events up to {@link Visit#MOST_RETOLD}, forgotten together.
 */
final class VisitRows implements VisitMemory {

  private static final byte VISIT = 16;
  private static final byte FOOTPRINT = 17;

  private final DeviceState device;
  private final DeviceKeys keys;
  private final Staged store;

  VisitRows(DeviceState device) {
    this.device = device;
    this.keys = device.keys();
    this.store = device.rows();
  }

  @Override
  public Optional<Visit> latest() {
    Place last = device.head().lastVisit();
    return last == null ? Optional.empty() : visit(last.occurredAt(), last.eventId());
  }

  @Override
  public List<Visit> visits(Instant after, Instant before) {
    List<Visit> found = new ArrayList<>(2);
    try (KeyValueIterator<byte[], byte[]> rows =
        store.reverseRange(keys.rows(VISIT), keys.rowsBefore(VISIT, before))) {
      while (rows.hasNext()) {
        Visit visit = VisitBytes.visit(rows.next().value);
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
    store.put(key(visit), VisitBytes.of(visit));
    Place last = device.head().lastVisit();
    if (last == null || last.isBefore(begin(visit))) {
      device.head().visited(begin(visit));
    }
  }

  @Override
  public void forget(Visit visit) {
    store.delete(key(visit));
    if (begin(visit).equals(device.head().lastVisit())) {
      device.head().visited(last(keys, store));
    }
  }

  /** Finds beginning and session of the visit that begins last; null when there is none. */
  static Place last(DeviceKeys keys, Staged store) {
    try (KeyValueIterator<byte[], byte[]> rows =
        store.reverseRange(keys.rows(VISIT), keys.rows(FOOTPRINT))) {
      if (!rows.hasNext()) {
        return null;
      }
      byte[] key = rows.next().key;
      return new Place(DeviceKeys.time(key), DeviceKeys.id(key));
    }
  }

  @Override
  public List<Footprint> footprints(Place from, Place to) {
    List<Footprint> found = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> rows = store.range(key(from), key(to))) {
      while (rows.hasNext()) {
        found.add(VisitBytes.footprint(rows.next().value));
      }
    }
    return found;
  }

  @Override
  public void keep(Footprint footprint) {
    store.put(key(footprint.place()), VisitBytes.of(footprint));
  }

  Optional<Visit> visit(Instant startedAt, UUID sessionId) {
    return Optional.ofNullable(store.get(keys.row(VISIT, startedAt, sessionId)))
        .map(VisitBytes::visit);
  }

  /** Forgets a visit and its events. */
  void erase(Visit visit) {
    List<byte[]> found = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> rows =
        store.range(key(visit.facts().first()), key(visit.facts().last()))) {
      while (rows.hasNext()) {
        found.add(rows.next().key);
      }
    }
    found.forEach(store::delete);
    forget(visit);
  }

  private static Place begin(Visit visit) {
    return new Place(visit.startedAt(), visit.sessionId());
  }

  private byte[] key(Visit visit) {
    return keys.row(VISIT, visit.startedAt(), visit.sessionId());
  }

  private byte[] key(Place place) {
    return keys.row(FOOTPRINT, place.occurredAt(), place.eventId());
  }
}
