package io.impuls.scoring.topology;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.scoring.domain.rehearsal.Deed;
import io.impuls.scoring.domain.rehearsal.PersonRehearsal;
import io.impuls.scoring.domain.rehearsal.Placement;
import io.impuls.scoring.domain.rehearsal.Rehearsal;
import io.impuls.scoring.domain.rehearsal.Rehearsals.Task;
import io.impuls.scoring.domain.rehearsal.Told;
import io.impuls.streams.history.EventReading;
import io.impuls.streams.history.Pace;
import io.impuls.streams.history.RetainedEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One rehearsal: reads every event once and keeps what either plan makes of it, gives what merges
 * and splits moved to whose it is, then judges person by person. Order of arrival and duplicates
 * make no difference, as rows lie in the order of the events. What it keeps on disk goes with it.
 */
final class RehearsalRun {

  /** A broker that is away is waited for so long. */
  private static final Duration MOST_SILENCE = Duration.ofSeconds(60);

  /** Rows between two looks at the clock. */
  private static final int ROWS_AT_ONCE = 500;

  private static final Set<String> WHO_IS_WHO =
      Set.of(EventTypes.PERSON_MERGED, EventTypes.PERSON_SPLIT);

  private final Task task;
  private final RunProgress progress;
  private final Rehearsal rehearsal;
  private final EventReading reading;
  private final Pace pace;
  private PersonRehearsal person;

  /**
   * Makes a run.
   *
   * @param until when it begins: what a rule waits for until later is not known
   */
  RehearsalRun(Task task, Instant until, RunProgress progress, int recordsPerSecond) {
    this.task = task;
    this.progress = progress;
    this.rehearsal = new Rehearsal(task.current(), task.draft(), task.from(), until, task.width());
    this.reading =
        new EventReading(
            task.workspace(), type -> WHO_IS_WHO.contains(type) || rehearsal.looksAt(type));
    this.pace = new Pace(recordsPerSecond, System.nanoTime());
  }

  /**
   * Does it all.
   *
   * @param directory for what it keeps; it must not be there yet, and is not there afterwards
   * @throws java.util.concurrent.CancellationException when it was stopped
   */
  void run(String bootstrapServers, String clientId, Path directory) {
    progress.check();
    try (RehearsalRows rows = new RehearsalRows(directory)) {
      readAll(bootstrapServers, clientId, rows);
      place(rows);
      judge(rows);
    }
    progress.done(rehearsal.report());
  }

  private void readAll(String bootstrapServers, String clientId, RehearsalRows rows) {
    try (RetainedEvents events = new RetainedEvents(bootstrapServers, clientId, task.from())) {
      progress.begin(events.total());
      long heard = System.nanoTime();
      while (progress.read() < progress.of()) {
        int fetched = events.next(item -> keep(item, rows));
        long position = events.read();
        if (position > progress.read()) {
          heard = System.nanoTime();
        } else if (System.nanoTime() - heard > MOST_SILENCE.toNanos()) {
          throw new IllegalStateException("the broker has said nothing for " + MOST_SILENCE);
        }
        progress.readTo(position, reading.unreadable());
        progress.rest(pace.after(fetched, System.nanoTime()));
      }
    }
    progress.readAll();
  }

  private void keep(ConsumerRecord<byte[], byte[]> item, RehearsalRows rows) {
    progress.check();
    Optional<Event> found = reading.read(item);
    if (found.isEmpty()) {
      return;
    }
    Event event = found.get();
    Optional<Told> told = Told.by(event);
    if (told.isPresent()) {
      rows.tell(event.person(), told.get());
      return;
    }
    for (Deed deed : rehearsal.deeds(event)) {
      rows.put(event.person(), deed);
      progress.keptOne();
    }
  }

  /** Two passes over who was told anything: a split must be known wherever its person went. */
  private void place(RehearsalRows rows) {
    Placement placement = new Placement(rows::told);
    for (Optional<UUID> one = rows.toldAfter(null); one.isPresent(); ) {
      progress.check();
      placement.passOn(one.get(), rows::tell);
      one = rows.toldAfter(one.get());
    }
    for (Optional<UUID> one = rows.toldAfter(null); one.isPresent(); ) {
      rows.deeds(one.get(), row -> place(row, placement, rows));
      one = rows.toldAfter(one.get());
    }
  }

  private void place(RehearsalRows.Row row, Placement placement, RehearsalRows rows) {
    progress.check();
    if (!row.placed()) {
      UUID owner = placement.owner(row.person(), row.deed());
      if (!owner.equals(row.person())) {
        rows.move(row, owner);
      }
    }
  }

  private void judge(RehearsalRows rows) {
    rows.deeds(
        row -> {
          progress.check();
          if (person == null || !person.person().equals(row.person())) {
            endPerson();
            person = rehearsal.person(row.person());
          }
          person.take(row.deed());
          if (progress.judgedOne() % ROWS_AT_ONCE == 0) {
            progress.rest(pace.after(ROWS_AT_ONCE, System.nanoTime()));
          }
        });
    endPerson();
  }

  private void endPerson() {
    if (person != null) {
      rehearsal.add(person);
    }
    person = null;
  }
}
