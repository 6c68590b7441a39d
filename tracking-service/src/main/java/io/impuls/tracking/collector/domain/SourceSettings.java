package io.impuls.tracking.collector.domain;

import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.source.TrackingSource.ConsentPolicy;
import io.impuls.contracts.source.TrackingSource.DoNotTrack;
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
 * @param doNotTrack what a browser's {@code DNT: 1} changes
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
    ConsentPolicy consent,
    DoNotTrack doNotTrack) {

  /**
   * Who changes something of a source.
   *
   * @param by the token's subject
   * @param at when
   */
  public record Change(String by, Instant at) {}

  public SourceSettings {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    origins = origins == null ? List.of() : List.copyOf(origins);
    hosts = hosts == null ? List.of() : List.copyOf(hosts);
    eventTypes = eventTypes == null ? List.of() : List.copyOf(eventTypes);
    appIds = appIds == null ? List.of() : List.copyOf(appIds);
    consent = consent == null ? ConsentPolicy.ASSUMED : consent;
    doNotTrack = doNotTrack == null ? DoNotTrack.IGNORED : doNotTrack;
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
        one.consent(),
        one.doNotTrack());
  }

  /** Gives the record of a new key: public keys are kept as they are, of secret ones the hash. */
  public TrackingSource withKey(UUID workspace, String keyId, String secret, Change change) {
    boolean backend = kind == Source.Kind.BACKEND;
    return key(
        workspace,
        keyId,
        backend ? null : secret,
        backend ? KeySecret.hash(secret) : null,
        true,
        null,
        change);
  }

  /** Gives the record of a key there is, with these settings. */
  public TrackingSource on(TrackingSource key, Change change) {
    return key(
        key.workspace(),
        key.keyId(),
        key.writeKey(),
        key.secretHash(),
        key.enabled(),
        key.expiresAt(),
        change);
  }

  /** Gives the record of a key that lives until {@code end} at most. */
  public static TrackingSource ending(TrackingSource one, Instant end, Change change) {
    Instant sooner =
        one.expiresAt() != null && one.expiresAt().isBefore(end) ? one.expiresAt() : end;
    return of(one)
        .key(
            one.workspace(),
            one.keyId(),
            one.writeKey(),
            one.secretHash(),
            one.enabled(),
            sooner,
            change);
  }

  private TrackingSource key(
      UUID workspace,
      String keyId,
      String writeKey,
      String secretHash,
      boolean enabled,
      Instant expiresAt,
      Change change) {
    return new TrackingSource(
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
        doNotTrack,
        change.by(),
        change.at());
  }
}
