package io.impuls.tracking.collector.sources;

import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Topics;
import io.impuls.tracking.collector.domain.KnownApps;
import io.impuls.tracking.collector.domain.KnownSources;
import io.impuls.tracking.collector.mirror.TopicMirror;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The sources as they stand on {@code tracking.sources} now. Requests look keys up in memory; a
 * source that cannot be read leaves the last good one in place.
 */
public final class SourceMirror implements KnownSources, KnownApps, AutoCloseable {

  private final InstantSource clock;
  private final TopicMirror<TrackingSource> mirror;
  private volatile SourceTable table = SourceTable.EMPTY;
  private volatile AppTable apps = AppTable.EMPTY;

  /** Makes the mirror; nothing runs before {@link #start}. */
  public SourceMirror(String bootstrapServers, String instanceId, InstantSource clock) {
    this.clock = clock;
    this.mirror =
        new TopicMirror<>(Topics.SOURCES, bootstrapServers, "sources-" + instanceId, this::take);
  }

  /** Begins to follow the topic; returns at once. */
  public void start() {
    mirror.start();
  }

  /** Whether everything that stood on the topic at the start is known. */
  public boolean loaded() {
    return mirror.loaded();
  }

  @Override
  public Optional<TrackingSource> byKey(String key) {
    return table.byKey(key, clock.instant());
  }

  /** Gives every key's record of a workspace, those of dead keys among them. */
  public List<TrackingSource> of(UUID workspace) {
    return table.all().stream().filter(one -> one.workspace().equals(workspace)).toList();
  }

  /**
   * Waits until the record at {@code offset} has been read; false when that does not come about in
   * {@code patience}.
   */
  public boolean awaitRead(long offset, Duration patience) throws InterruptedException {
    return mirror.awaitRead(offset, patience);
  }

  @Override
  public Optional<TrackingSource> byApp(String appId, List<String> hosts, Instant now) {
    return apps.byApp(appId, hosts, now);
  }

  private void take(String key, TrackingSource source) {
    table = table.with(key, source);
    apps = AppTable.of(table.all());
  }

  @Override
  public void close() {
    mirror.close();
  }
}
