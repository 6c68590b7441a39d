package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.TagChange;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.Rank;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Matches older than the retention leave the ledger when upkeep comes by. Nobody can tell from a
 * score or a band whether it has.
 */
class ScoringFoldingTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID BERT = new UUID(0, 11);
  private static final UUID CARL = new UUID(0, 12);
  private static final List<UUID> ALL = List.of(ANNA, BERT, CARL);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TURN = Duration.ofSeconds(31);

  /** As often up as down, between levels that are far apart: the band depends on the way. */
  private static final String WALK =
      """
      {"name": "Walk",
       "rules": [{"id": "up", "anyOf": [{"event": "order.placed"}], "points": 10},
                 {"id": "down", "anyOf": [{"event": "order.cancelled"}], "points": -10}],
       "bands": [{"name": "HOT", "enter": 20, "leave": -20},
                 {"name": "WARM", "enter": 0, "leave": -40}]}
      """;

  /** What was once given stays known for a lifetime, however long ago. */
  private static final String EVER =
      """
      {"name": "Ever", "max": 40, "groups": [{"id": "pages", "max": 10}],
       "rules": [{"id": "first", "anyOf": [{"event": "order.placed"}], "points": 10,
                  "cap": {"limit": 3, "during": "LIFETIME"}},
                 {"id": "pages", "anyOf": [{"event": "page.viewed"}], "points": 3, "group": "pages",
                  "cap": {"points": 7, "per": "page.path", "during": "LIFETIME"}}],
       "bands": [{"name": "KNOWN", "enter": 25, "leave": 15}]}
      """;

  /** What goes in months outlives the ledger. */
  private static final String FADING =
      """
      {"name": "Fading",
       "rules": [{"id": "up", "anyOf": [{"event": "order.placed"}], "points": 10,
                  "decay": {"halfLife": "P50D"}},
                 {"id": "down", "anyOf": [{"event": "order.cancelled"}], "points": -4,
                  "decay": {"halfLife": "P20D"}},
                 {"id": "view", "anyOf": [{"event": "page.viewed"}], "points": 3}],
       "bands": [{"name": "WARM", "enter": 20, "leave": 15}]}
      """;

  /** Points for a wait come at its ends. */
  private static final String LAPSED =
      """
      {"name": "Lapsed",
       "rules": [{"id": "lapsed", "anyOf": [{"event": "order.placed"}], "points": -10,
                  "unless": {"anyOf": [{"event": "order.placed"}], "within": "P14D", "times": 2}}]}
      """;

  /** Of a person, in a row; with 61 days of retention most of them leave the ledger. */
  private static final int DAYS = 240;

  private static final int EVENTS = 150;
  private static final int HORIZON_DAYS = 30;

  @TempDir Path state;

  /** Up to 70, back to 40: HOT, which is left only below 40. Then all of it leaves the ledger. */
  @Test
  void aBandThatOnlyItsWayExplainsOutlivesTheWay() {
    try (ScoringDriver scoring = new ScoringDriver(TestPlans.demo(), state)) {
      hotAtForty(scoring);
      assertThat(scoring.log(ANNA)).allMatch(entry -> entry.match().subTotal());

      view(scoring, ANNA, "/new", "2026-06-02T10:00:00Z");
      view(scoring, ANNA, "/late", "2026-05-20T10:00:00Z");

      PlanScore score = scoring.score(ANNA, TestPlans.DEMO);
      assertThat(score.total()).isEqualTo(42_000);
      assertThat(score.band()).isEqualTo("HOT");
    }
  }

  @Test
  void aBandThatOnlyItsWayExplainsGoesAlongOnAMerge() {
    try (ScoringDriver scoring = new ScoringDriver(TestPlans.demo(), state)) {
      hotAtForty(scoring);

      ScoringDriver.merged(ANNA, BERT, "2026-06-02T12:00:00Z").forEach(scoring::send);

      PlanScore score = scoring.score(BERT, TestPlans.DEMO);
      assertThat(score.total()).isEqualTo(40_000);
      assertThat(score.band()).isEqualTo("HOT");
      assertThat(score.lastActivity()).isEqualTo(Instant.parse("2026-03-02T12:00:00Z"));
      assertThat(scoring.best(TestPlans.DEMO, 10))
          .extracting(Rank::person)
          .containsExactly(BERT, CARL);
      Books.check(scoring, List.of(ANNA, BERT), TestPlans.DEMO);
    }
  }

  /**
   * Three orders count in a lifetime, although they have long left the ledger; a fourth does not.
   */
  @Test
  void aLifetimeIsLongerThanTheLedger() {
    PlanVersions plans = new PlanVersions(List.of(TestPlans.plan("ever", 1, START, EVER)));
    try (ScoringDriver scoring = new ScoringDriver(plans, state)) {
      for (String day : List.of("2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05")) {
        order(scoring, ANNA, day);
      }
      order(scoring, BERT, "2026-05-01");
      scoring.advance(TURN);
      assertThat(scoring.log(ANNA))
          .allMatch(entry -> entry.awarded() == 0 || entry.match().subTotal());

      order(scoring, ANNA, "2026-05-02");
      assertThat(scoring.score(ANNA, "ever").total()).isEqualTo(30_000);
      ScoringDriver.merged(BERT, ANNA, "2026-05-03T00:00:00Z").forEach(scoring::send);

      assertThat(scoring.score(ANNA, "ever").total()).as("Bert's is the fifth").isEqualTo(30_000);
      assertThat(scoring.score(ANNA, "ever").band()).isEqualTo("KNOWN");
      Books.check(scoring, List.of(ANNA, BERT), "ever");
    }
  }

  /**
   * One event carries time on by months, between a turn of the timers and upkeep: both ends of the
   * wait, after 14 and 28 days, have passed, and are judged before the order leaves the ledger.
   */
  @Test
  void whatAWaitBeganWithStaysUntilItsEndsAreJudged() {
    PlanVersions plans = new PlanVersions(List.of(TestPlans.plan("lapsed", 1, START, LAPSED)));
    try (ScoringDriver scoring = new ScoringDriver(plans, state)) {
      order(scoring, ANNA, "2026-01-02");
      scoring.advance(Duration.ofMillis(29_500));
      view(scoring, BERT, "/much-later", "2026-05-01T10:00:00Z");

      scoring.letWaitsEnd(Duration.ofMillis(600));

      assertThat(scoring.score(ANNA, "lapsed").total()).isEqualTo(-20_000);
    }
  }

  /**
   * What segmentation tells may be months ahead of the events, where these wait to be read: it is
   * no sign that time has gone on.
   */
  @Test
  void aTagFromAheadOfTheEventsMakesNothingOld() {
    PlanVersions plans = new PlanVersions(List.of(TestPlans.plan("lapsed", 1, START, LAPSED)));
    try (ScoringDriver scoring = new ScoringDriver(plans, state)) {
      order(scoring, ANNA, "2026-01-02");
      scoring.send(tagAt("2026-05-01T10:00:00Z"));
      scoring.advance(TURN);
      view(scoring, BERT, "/later", "2026-02-10T10:00:00Z");

      scoring.letWaitsEnd(TURN);

      assertThat(scoring.score(ANNA, "lapsed").total()).isEqualTo(-20_000);
    }
  }

  private static TagChange tagAt(String at) {
    Instant time = Instant.parse(at);
    return new TagChange(
        Events.WORKSPACE,
        BERT,
        "TV",
        "TV",
        1,
        1,
        TagChange.Action.ASSIGNED,
        null,
        Points.of(1),
        time,
        "rule",
        1,
        new Cause(new UUID(9, 1), "page.viewed", time, time),
        null,
        0);
  }

  /** The same where a merge months later makes the order leave the ledger. */
  @Test
  void whatAWaitBeganWithStaysUntilItsEndsAreJudgedOnAMerge() {
    PlanVersions plans = new PlanVersions(List.of(TestPlans.plan("lapsed", 1, START, LAPSED)));
    try (ScoringDriver scoring = new ScoringDriver(plans, state)) {
      order(scoring, ANNA, "2026-01-02");
      view(scoring, BERT, "/much-later", "2026-05-01T10:00:00Z");

      ScoringDriver.merged(ANNA, BERT, "2026-05-01T11:00:00Z").forEach(scoring::send);
      scoring.letWaitsEnd(TURN);

      assertThat(scoring.score(BERT, "lapsed").total()).isEqualTo(-20_000);
    }
  }

  private static void order(ScoringDriver scoring, UUID person, String day) {
    scoring.send(
        Events.orderPlaced(person + day, "20", "GBP").at(day + "T10:00:00Z").person(person));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void scoresAndBandsAreTheSameWhenUpkeepRanAtAnyTimeOrNever(long seed) {
    List<Event> arrivals = arrivals(new Random(seed));

    String never = result(arrivals, 0, seed);

    assertThat(result(arrivals, 0.1, seed)).as("now and then").isEqualTo(never);
    assertThat(result(arrivals, 1, seed)).as("after every event").isEqualTo(never);
  }

  private static void hotAtForty(ScoringDriver scoring) {
    scoring.send(Events.orderPlaced("1", "250", "GBP").at("2026-03-02T10:00:00Z").person(ANNA));
    scoring.send(Events.orderPlaced("2", "20", "GBP").at("2026-03-02T11:00:00Z").person(ANNA));
    scoring.send(Events.of("order.cancelled").at("2026-03-02T12:00:00Z").person(ANNA));
    assertThat(scoring.score(ANNA, TestPlans.DEMO).band()).isEqualTo("HOT");
    view(scoring, CARL, "/", "2026-06-02T09:00:00Z");
    scoring.advance(TURN);
  }

  private static void view(ScoringDriver scoring, UUID person, String path, String at) {
    scoring.send(Events.pageViewed("https://s.test" + path).at(at).person(person));
  }

  /** Some come late, within the horizon; two become the third in the course of time. */
  private static List<Event> arrivals(Random random) {
    record Arrival(Instant at, List<Event> events) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      Instant at = START.plusSeconds(random.nextInt(DAYS * 86_400));
      int lateDays = random.nextInt(5) == 0 ? random.nextInt(HORIZON_DAYS) : 0;
      UUID person = ALL.get(random.nextInt(ALL.size()));
      Event event = event(random, "e" + i, at).person(person).build();
      arrivals.add(new Arrival(at.plus(Duration.ofDays(lateDays)), List.of(event)));
    }
    Instant first = START.plus(Duration.ofDays(90));
    Instant second = START.plus(Duration.ofDays(170));
    arrivals.add(new Arrival(first, ScoringDriver.merged(ANNA, CARL, first.toString())));
    arrivals.add(new Arrival(second, ScoringDriver.merged(BERT, CARL, second.toString())));
    return arrivals.stream()
        .sorted(Comparator.comparing(Arrival::at))
        .flatMap(arrival -> arrival.events().stream())
        .toList();
  }

  private static Events event(Random random, String id, Instant at) {
    Events event =
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> Events.of("order.cancelled");
          case 3, 4, 5 -> Events.orderPlaced(id, "20", "GBP");
          default -> Events.pageViewed("https://s.test/" + random.nextInt(3));
        };
    return event.id(id).at(at);
  }

  /** Gives what people see of the scores after each event. */
  private String result(List<Event> arrivals, double upkeep, long seed) {
    Random random = new Random(seed);
    StringBuilder result = new StringBuilder();
    Path directory = state.resolve("upkeep" + upkeep);
    try (ScoringDriver scoring = ScoringDriver.inMemory(plans(), directory)) {
      for (Event event : arrivals) {
        scoring.send(event);
        for (UUID person : ALL) {
          result.append(line(scoring.score(person, "walk")));
          result.append(line(scoring.score(person, "visits")));
          result.append(line(scoring.score(person, "ever")));
          PlanScore fading = scoring.score(person, "fading");
          result.append(fading.total()).append(' ').append(fading.fading());
        }
        result.append(scoring.best("walk", 10)).append('\n');
        if (random.nextDouble() < upkeep) {
          scoring.advance(TURN);
        }
      }
      Books.check(scoring, ALL, "walk", "visits");
    }
    return result.toString();
  }

  private static String line(PlanScore score) {
    return score.total()
        + " "
        + score.score()
        + " "
        + score.groups()
        + " "
        + score.band()
        + " "
        + score.last()
        + " "
        + score.lastActivity()
        + "; ";
  }

  /** Two plans, one of them changed half way: other points, window and bands. */
  private static PlanVersions plans() {
    return new PlanVersions(
        List.of(
            TestPlans.plan("walk", 1, START, WALK),
            TestPlans.plan("ever", 1, START, EVER),
            TestPlans.plan("fading", 1, START, FADING),
            TestPlans.plan("visits", 1, START, TestPlans.VISITS),
            TestPlans.plan(
                "visits",
                2,
                START.plus(Duration.ofDays(DAYS / 2)),
                TestPlans.VISITS
                    .replace("PT24H", "PT6H")
                    .replace("\"points\": 30", "\"points\": -20")
                    .replace("\"enter\": 60, \"leave\": 40", "\"enter\": 50, \"leave\": 20"))));
  }
}
