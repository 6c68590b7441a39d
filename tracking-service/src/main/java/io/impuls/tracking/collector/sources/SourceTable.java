package io.impuls.tracking.collector.sources;

import io.impuls.contracts.source.TrackingSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every source under the SHA-256 of its key: public and secret keys alike, so that finding one
 * takes no comparison of secrets. Immutable; a change gives the next table.
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
      String hash = one.secretHash() != null ? one.secretHash() : hash(one.writeKey());
      if (one.enabled() && hash != null) {
        hashes.put(hash.toLowerCase(Locale.ROOT), one);
      }
    }
    return new SourceTable(next, hashes);
  }

  Optional<TrackingSource> byKey(String key) {
    return Optional.ofNullable(byHash.get(hash(key)));
  }

  private static String hash(String key) {
    if (key == null) {
      return null;
    }
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
