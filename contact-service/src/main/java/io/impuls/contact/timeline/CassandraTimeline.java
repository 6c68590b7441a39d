package io.impuls.contact.timeline;

import io.impuls.contact.domain.StoreUnavailable;
import io.impuls.contact.domain.Timeline;
import io.impuls.contact.domain.TimelineEntry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    VisitsTable visits = cassandra.visits();
    List<CompletionStage<?>> writes = new ArrayList<>(entries.size());
    Set<PersonMonth> noted = new HashSet<>();
    for (TimelineEntry entry : entries) {
      if (entry.kind() == TimelineEntry.Kind.SESSION) {
        writes.add(visits.note(entry));
      }
      if (entry.gone()) {
        writes.add(
            timeline.remove(entry.workspace(), entry.person(), place(entry), entry.written()));
        continue;
      }
      int month = MonthsTable.month(entry.at());
      if (noted.add(new PersonMonth(entry.workspace(), entry.person(), month))) {
        writes.add(months.note(entry.workspace(), entry.person(), month));
      }
      writes.add(timeline.put(entry, clock.instant()));
    }
    await(writes);
    clear(entries);
  }

  /**
   * Removes lines of visits that stand where a visit was once thought to begin. All writes of a
   * person come one after the other, so nothing is put in between; when this is cut off, the same
   * entries come again.
   */
  private void clear(List<TimelineEntry> entries) {
    TimelineTable timeline = cassandra.timeline();
    VisitsTable visits = cassandra.visits();
    Map<UUID, TimelineEntry> touched = new HashMap<>();
    for (TimelineEntry entry : entries) {
      if (entry.kind() == TimelineEntry.Kind.SESSION) {
        touched.put(entry.id(), entry);
      }
    }
    List<CompletionStage<?>> removals = new ArrayList<>();
    touched.forEach(
        (visit, entry) ->
            removals.add(
                visits
                    .of(entry.workspace(), visit)
                    .thenCompose(
                        puts ->
                            all(
                                VisitsTable.outdated(puts).stream()
                                    .map(
                                        put ->
                                            timeline.remove(
                                                entry.workspace(),
                                                put.person(),
                                                new Place(put.at(), visit),
                                                put.written()))
                                    .toList()))));
    await(removals);
  }

  private static Place place(TimelineEntry entry) {
    return new Place(entry.at(), entry.id());
  }

  private static CompletableFuture<Void> all(List<? extends CompletionStage<?>> stages) {
    return CompletableFuture.allOf(
        stages.stream()
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture[]::new));
  }

  private static void await(List<? extends CompletionStage<?>> stages) {
    try {
      all(stages).get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
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
