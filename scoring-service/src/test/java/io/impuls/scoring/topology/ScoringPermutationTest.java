package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.rules.ledger.Entry;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Property: one log gives one result, in whatever order its events arrive and however often (I1,
 * I8). Seeds are fixed, so a failure can be repeated.
 */
class ScoringPermutationTest {

  private static final UUID KNOWN = new UUID(0, 1);
  private static final List<UUID> DEVICES = List.of(new UUID(0, 2), new UUID(0, 3), new UUID(0, 4));
  private static final List<UUID> ALL =
      List.of(KNOWN, DEVICES.get(0), DEVICES.get(1), DEVICES.get(2));
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final int EVENTS = 80;
  private static final int HOURS = 96;
  private static final int ORDERS_OF_ARRIVAL = 3;
  private static final int VISITS = 30;

  /** Half of the time is quiet, and what happens then counts later; nothing counts for ever. */
  private static final String NIGHTS =
      """
      {"name": "Nights", "quietHours": {"from": "18:00", "to": "06:00", "effect": "DEFER"},
       "rules": [{"id": "visit", "anyOf": [{"event": "page.viewed"}, {"event": "order.placed"}],
                  "points": 10, "cap": {"limit": 2, "window": "PT12H"},
                  "decay": {"steps": [{"after": "PT20H", "percent": 50},
                                      {"after": "P2D", "percent": 0}]}},
                 {"id": "order", "anyOf": [{"event": "order.placed"}], "points": 5,
                  "ignoreQuietHours": true, "decay": {"expire": "P1D"}}],
       "bands": [{"name": "AWAKE", "enter": 20, "leave": 10}]}
      """;

  /** Half of what is given is over some limit. */
  private static final String LIMITED =
      """
      {"name": "Limited", "min": -20, "max": 60,
       "groups": [{"id": "views", "min": 0, "max": 40}],
       "rules": [{"id": "view", "anyOf": [{"event": "page.viewed"}], "points": 7,
                  "group": "views", "cap": {"limit": 3, "window": "PT24H"}},
                 {"id": "order", "anyOf": [{"event": "order.placed"}], "points": 15,
                  "cap": {"limit": 5, "during": "LIFETIME"}},
                 {"id": "cancel", "anyOf": [{"event": "order.cancelled"}], "points": -15},
                 {"id": "mail", "anyOf": [{"event": "email.sent"}], "points": 2}],
       "bands": [{"name": "WARM", "enter": 45, "leave": 30}]}
      """;

  /**
   * What one rule gives decides what the others may: of single counters, for ever, and in doubt.
   */
  private static final String JOINED =
      """
      {"name": "Joined", "cap": {"limit": 4, "window": "PT12H"},
       "groups": [{"id": "web", "cap": {"points": 25, "window": "P1D"}},
                  {"id": "shop", "cap": {"limit": 5, "during": "LIFETIME"}}],
       "rules": [{"id": "view", "anyOf": [{"event": "page.viewed"}], "points": 7, "group": "web",
                  "cap": {"limit": 1, "window": "PT10H", "per": "page.path"}},
                 {"id": "click", "anyOf": [{"event": "email.clicked"}], "points": 10,
                  "group": "web", "decay": {"expire": "P1D"}},
                 {"id": "order", "anyOf": [{"event": "order.placed"}], "points": 15,
                  "group": "shop"},
                 {"id": "file", "anyOf": [{"event": "file.downloaded"}], "points": 3,
                  "group": "shop"},
                 {"id": "again", "anyOf": [{"event": "page.viewed"}, {"event": "order.placed"}],
                  "points": 4, "group": "web"},
                 {"id": "cancel", "anyOf": [{"event": "order.cancelled"}], "points": -5}]}
      """;

  /** Points that go all the time, up and down, in groups of which one is limited. */
  private static final String FADING =
      """
      {"name": "Fading", "min": -40, "max": 70, "groups": [{"id": "views", "max": 25}],
       "rules": [{"id": "view", "anyOf": [{"event": "page.viewed"}], "points": 7.5,
                  "group": "views", "cap": {"limit": 3, "window": "PT24H"},
                  "decay": {"linear": "PT30H"}},
                 {"id": "order", "anyOf": [{"event": "order.placed"}], "points": 20.001,
                  "cap": {"limit": 2, "window": "PT12H"}, "decay": {"halfLife": "PT20H"}},
                 {"id": "cancel", "anyOf": [{"event": "order.cancelled"}], "points": -25,
                  "decay": {"halfLife": "PT7H"}},
                 {"id": "file", "anyOf": [{"event": "file.downloaded"}], "points": -3,
                  "decay": {"halfLife": "PT7H", "negative": "PERMANENT"}},
                 {"id": "mail", "anyOf": [{"event": "email.sent"}], "points": -4,
                  "decay": {"linear": "P2D"}}],
       "bands": [{"name": "HOT", "enter": 30, "leave": 20}, {"name": "WARM", "enter": 10, "leave": 5}]}
      """;

  /** What counts only where nothing else does. */
  private static final String ALONE =
      """
      {"name": "Alone",
       "rules": [{"id": "only-0", "anyOf": [{"event": "page.viewed",
                    "when": {"field": "page.path", "equals": "/0"}}], "points": 5, "only": true},
                 {"id": "one", "anyOf": [{"event": "page.viewed",
                    "when": {"field": "page.path", "equals": "/1"}}], "points": 20}],
       "bands": [{"name": "HOME", "enter": 10, "leave": 5}]}
      """;

  @TempDir Path state;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void theResultDoesNotDependOnTheOrderOfArrival(long seed) {
    Random random = new Random(seed);
    List<Event> log = log(random);
    String expected = result(log, 0);

    for (int i = 1; i <= ORDERS_OF_ARRIVAL; i++) {
      List<Event> shuffled = new ArrayList<>(log);
      shuffled.addAll(log.subList(0, log.size() / 5));
      Collections.shuffle(shuffled, random);
      assertThat(result(shuffled, i)).as("arrival %d of seed %d", i, seed).isEqualTo(expected);
    }
  }

  /** Without these, the properties would hold of rules that never give anything. */
  @Test
  void drawsWhatTheRulesAreAbout() {
    StringBuilder results = new StringBuilder();
    for (long seed : List.of(1L, 2L, 3L, 5L)) {
      results.append(result(log(new Random(seed)), (int) seed));
    }

    assertThat(results.toString())
        .as("a visit of one page, a certain click, and one that a sign confirmed")
        .contains(
            "alone/only-0 v1 5000 null null",
            "messages/click v1 10000 null null",
            "messages/click v1 10000 null PROVISIONAL",
            "joined/view v1 0 GROUP_CAP",
            "joined/order v2 0 GROUP_CAP",
            " 0 PLAN_CAP");
  }

  /**
   * The first device turns out to be somebody else's after all, the second is parted and joined
   * again: as if the first had never been recognised, and the second from the beginning.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void whoIsPartedHasWhatTheyWouldHaveHadAlone(long seed) {
    Random random = new Random(seed);
    List<Event> told = new ArrayList<>();
    List<Event> plain = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      UUID device = DEVICES.get(random.nextInt(DEVICES.size()));
      Event event =
          event(random, "e" + i, START.plusSeconds(random.nextInt(HOURS * 3_600)))
              .person(device)
              .build();
      boolean known = random.nextBoolean() && !device.equals(DEVICES.get(2));
      Event recognised = event.resolved(event.resolution().by(KNOWN, device));
      told.add(known ? recognised : event);
      plain.add(device.equals(DEVICES.get(1)) ? recognised : event);
    }
    for (UUID device : DEVICES.subList(0, 2)) {
      told.addAll(ScoringDriver.merged(device, KNOWN, "2026-03-06T00:00:00Z"));
      told.addAll(ScoringDriver.parted(KNOWN, device, "2026-03-06T01:00:00Z"));
    }
    told.addAll(ScoringDriver.merged(DEVICES.get(1), KNOWN, "2026-03-06T02:00:00Z"));
    String expected = result(plain, 0);

    assertThat(result(told, 1)).as("in order, seed %d", seed).isEqualTo(expected);
    for (int i = 2; i <= ORDERS_OF_ARRIVAL; i++) {
      Collections.shuffle(told, random);
      assertThat(result(told, i)).as("arrival %d of seed %d", i, seed).isEqualTo(expected);
    }
  }

  /** Three devices of one person, two of which are recognised in between; the last stays apart. */
  private static List<Event> log(Random random) {
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      int device = random.nextInt(DEVICES.size());
      Instant at = START.plusSeconds(random.nextInt(HOURS * 3_600));
      boolean recognised = device < 2 && random.nextBoolean();
      UUID person = recognised ? KNOWN : DEVICES.get(device);
      log.add(event(random, "e" + i, at).person(person).build());
    }
    log.addAll(ends(random, log));
    for (UUID device : DEVICES.subList(0, 2)) {
      log.addAll(ScoringDriver.merged(device, KNOWN, "2026-03-04T00:00:00Z"));
    }
    return log;
  }

  private static Events event(Random random, String id, Instant at) {
    Events event =
        switch (random.nextInt(12)) {
          case 10 ->
              Events.of("email.clicked")
                  .property("message", "m" + random.nextInt(2))
                  .doubtful("no script");
          case 11 -> Events.of("email.clicked").property("message", "m" + random.nextInt(2));
          case 8 -> Events.of("email.sent").property("message", "m" + random.nextInt(3));
          case 9 -> Events.of("email.opened").property("message", "m" + random.nextInt(3));
          case 0 -> Events.of("file.downloaded");
          case 1 -> Events.of("order.cancelled");
          case 2 -> Events.orderPlaced(id, "20", "GBP");
          case 3 -> Events.orderPlaced(id, "300", "GBP");
          default -> Events.pageViewed("https://s.test/" + random.nextInt(3));
        };
    if (random.nextInt(10) == 0) {
      event.byMachine("known robot");
    }
    return event.id(id).at(at).inVisit(new UUID(5, random.nextInt(VISITS)));
  }

  /** Every visit ends at least once, some are corrected, and some turn out to be none. */
  private static List<Event> ends(Random random, List<Event> log) {
    List<Event> ends = new ArrayList<>();
    for (int visit = 0; visit < VISITS; visit++) {
      UUID id = new UUID(5, visit);
      List<Event> events =
          log.stream()
              .filter(event -> event.resolution() != null)
              .filter(event -> id.equals(event.resolution().sessionId()))
              .toList();
      for (int revision = 1; revision <= 1 + random.nextInt(3) && !events.isEmpty(); revision++) {
        Event of = events.get(random.nextInt(events.size()));
        boolean retracted = revision > 1 && random.nextInt(4) == 0;
        Instant due = of.occurredAt().plusSeconds(1_800);
        ends.add(Events.visitEnded(id, revision, retracted, due).person(of.person()).build());
      }
    }
    return ends;
  }

  private String result(List<Event> arrivals, int run) {
    StringBuilder result = new StringBuilder();
    try (ScoringDriver scoring = ScoringDriver.inMemory(plans(), state.resolve("run" + run))) {
      for (Event event : arrivals) {
        scoring.send(event);
        if (event.eventId().hashCode() % 7 == 0) {
          // Waits are judged in between, by what is known then.
          scoring.advance(Duration.ofSeconds(1));
        }
      }
      scoring.letWaitsEnd(Duration.ofDays(10));
      Books.check(
          scoring,
          ALL,
          TestPlans.DEMO,
          "visits",
          "silence",
          "nights",
          "messages",
          "alone",
          "joined");
      for (UUID person : ALL) {
        result.append(person).append(scoring.head(person).state()).append('\n');
        scoring.log(person).stream()
            .map(ScoringPermutationTest::line)
            .sorted()
            .forEach(line -> result.append("  ").append(line).append('\n'));
      }
      result
          .append(scoring.best(TestPlans.DEMO, 10))
          .append(scoring.best("visits", 10))
          .append(scoring.best("silence", 10));
    }
    return result.toString();
  }

  private static String line(Entry entry) {
    return entry.match().occurredAt()
        + " "
        + entry.match().eventId()
        + " "
        + entry.match().lineage()
        + " v"
        + entry.match().version()
        + " "
        + entry.awarded()
        + " "
        + entry.reason()
        + " "
        + entry.match().hold();
  }

  /**
   * Three plans, two of them changed in the middle: other points, window and bands; other waits.
   */
  private static PlanVersions plans() {
    return new PlanVersions(
        List.of(
            TestPlans.plan(TestPlans.DEMO, 1, TestPlans.BEGIN, TestPlans.demoJson()),
            TestPlans.plan("silence", 1, TestPlans.BEGIN, TestPlans.SILENCE),
            TestPlans.plan("limited", 1, TestPlans.BEGIN, LIMITED),
            TestPlans.plan("joined", 1, TestPlans.BEGIN, JOINED),
            TestPlans.plan(
                "joined",
                2,
                START.plusSeconds(45 * 3_600),
                JOINED
                    .replace("\"points\": 25", "\"points\": 40")
                    .replace(
                        "\"points\": 3,\n            \"group\": \"shop\"",
                        "\"points\": 3, \"group\": \"web\"")),
            TestPlans.plan("nights", 1, TestPlans.BEGIN, NIGHTS),
            TestPlans.plan("fading", 1, TestPlans.BEGIN, FADING),
            TestPlans.plan(
                "fading",
                2,
                START.plusSeconds(45 * 3_600),
                FADING.replace("PT20H", "PT11H").replace("\"enter\": 30", "\"enter\": 25")),
            TestPlans.plan("messages", 1, TestPlans.BEGIN, TestPlans.MESSAGES),
            TestPlans.plan("alone", 1, TestPlans.BEGIN, ALONE),
            TestPlans.plan(
                "alone",
                2,
                START.plusSeconds(40 * 3_600),
                ALONE.replace("\"only\": true", "\"only\": false")),
            TestPlans.plan(
                "messages",
                2,
                START.plusSeconds(50 * 3_600),
                TestPlans.MESSAGES.replace("email.clicked", "email.unsubscribed")),
            TestPlans.plan(
                "silence",
                2,
                START.plusSeconds(30 * 3_600),
                TestPlans.SILENCE.replace("P1D", "PT8H").replace("-10", "10")),
            TestPlans.plan("visits", 1, TestPlans.BEGIN, TestPlans.VISITS),
            TestPlans.plan(
                "visits",
                2,
                START.plusSeconds(48 * 3_600),
                TestPlans.VISITS
                    .replace("PT24H", "PT6H")
                    .replace("\"points\": 30", "\"points\": -20")
                    .replace("\"enter\": 60, \"leave\": 40", "\"enter\": 50, \"leave\": 20"))));
  }
}
