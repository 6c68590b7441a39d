package io.impuls.tracking.collector;

import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.SourceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Sources for tests of protocols. */
public final class TestSources {

  public static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");

  /** By whom and when a test's source was made. */
  public static final SourceSettings.Change MADE =
      new SourceSettings.Change("marta", Instant.parse("2026-11-20T08:00:00Z"));

  private TestSources() {}

  /** Gives the same source, that may send events of these types alone. */
  public static TrackingSource allowing(TrackingSource source, String... types) {
    SourceSettings all = SourceSettings.of(source);
    return new SourceSettings(
            all.id(),
            all.kind(),
            all.origins(),
            all.hosts(),
            List.of(types),
            all.latenessHorizon(),
            all.eventsPerSecond(),
            all.appIds(),
            all.consent(),
            all.doNotTrack())
        .on(source, MADE);
  }

  /** Gives a source that is found by {@code key}. */
  public static TrackingSource source(String id, Source.Kind kind, String key, String... origins) {
    return new TrackingSource(
        WORKSPACE,
        id,
        kind,
        "key-" + id,
        key,
        null,
        List.of(origins),
        List.of(),
        List.of(),
        Duration.ofDays(30),
        true);
  }
}
