package io.impuls.contracts.source;

import io.impuls.contracts.event.Source;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A site, app or backend and its write key.
 *
 * @param workspace the tenant its events belong to
 * @param id id of the source; part of every event id
 * @param kind what sort of sender
 * @param keyId id of the key, safe to log
 * @param writeKey the public key itself; null for backends
 * @param secretHash SHA-256 (hex) of the secret key; null for public keys
 * @param origins allowed {@code Origin} headers; empty for any
 * @param hosts hosts that count as the site's own, for internal referrers
 * @param eventTypes allowed event types; empty for any
 * @param latenessHorizon how late the workspace's events may arrive and still count
 * @param enabled whether the key is accepted
 */
public record TrackingSource(
    UUID workspace,
    String id,
    Source.Kind kind,
    String keyId,
    String writeKey,
    String secretHash,
    List<String> origins,
    List<String> hosts,
    List<String> eventTypes,
    Duration latenessHorizon,
    boolean enabled) {

  public TrackingSource {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(keyId, "keyId");
    origins = origins == null ? List.of() : List.copyOf(origins);
    hosts = hosts == null ? List.of() : List.copyOf(hosts);
    eventTypes = eventTypes == null ? List.of() : List.copyOf(eventTypes);
  }

  /** Gives the record key: workspace and key id, joined by {@code |}. */
  public String key() {
    return workspace + "|" + keyId;
  }
}
