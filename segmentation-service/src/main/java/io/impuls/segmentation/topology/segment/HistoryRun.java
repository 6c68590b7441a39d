package io.impuls.segmentation.topology.segment;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.rules.ledger.Match;
import io.impuls.segmentation.domain.segment.Application;
import io.impuls.segmentation.domain.segment.Lineages;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.streams.history.EventReading;
import io.impuls.streams.history.Pace;
import io.impuls.streams.history.RetainedEvents;
import io.impuls.streams.ledger.Transfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;

/**
 * Reads the retained events once more and sends what a segment asks for of them to the ledgers of
 * their persons, over the topic of transfers; in the end each person is looked at as of now. Each
 * row has the id of its event, so what a ledger has already changes nothing. Remembers the persons
 * that it met, some 200 bytes each.
 */
final class HistoryRun {

  private static final Duration MOST_SILENCE = Duration.ofSeconds(60);

  private final UUID workspace;
  private final Segments segments;
  private final AtomicReference<Application> progress;
  private final Dispatch dispatch;
  private final Pace pace;
  private final Map<UUID, Match> known = new HashMap<>();
  private long acts;

  HistoryRun(
      UUID workspace,
      Segments segments,
      AtomicReference<Application> progress,
      Producer<String, Transfer> producer,
      int recordsPerSecond) {
    this.workspace = workspace;
    this.segments = segments;
    this.progress = progress;
    this.dispatch = new Dispatch(workspace, producer);
    this.pace = new Pace(recordsPerSecond, System.nanoTime());
  }

  /**
   * Does it all.
   *
   * @throws RuntimeException when it cannot be done, something was lost, or the thread is
   *     interrupted
   */
  void run(String bootstrapServers, String clientId) {
    EventReading reading = new EventReading(workspace, type -> true);
    Application begun = progress.get();
    try (RetainedEvents events =
        new RetainedEvents(bootstrapServers, clientId, Optional.of(begun.from()))) {
      long total = events.total();
      long heard = System.nanoTime();
      long last = 0;
      while (events.read() < total) {
        int fetched = events.next(item -> reading.read(item).ifPresent(this::take));
        long read = events.read();
        if (read > last) {
          heard = System.nanoTime();
          last = read;
        } else if (System.nanoTime() - heard > MOST_SILENCE.toNanos()) {
          throw new IllegalStateException("the broker has said nothing for " + MOST_SILENCE);
        }
        tell(read, total);
        rest(fetched);
      }
      look();
      tell(events.read(), total);
    }
    dispatch.complete();
  }

  private void take(Event event) {
    Application now = progress.get();
    if (event.resolution() == null
        || event.occurredAt().isBefore(now.from())
        || event.occurredAt().isAfter(now.startedAt())) {
      return;
    }
    List<Match> all = new ArrayList<>();
    for (Match match : segments.past(now.segment(), event)) {
      Match named = match.namedBy(event.resolution().namedPerson());
      if (Lineages.ofKnowing(named)) {
        known.merge(event.person(), named, (a, b) -> Match.ORDER.compare(a, b) <= 0 ? a : b);
      } else {
        all.add(named);
      }
    }
    if (!all.isEmpty()) {
      acts += all.size();
      dispatch.send(event.person(), all, SegmentBook.applying(Cause.of(event)));
    }
  }

  private void look() {
    Application now = progress.get();
    Cause cause =
        SegmentBook.applying(
            new Cause(now.id(), SegmentBook.APPLIED, now.startedAt(), now.startedAt()));
    int sent = 0;
    for (Map.Entry<UUID, Match> one : known.entrySet()) {
      Match touch = Segments.touch(one.getKey(), now.segment(), now.version(), now.startedAt());
      dispatch.send(one.getKey(), List.of(one.getValue(), touch), cause);
      if (++sent % 100 == 0) {
        rest(100);
      }
    }
  }

  private void tell(long read, long total) {
    progress.set(progress.get().at(read, total, acts, known.size()));
  }

  private void rest(long items) {
    long until = System.nanoTime() + pace.after(items, System.nanoTime());
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("stopped");
      }
      LockSupport.parkNanos(left);
    }
  }
}
