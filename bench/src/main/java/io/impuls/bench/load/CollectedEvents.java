package io.impuls.bench.load;

import io.impuls.bench.stack.BenchStack;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.ServerFacts;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Records of {@code tracking.collected} as the collector writes them: page views of a shop, four of
 * five by anonymous visitors and one by a customer who is named, half of those on a device that the
 * collector knows. Receipts follow each other by a clock of their own that begins hours ago, so
 * that no event is late or in the future. Within a part visits go on as they do in a shop; between
 * two parts they end.
 */
public final class CollectedEvents {

  private static final String AGENT =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  /** What the keys of named customers have in them, and no others. */
  public static final String CUSTOMER = "customer";

  private static final Duration BACKLOG = Duration.ofHours(6);

  /** Event time that one call takes up; all of a bench fit into the backlog. */
  private static final Duration PART = Duration.ofMinutes(20);

  /** Event time between two calls: a visit ends after half an hour. */
  private static final Duration PAUSE = Duration.ofMinutes(31);

  private static final int PAGES = 997;

  private final String bootstrapServers;
  private final Random random = new Random(20261125L);
  private Instant clock = Instant.now().minus(BACKLOG);
  private long number;

  /** Makes a writer; what it writes is the same in every run but for the time. */
  public CollectedEvents(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
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
    try (RecordWriter<Event> writer = new RecordWriter<>(bootstrapServers, Topics.COLLECTED)) {
      Instant begin = clock.plus(PAUSE);
      for (int i = 0; i < events; i++) {
        clock = begin.plusNanos(PART.toNanos() / events * i).truncatedTo(ChronoUnit.MILLIS);
        Event event = event(inTurn ? i : random.nextInt(persons), clock);
        String key = event.workspace() + "|" + event.identity().intakeKey().orElseThrow();
        writer.write(key, clock.toEpochMilli(), event);
      }
      writer.finish();
    }
  }

  private static Identity identity(int person) {
    String customer = CUSTOMER + "-" + person;
    return switch (person % 10) {
      case 0 -> new Identity(null, null, customer, null, null);
      case 5 -> new Identity("device-of-" + customer, null, customer, null, null);
      default -> new Identity("visitor-" + person, null, null, null, null);
    };
  }

  private Event event(int person, Instant now) {
    return view(identity(person), now);
  }

  /** Gives the view of some page by an anonymous visitor. */
  Event view(String visitor, Instant at) {
    return view(new Identity(visitor, null, null, null, null), at);
  }

  private Event view(Identity identity, Instant now) {
    String clientId = "bench-" + number++;
    int page = random.nextInt(PAGES);
    return new Event(
        BenchStack.WORKSPACE,
        Ids.event(BenchStack.WORKSPACE, BenchStack.SOURCE, clientId),
        clientId,
        EventTypes.PAGE_VIEWED,
        new Source(BenchStack.SOURCE, Source.Kind.BROWSER),
        now,
        now,
        null,
        identity,
        new Page(
            "https://shop.example/category/shoes/product-" + page,
            "/category/shoes/product-" + page,
            "Running shoes, light and quick, in seven colours",
            "https://www.google.com/"),
        null,
        List.of(),
        Map.of("colour", "red", "size", 42),
        Map.of(),
        Map.of(),
        Map.of("locale", "pl-PL"),
        new ServerFacts("bench", AGENT, "203.0.113.0", "pl-PL"),
        Set.of(),
        null,
        null);
  }
}
