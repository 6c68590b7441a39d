package io.impuls.contact.timeline;

import io.impuls.contact.domain.StoreUnavailable;
import io.impuls.contact.domain.Timeline;
import io.impuls.contact.domain.TimelineEntry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Timelines in Cassandra. */
public final class CassandraTimeline implements Timeline {

  private static final Duration BOUND = Duration.ofSeconds(20);

  private final CassandraConnection cassandra;
  private final InstantSource clock;

  /** Keeps timelines there; {@code clock} says what is too old to keep. */
  public CassandraTimeline(CassandraConnection cassandra, InstantSource clock) {
    this.cassandra = cassandra;
    this.clock = clock;
  }

  private record PersonMonth(UUID workspace, UUID person, int month) {}

  @Override
  public void write(List<TimelineEntry> entries) {
    TimelineTable timeline = cassandra.timeline();
    MonthsTable months = cassandra.months();
    List<CompletableFuture<?>> writes = new ArrayList<>(entries.size());
    Set<PersonMonth> noted = new HashSet<>();
    for (TimelineEntry entry : entries) {
      int month = MonthsTable.month(entry.at());
      if (noted.add(new PersonMonth(entry.workspace(), entry.person(), month))) {
        writes.add(months.note(entry.workspace(), entry.person(), month).toCompletableFuture());
      }
      writes.add(timeline.put(entry, clock.instant()).toCompletableFuture());
    }
    await(CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)));
  }

  private static void await(CompletableFuture<?> all) {
    try {
      all.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StoreUnavailable("the timeline was not written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while the timeline was written", e);
    }
  }

  @Override
  public CompletionStage<Page> page(
      UUID workspace, List<UUID> identities, TimelineEntry.Kind kind, Place after, int limit) {
    try {
      return new TimelineWalk(
              cassandra.timeline(), cassandra.months(), workspace, identities, kind, after, limit)
          .page()
          .exceptionallyCompose(
              trouble -> CompletableFuture.failedStage(new StoreUnavailable("timelines", trouble)));
    } catch (StoreUnavailable away) {
      return CompletableFuture.failedStage(away);
    }
  }
}
