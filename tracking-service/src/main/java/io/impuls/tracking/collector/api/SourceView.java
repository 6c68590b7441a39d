package io.impuls.tracking.collector.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.SourceSettings;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A source as operators see it.
 *
 * @param settings what holds for each of its keys
 * @param keys its keys; a secret one is named by its id alone
 * @param changedBy who changed it or its keys last; null where nobody did here
 * @param changedAt when
 */
public record SourceView(
    @JsonUnwrapped SourceSettings settings, List<Key> keys, String changedBy, Instant changedAt) {

  /**
   * One key.
   *
   * @param keyId its id, safe to show
   * @param writeKey the key itself where it is public; null for a secret one
   * @param expiresAt until when it lives; null for ever
   * @param enabled whether it is accepted
   */
  public record Key(String keyId, String writeKey, Instant expiresAt, boolean enabled) {
    static Key of(TrackingSource one) {
      return new Key(one.keyId(), one.writeKey(), one.expiresAt(), one.enabled());
    }
  }

  /**
   * A key just made.
   *
   * @param source whose
   * @param keyId its id
   * @param key the key itself; of a secret one, this is the only time it is shown
   */
  public record Made(String source, String keyId, String key) {}

  /** Gives the view of a source by the records of its keys, of which there is one at least. */
  static SourceView of(List<TrackingSource> keys) {
    Optional<TrackingSource> changed =
        keys.stream()
            .filter(key -> key.changedAt() != null)
            .max(Comparator.comparing(TrackingSource::changedAt));
    return new SourceView(
        SourceSettings.of(keys.get(keys.size() - 1)),
        keys.stream().map(Key::of).toList(),
        changed.map(TrackingSource::changedBy).orElse(null),
        changed.map(TrackingSource::changedAt).orElse(null));
  }
}
