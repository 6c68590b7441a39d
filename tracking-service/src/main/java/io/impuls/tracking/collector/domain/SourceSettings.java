package io.impuls.tracking.collector.domain;

import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.source.TrackingSource.ConsentPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What an operator says about a source; the same for each of its keys.
 *
 * @param id id of the source; part of every event id, so it never changes
 * @param kind what sort of sender
 * @param origins allowed {@code Origin} headers; empty for any
 * @param hosts hosts that count as the site's own
 * @param eventTypes allowed event types; empty for any
 * @param latenessHorizon how late events may arrive and still count; null for the default
 * @param eventsPerSecond most events a second by one key on each collector; null for the
 *     collector's own limit
 * @param appIds names by which Snowplow trackers find it
 * @param consent whether an event needs a person's consent
 */
public record SourceSettings(
    String id,
    Source.Kind kind,
    List<String> origins,
    List<String> hosts,
    List<String> eventTypes,
    Duration latenessHorizon,
    Integer eventsPerSecond,
    List<String> appIds,
    ConsentPolicy consent) {
  public SourceSettings {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    origins = origins == null ? List.of() : List.copyOf(origins);
    hosts = hosts == null ? List.of() : List.copyOf(hosts);
    eventTypes = eventTypes == null ? List.of() : List.copyOf(eventTypes);
    appIds = appIds == null ? List.of() : List.copyOf(appIds);
    consent = consent == null ? ConsentPolicy.ASSUMED : consent;
  }

  /** Gives the settings that the record of one of its keys says. */
  public static SourceSettings of(TrackingSource one) {
    return new SourceSettings(
        one.id(),
        one.kind(),
        one.origins(),
        one.hosts(),
        one.eventTypes(),
        one.latenessHorizon(),
        one.eventsPerSecond(),
        one.appIds(),
        one.consent());
  }

  /** Gives the record of a new key: public keys are kept as they are, of secret ones the hash. */
  public TrackingSource withKey(UUID workspace, String keyId, String secret) {
    boolean backend = kind == Source.Kind.BACKEND;
    return new TrackingSource(
        workspace,
        id,
        kind,
        keyId,
        backend ? null : secret,
        backend ? KeySecret.hash(secret) : null,
        origins,
        hosts,
        eventTypes,
        latenessHorizon,
        true,
        null,
        eventsPerSecond,
        appIds,
        consent);
  }

  /** Gives the record of a key that lives until {@code end} at most. */
  public static TrackingSource ending(TrackingSource one, Instant end) {
    Instant sooner =
        one.expiresAt() != null && one.expiresAt().isBefore(end) ? one.expiresAt() : end;
    return new TrackingSource(
        one.workspace(),
        one.id(),
        one.kind(),
        one.keyId(),
        one.writeKey(),
        one.secretHash(),
        one.origins(),
        one.hosts(),
        one.eventTypes(),
        one.latenessHorizon(),
        one.enabled(),
        sooner,
        one.eventsPerSecond(),
        one.appIds(),
        one.consent());
  }
}
