package io.impuls.tracking.collector.sources;

import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.KeySecret;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every source under the SHA-256 of its key: public and secret keys alike, so that finding one
 * takes no comparison of secrets. A source has one record for each of its keys. Immutable; a change
 * gives the next table.
 */
final class SourceTable {

  static final SourceTable EMPTY = new SourceTable(Map.of(), Map.of());

  private final Map<String, TrackingSource> byRecord;
  private final Map<String, TrackingSource> byHash;

  private SourceTable(Map<String, TrackingSource> byRecord, Map<String, TrackingSource> byHash) {
    this.byRecord = byRecord;
    this.byHash = byHash;
  }

  /** Gives the table with the source of a record key set, or removed where it is null. */
  SourceTable with(String recordKey, TrackingSource source) {
    Map<String, TrackingSource> next = new HashMap<>(byRecord);
    if (source == null) {
      next.remove(recordKey);
    } else {
      next.put(recordKey, source);
    }
    Map<String, TrackingSource> hashes = new HashMap<>();
    for (TrackingSource one : next.values()) {
      String hash = one.secretHash() != null ? one.secretHash() : KeySecret.hash(one.writeKey());
      if (one.enabled() && hash != null) {
        hashes.put(hash.toLowerCase(Locale.ROOT), one);
      }
    }
    return new SourceTable(next, hashes);
  }

  /** Gives the source whose key this is and still lives at {@code now}. */
  Optional<TrackingSource> byKey(String key, Instant now) {
    String hash = KeySecret.hash(key);
    TrackingSource found = hash == null ? null : byHash.get(hash);
    return found == null || found.expiresAt() != null && !now.isBefore(found.expiresAt())
        ? Optional.empty()
        : Optional.of(found);
  }

  /** Gives every record, those of dead keys among them. */
  Collection<TrackingSource> all() {
    return byRecord.values();
  }
}
