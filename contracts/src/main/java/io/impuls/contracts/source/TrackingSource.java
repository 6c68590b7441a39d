package io.impuls.contracts.source;

import io.impuls.contracts.event.Source;
import java.time.Duration;
import java.time.Instant;
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
 * @param expiresAt until when the key is accepted, so that an old and a new key overlap; null for
 *     ever
 * @param eventsPerSecond most events a second by this key, on each collector; null for the
 *     collector's own limit
 * @param appIds names by which Snowplow trackers ({@code aid}) find the source, beside its hosts
 * @param consent whether an event needs a person's consent to be stored
 * @param doNotTrack what a browser's {@code DNT: 1} changes
 * @param changedBy who changed the source or its keys last: the token's subject; null before anyone
 *     did
 * @param changedAt when they did
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
    boolean enabled,
    Instant expiresAt,
    Integer eventsPerSecond,
    List<String> appIds,
    ConsentPolicy consent,
    DoNotTrack doNotTrack,
    String changedBy,
    Instant changedAt) {

  /** What holds before a visitor has said anything. */
  public enum ConsentPolicy {
    /** Nothing that names a visitor is stored before {@code tracking} was consented to. */
    REQUIRED,
    /** The site asks by itself and sends only what may be stored, until told otherwise. */
    ASSUMED
  }

  /** What {@code DNT: 1} changes, which browsers send as their users, or their makers, chose. */
  public enum DoNotTrack {
    /** Nothing. */
    IGNORED,
    /** As {@code Sec-GPC: 1}: what comes with it is kept, and not profiled. */
    NO_PROFILING,
    /** As a refusal to be tracked: of what comes with it nothing is kept. */
    NO_TRACKING
  }

  /** Makes a source that passes over {@code DNT}, and that nobody has changed. */
  public TrackingSource(
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
      boolean enabled,
      Instant expiresAt,
      Integer eventsPerSecond,
      List<String> appIds,
      ConsentPolicy consent) {
    this(
        workspace,
        id,
        kind,
        keyId,
        writeKey,
        secretHash,
        origins,
        hosts,
        eventTypes,
        latenessHorizon,
        enabled,
        expiresAt,
        eventsPerSecond,
        appIds,
        consent,
        DoNotTrack.IGNORED,
        null,
        null);
  }

  /** Makes a source without end, limit and names of its own, whose site asks for consent itself. */
  public TrackingSource(
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
    this(
        workspace,
        id,
        kind,
        keyId,
        writeKey,
        secretHash,
        origins,
        hosts,
        eventTypes,
        latenessHorizon,
        enabled,
        null,
        null,
        List.of(),
        ConsentPolicy.ASSUMED);
  }

  public TrackingSource {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(keyId, "keyId");
    origins = origins == null ? List.of() : List.copyOf(origins);
    hosts = hosts == null ? List.of() : List.copyOf(hosts);
    eventTypes = eventTypes == null ? List.of() : List.copyOf(eventTypes);
    appIds = appIds == null ? List.of() : List.copyOf(appIds);
    consent = consent == null ? ConsentPolicy.ASSUMED : consent;
    doNotTrack = doNotTrack == null ? DoNotTrack.IGNORED : doNotTrack;
  }

  /** Gives the record key: workspace and key id, joined by {@code |}. */
  public String key() {
    return workspace + "|" + keyId;
  }
}
