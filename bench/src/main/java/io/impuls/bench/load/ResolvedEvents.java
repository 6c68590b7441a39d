package io.impuls.bench.load;

import io.impuls.bench.stack.BenchStack;
import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;

/**
 * Records of {@code tracking.events} as the resolver writes them: page views of a shop. Their times
 * follow each other by a clock of their own that begins hours ago.
 */
public final class ResolvedEvents {

  private static final Duration BACKLOG = Duration.ofHours(6);

  /** Event time that one call takes up; all of a bench fit into the backlog. */
  private static final Duration PART = Duration.ofMinutes(20);

  private final String bootstrapServers;
  private final CollectedEvents views;
  private final Random random = new Random(20261126L);
  private Instant clock = Instant.now().minus(BACKLOG);

  /** Makes a writer; what it writes is the same in every run but for the time. */
  public ResolvedEvents(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.views = new CollectedEvents(bootstrapServers);
  }

  /** Writes one event of each of {@code persons} persons. */
  public void everybodyOnce(int persons) {
    write(persons, persons, true);
  }

  /** Writes {@code events} events of persons drawn from {@code persons}. */
  public void drawn(int events, int persons) {
    write(events, persons, false);
  }

  private void write(int events, int persons, boolean inTurn) {
    try (RecordWriter<Event> writer = new RecordWriter<>(bootstrapServers, Topics.EVENTS)) {
      Instant begin = clock;
      for (int i = 0; i < events; i++) {
        clock = begin.plusNanos(PART.toNanos() / events * i).truncatedTo(ChronoUnit.MILLIS);
        Event event = event(inTurn ? i : random.nextInt(persons), clock);
        writer.write(
            new PersonKey(event.workspace(), event.person()).text(), clock.toEpochMilli(), event);
      }
      writer.finish();
    }
  }

  /** Gives the event of a person, by their number, at a time. */
  public Event event(int number, Instant at) {
    String visitor = "visitor-" + number;
    UUID person =
        Ids.person(BenchStack.WORKSPACE, new Identifier(Identifier.Kind.VISITOR, visitor));
    return views
        .view(visitor, at)
        .resolved(
            new Resolution(
                person, person, Timeliness.ON_TIME, Agent.HUMAN, null, person, null, null));
  }
}
