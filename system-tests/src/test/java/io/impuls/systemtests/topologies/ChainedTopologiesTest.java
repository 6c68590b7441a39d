package io.impuls.systemtests.topologies;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.score.Suppression;
import io.impuls.demo.report.Evidence;
import io.impuls.demo.report.ResultHash;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same log in any order within the lateness horizon, and with repetitions, comes to the same
 * scores and tags: through the topologies as they run, one behind the other (design 3.1).
 */
class ChainedTopologiesTest {

  private static final Instant START = Instant.parse("2026-11-02T06:00:00Z");
  private static final Duration SPAN = Duration.ofDays(2);
  private static final int PEOPLE = 3;
  private static final int NOBODIES = 2;
  private static final String[] PATHS = {"/blog/a", "/blog/b", "/projects/x", "/"};
  private static final String[] GOODS = {"RED T-LIGHT", "LANTERN", "HEART OF GLASS", "RETROSPOT"};

  @TempDir Path directory;

  @Test
  void orderOfArrivalAndRepetitionsChangeNothing() throws Exception {
    List<Event> log = log();

    Evidence inOrder = run("in-order", received(log));
    List<String> expected = lines(inOrder);

    assertThat(expected)
        .filteredOn(line -> line.contains(" score demo "))
        .hasSizeGreaterThan(PEOPLE);
    assertThat(expected).anyMatch(line -> line.contains(" tag T-LIGHT "));
    assertThat(inOrder.decisions())
        .as("caps bind, or the order would not matter")
        .anyMatch(decision -> decision.reason() == Suppression.CAP);
    assertThat(inOrder.events()).anyMatch(e -> e.type().equals(EventTypes.PERSON_MERGED));

    Evidence permuted = run("permuted", received(permuted(log, new Random(1))));

    assertThat(lines(permuted)).isEqualTo(expected);
    assertThat(permuted.rejected()).isEmpty();
  }

  /**
   * A user takes two customers for one and finds that they are two; on their shared browser one is
   * known to have logged in only afterwards. It ends as if nobody had decided anything, whenever
   * everything becomes known.
   */
  @Test
  void whoIsSplitAgainEndsAsIfNeverMergedInAnyOrder() throws Exception {
    List<Event> log = log();
    for (int person = 0; person < 2; person++) {
      log.add(
          Events.identified("u-" + person, "u" + person + "@example.test")
              .id("shared-" + person)
              .visitor("v-0-0")
              .at(START.plus(SPAN.dividedBy(3)).plusSeconds(person * 40_000L))
              .build());
    }
    log.sort(Comparator.comparing(Event::occurredAt));
    List<String> expected = lines(run("undecided", received(log)));
    Random random = new Random(7);

    for (int order = 0; order < 3; order++) {
      List<Event> arriving = received(order == 0 ? log : permuted(log, random));
      int middle = arriving.size() / 2;
      Evidence decided =
          run(
              "decided-" + order,
              arriving,
              Map.of(
                  random.nextInt(middle),
                  decision(ContactChange.Kind.MERGED, 1),
                  middle + random.nextInt(middle),
                  decision(ContactChange.Kind.SPLIT, 2)));

      assertThat(lines(decided)).as("order %d", order).containsExactlyElementsOf(expected);
      assertThat(decided.events()).anyMatch(e -> e.type().equals(EventTypes.PERSON_SPLIT));
    }
  }

  private static ContactChange decision(ContactChange.Kind kind, int hour) {
    UUID from = Ids.person(Events.WORKSPACE, new Identifier(Identifier.Kind.USER_ID, "u-1"));
    UUID into = Ids.person(Events.WORKSPACE, new Identifier(Identifier.Kind.USER_ID, "u-0"));
    return new ContactChange(
        Events.WORKSPACE,
        from,
        Ids.derived(Events.WORKSPACE, "decision", kind.name()),
        kind,
        START.plus(SPAN).plus(Duration.ofHours(hour)),
        "marta",
        null,
        null,
        null,
        new Merge(from, into));
  }

  private Evidence run(String name, List<Event> arriving) throws Exception {
    return run(name, arriving, Map.of());
  }

  private Evidence run(String name, List<Event> arriving, Map<Integer, ContactChange> decisions)
      throws Exception {
    try (Chain chain = new Chain(directory.resolve(name), START.minusSeconds(1))) {
      return chain.send(arriving, decisions);
    }
  }

  private static List<String> lines(Evidence evidence) {
    return ResultHash.lines(evidence, Instant.MAX);
  }

  /** Two devices each of some people who say who they are now and then, and some nobodies. */
  private static List<Event> log() {
    Random random = new Random(42);
    List<Event> log = new ArrayList<>();
    for (int person = 0; person < PEOPLE + NOBODIES; person++) {
      boolean known = person < PEOPLE;
      for (int device = 0; device < (known ? 2 : 1); device++) {
        String visitor = "v-" + person + "-" + device;
        for (int i = 0; i < 4; i++) {
          log.add(browsed(random, visitor, log.size()));
        }
        if (known) {
          log.add(
              Events.identified("u-" + person, "u" + person + "@example.test")
                  .id("login-" + visitor)
                  .visitor(visitor)
                  .at(time(random, log.size()))
                  .build());
        }
      }
      for (int i = 0; known && i < 2; i++) {
        log.add(ordered(random, "u-" + person, log.size()));
      }
    }
    log.sort(Comparator.comparing(Event::occurredAt));
    return log;
  }

  private static Event browsed(Random random, String visitor, int number) {
    String path = PATHS[random.nextInt(PATHS.length)];
    boolean download = random.nextInt(5) == 0;
    return Events.of(download ? EventTypes.FILE_DOWNLOADED : EventTypes.PAGE_VIEWED)
        .id("site-" + number)
        .visitor(visitor)
        .page(
            new Page(
                "https://shop.example" + path,
                path,
                null,
                random.nextInt(3) == 0 ? "https://www.google.com/" : null))
        .at(time(random, number))
        .build();
  }

  private static Event ordered(Random random, String user, int number) {
    boolean cancelled = random.nextInt(4) == 0;
    return Events.of(cancelled ? EventTypes.ORDER_CANCELLED : EventTypes.ORDER_PLACED)
        .from("shop", Source.Kind.BACKEND)
        .id("shop-" + number)
        .user(user)
        .order("o-" + number, Integer.toString(100 + random.nextInt(200)), "GBP")
        .product(GOODS[random.nextInt(GOODS.length)], "2.55", 6)
        .product(GOODS[random.nextInt(GOODS.length)], "1.25", 2)
        .at(time(random, number))
        .build();
  }

  /** Gives a moment of the span; no two events share a millisecond. */
  private static Instant time(Random random, int number) {
    return START.plusSeconds(random.nextInt((int) SPAN.toSeconds())).plusMillis(number);
  }

  private static List<Event> permuted(List<Event> log, Random random) {
    List<Event> arriving = new ArrayList<>(log);
    for (Event event : log) {
      if (random.nextInt(4) == 0) {
        arriving.add(event);
      }
    }
    Collections.shuffle(arriving, random);
    return arriving;
  }

  /** All of it arrives after the span, a second apart, in the order given. */
  private static List<Event> received(List<Event> arriving) {
    List<Event> received = new ArrayList<>(arriving.size());
    for (Event e : arriving) {
      Instant at = START.plus(SPAN).plusSeconds(received.size());
      received.add(
          new Event(
              e.workspace(),
              e.eventId(),
              e.clientId(),
              e.type(),
              e.source(),
              e.occurredAt(),
              at,
              e.clock(),
              e.identity(),
              e.page(),
              e.order(),
              e.products(),
              e.properties(),
              e.traits(),
              e.consent(),
              e.context(),
              e.server(),
              e.flags(),
              e.payloadHash(),
              e.resolution()));
    }
    return received;
  }
}
