package io.impuls.scoring.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.Ids;
import io.impuls.contracts.Points;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Timeliness;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.Distribution;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.scoring.domain.Simulation;
import io.impuls.scoring.domain.rehearsal.PurchaseFit.Share;
import io.impuls.scoring.domain.rehearsal.RehearsalReport.BandMove;
import io.impuls.scoring.domain.rehearsal.ScoreShift.ByRule;
import io.impuls.testkit.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  private static final UUID ANNA = new UUID(0, 1);
  private static final UUID BERT = new UUID(0, 2);
  private static final UUID CLEO = new UUID(0, 3);
  private static final UUID ROBOT = new UUID(0, 4);

  private static final Instant UNTIL = Instant.parse("2026-05-01T00:00:00Z");

  private static final String DRAFT =
      """
      {"name": "Draft", "state": "DRAFT", "rules": [
        {"id": "visit", "name": "Visit", "anyOf": [{"event": "page.viewed"}], "points": 20,
         "cap": {"points": 50, "window": "PT24H"}},
        {"id": "order", "name": "Order", "anyOf": [{"event": "order.placed"}], "points": 50},
        {"id": "survey", "name": "Survey", "anyOf": [{"event": "survey.answered"}], "points": 5}],
       "bands": [{"name": "HOT", "enter": 60, "leave": 40},
                 {"name": "WARM", "enter": 20, "leave": 20}]}
      """;

  private final List<Event> events = new ArrayList<>();

  /**
   * In force: 30 a visit, once in 24 hours. Anna has 30 for the first of four visits; the draft
   * gives her 20, 20, the 10 that 50 leave, 0, and 50 for the order: 100, and 50 (WARM) before it.
   * Bert has 30 twice, as exactly 24 hours later is free: 60; the draft gives him 20 twice. Cleo
   * only orders: nothing, and 50 by the draft.
   */
  private RehearsalReport theThree() {
    visits(ANNA, "2026-03-02T10:00:00Z", "2026-03-02T11:00:00Z");
    visits(ANNA, "2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z");
    order(ANNA, "2026-03-02T14:00:00Z");
    visits(BERT, "2026-03-02T10:00:00Z", "2026-03-03T10:00:00Z");
    order(CLEO, "2026-03-02T12:00:00Z");
    add(
        Events.pageViewed("https://s.test/")
            .at("2026-03-02T12:00:00Z")
            .person(ROBOT)
            .byMachine("known robot X"));
    return rehearse(TestPlans.VISITS, DRAFT, Optional.empty());
  }

  @Test
  void countsWhoGoesFromWhichBandToWhich() {
    RehearsalReport report = theThree();

    assertThat(report.people()).isEqualTo(3);
    assertThat(report.moves())
        .containsExactly(
            new BandMove("HOT", "WARM", 1),
            new BandMove(null, "HOT", 1),
            new BandMove(null, "WARM", 1));
    assertThat(report.stayed()).isZero();
    assertThat(report.before().bands()).isEqualTo(Map.of("HOT", 1L, Distribution.NO_BAND, 2L));
    assertThat(report.before().stretches()).isEqualTo(Map.of(0L, 1L, 3L, 1L, 6L, 1L));
    assertThat(report.after().bands()).isEqualTo(Map.of("HOT", 1L, "WARM", 2L));
    assertThat(report.after().stretches()).isEqualTo(Map.of(4L, 1L, 5L, 1L, 10L, 1L));
  }

  @Test
  void tellsWhatEachRuleDidAndWhichNeverFired() {
    RehearsalReport report = theThree();

    assertThat(report.rulesBefore())
        .containsExactly(new RuleTally("visit", "Visit", 7, 3, 0, 3, 0, 1, Points.of(90)));
    assertThat(report.rulesAfter())
        .containsExactly(
            new RuleTally("visit", "Visit", 7, 4, 1, 1, 0, 1, Points.of(90)),
            new RuleTally("order", "Order", 2, 2, 0, 0, 0, 0, Points.of(100)),
            new RuleTally("survey", "Survey", 0, 0, 0, 0, 0, 0, Points.ZERO));
    assertThat(report.neverFired()).containsExactly("survey");
    assertThat(report.tightestCaps()).extracting(RuleTally::rule).containsExactly("visit");
    assertThat(report.tightestCaps().get(0).bound()).isEqualTo(2);
  }

  @Test
  void namesWhoChangesMostAndByWhichRules() {
    List<ScoreShift> shifts = theThree().shifts();

    assertThat(shifts).extracting(ScoreShift::person).containsExactly(ANNA, CLEO, BERT);
    assertThat(shifts.get(0))
        .isEqualTo(
            new ScoreShift(
                ANNA,
                Points.of(30),
                Points.of(100),
                null,
                "HOT",
                List.of(
                    new ByRule("order", Points.ZERO, Points.of(50)),
                    new ByRule("visit", Points.of(30), Points.of(50)))));
    assertThat(shifts.get(2).rules())
        .containsExactly(new ByRule("visit", Points.of(60), Points.of(40)));
  }

  /** Anna stood in WARM by the draft before she ordered, and not in HOT where her order put her. */
  @Test
  void comparesBandsJustBeforeTheFirstOrderWithThoseOfOthersAtTheEnd() {
    PurchaseFit fit = theThree().fit();

    assertThat(fit.ordered()).isEqualTo(2);
    assertThat(fit.others()).isEqualTo(1);
    assertThat(fit.current())
        .isEqualTo(Map.of("HOT", new Share(0, 1), Distribution.NO_BAND, new Share(2, 0)));
    assertThat(fit.draft())
        .isEqualTo(Map.of("WARM", new Share(1, 1), Distribution.NO_BAND, new Share(1, 0)));
  }

  @Test
  void countsWhatQuietHoursHold() {
    visits(ANNA, "2026-03-02T02:00:00Z", "2026-03-02T12:00:00Z");
    String quiet =
        TestPlans.VISITS.replaceFirst(
            "\\{", "{\"quietHours\": {\"from\": \"00:00\", \"to\": \"05:00\"}, ");

    RehearsalReport report = rehearse(TestPlans.VISITS, quiet, Optional.empty());

    assertThat(report.rulesAfter())
        .containsExactly(new RuleTally("visit", "Visit", 2, 1, 0, 0, 1, 0, Points.of(30)));
    assertThat(report.stayed()).isEqualTo(1);
    assertThat(report.shifts()).isEmpty();
  }

  /** Person n downloads n files at a point each: of 25 the last 20 change most. */
  @Test
  void keepsTheTwentyWhoChangeMost() {
    for (int n = 1; n <= 25; n++) {
      for (int file = 0; file < n; file++) {
        add(Events.of("file.downloaded").person(new UUID(0, n)));
      }
    }
    String draft =
        """
        {"name": "x", "rules": [
          {"id": "file", "anyOf": [{"event": "file.downloaded"}], "points": 1}]}
        """;

    List<ScoreShift> shifts = rehearse(TestPlans.VISITS, draft, Optional.empty()).shifts();

    assertThat(shifts)
        .extracting(shift -> shift.after().thousandths() / 1_000)
        .containsExactlyElementsOf(
            IntStream.iterate(25, n -> n - 1).limit(20).mapToObj(n -> (long) n).toList());
  }

  @Test
  void leavesOutWhatHappenedBeforeAndWhatCountsForNothing() {
    visits(ANNA, "2026-03-02T09:59:59.999Z", "2026-03-02T10:00:00Z");
    add(
        Events.pageViewed("https://s.test/")
            .at("2026-03-02T12:00:00Z")
            .person(BERT)
            .timeliness(Timeliness.HISTORICAL));

    RehearsalReport report =
        rehearse(
            TestPlans.VISITS,
            TestPlans.VISITS.replace("30", "10"),
            Optional.of(Instant.parse("2026-03-02T10:00:00Z")));

    assertThat(report.people()).isEqualTo(1);
    assertThat(report.rulesAfter().get(0).matches()).isEqualTo(1);
  }

  @Test
  void withoutAVersionInForceEverybodyHasNothingBefore() {
    visits(ANNA, "2026-03-02T10:00:00Z");

    RehearsalReport report =
        run(
            new Rehearsal(
                Optional.empty(),
                plan(2, TestPlans.VISITS),
                Optional.empty(),
                UNTIL,
                Points.of(10).thousandths()));

    assertThat(report.rulesBefore()).isEmpty();
    assertThat(report.shifts().get(0).before()).isEqualTo(Points.ZERO);
    assertThat(report.shifts().get(0).after()).isEqualTo(Points.of(30));
  }

  /**
   * A visit at the very end of the first week is in time; after it 7, 14 and 21 days pass, the last
   * of them on 30 March: 20 + 20 - 30. Of Bert's, who came on 27 April, nothing is known yet.
   */
  @Test
  void takesPointsForWhatDidNotHappen() {
    visits(ANNA, "2026-03-02T10:00:00Z", "2026-03-09T10:00:00Z");
    visits(BERT, "2026-04-27T10:00:00Z");
    String idle =
        """
        {"name": "x", "rules": [
          {"id": "visit", "name": "Visit", "anyOf": [{"event": "page.viewed"}], "points": 20},
          {"id": "idle", "name": "Idle", "anyOf": [{"event": "page.viewed"}], "points": -10,
           "unless": {"within": "P7D", "times": 3}}]}
        """;

    RehearsalReport report = rehearse(TestPlans.VISITS, idle, Optional.empty());

    assertThat(report.rulesAfter())
        .containsExactly(
            new RuleTally("visit", "Visit", 3, 3, 0, 0, 0, 0, Points.of(60)),
            new RuleTally("idle", "Idle", 3, 3, 0, 0, 0, 0, Points.of(-30)));
    assertThat(report.shifts())
        .extracting(ScoreShift::person, ScoreShift::after)
        .containsExactly(tuple(ANNA, Points.of(10)), tuple(BERT, Points.of(20)));
  }

  /** Twenty rounds of the same minute, so that ends of waits and visits meet in a millisecond. */
  @Test
  void judgesWaitsThatEndAsSomethingHappens() {
    for (int day = 0; day < 20; day++) {
      String at = Instant.parse("2026-03-01T10:00:00Z").plusSeconds(day * 86_400L).toString();
      order(ANNA, at);
      order(ANNA, at);
    }
    String draft =
        """
        {"name": "x", "rules": [
          {"id": "order", "name": "Order", "anyOf": [{"event": "order.placed"}], "points": 3},
          {"id": "silent", "name": "Silent", "anyOf": [{"event": "order.placed"}], "points": 1,
           "unless": {"anyOf": [{"event": "page.viewed"}], "within": "P1D"}}],
         "bands": [{"name": "HOT", "enter": 60, "leave": 40}]}
        """;

    RehearsalReport report = rehearse(TestPlans.VISITS, draft, Optional.empty());

    // 40 orders of 3 points, each followed by a day without a view
    assertThat(report.shifts().get(0).after()).isEqualTo(Points.of(160));
    assertThat(report.shifts().get(0).bandAfter()).isEqualTo("HOT");
    assertThat(report.fit().draft()).isEqualTo(Map.of(Distribution.NO_BAND, new Share(1, 0)));
  }

  /** Two visits of 20 points, half of which is lost: two matches, and 20 points. */
  @Test
  void whatAnAwardLosesIsNoMatch() {
    visits(ANNA, "2026-03-02T10:00:00Z", "2026-03-03T10:00:00Z");
    String fading =
        """
        {"name": "x", "rules": [
          {"id": "visit", "name": "Visit", "anyOf": [{"event": "page.viewed"}], "points": 20,
           "decay": {"steps": [{"after": "P10D", "percent": 50}]}}]}
        """;

    RehearsalReport report = rehearse(TestPlans.VISITS, fading, Optional.empty());

    assertThat(report.rulesAfter())
        .containsExactly(new RuleTally("visit", "Visit", 2, 2, 0, 0, 0, 0, Points.of(20)));
  }

  /** The view at 02:00 counts from 05:00 on: after the order at 03:00. */
  @Test
  void whatIsDeferredCountsWhenItCounts() {
    visits(ANNA, "2026-03-02T02:00:00Z");
    order(ANNA, "2026-03-02T03:00:00Z");
    String deferring =
        """
        {"name": "x",
         "quietHours": {"from": "00:00", "to": "05:00", "effect": "DEFER"},
         "rules": [{"id": "visit", "anyOf": [{"event": "page.viewed"}], "points": 60}],
         "bands": [{"name": "HOT", "enter": 60, "leave": 40}]}
        """;

    RehearsalReport report =
        rehearse(
            deferring.replace("\"effect\": \"DEFER\"", "\"effect\": \"DROP\""),
            deferring,
            Optional.empty());

    assertThat(report.moves()).containsExactly(new BandMove(null, "HOT", 1));
    assertThat(report.fit().draft()).isEqualTo(Map.of(Distribution.NO_BAND, new Share(1, 0)));
  }

  /** The log forgets awards that no window, wait or decay reaches: that must not show. */
  @Test
  void givesWhatTheEngineGivesThatForgetsNothing() {
    String capped =
        """
        {"name": "x", "max": 75, "cap": {"limit": 9, "window": "PT8H"},
         "groups": [{"id": "often", "max": 40, "cap": {"points": 16, "window": "PT10H"}}],
         "rules": [
          {"id": "g", "anyOf": [{"event": "page.viewed"}], "points": 4, "group": "often"},
          {"id": "a", "anyOf": [{"event": "page.viewed"}], "points": 7, "group": "often",
           "cap": {"limit": 2, "window": "PT6H"}, "decay": {"expire": "P3D"}},
          {"id": "b", "anyOf": [{"event": "page.viewed"}, {"event": "order.placed"}], "points": 5,
           "cap": {"points": 12, "calendar": "DAY", "zone": "Europe/Warsaw"}},
          {"id": "c", "anyOf": [{"event": "page.viewed"}], "points": 3,
           "cap": {"cooldown": "PT2H", "per": "page.path"},
           "decay": {"steps": [{"after": "PT12H", "percent": 50}, {"after": "P9D", "percent": 20}]}},
          {"id": "e", "anyOf": [{"event": "order.placed"}], "points": 11,
           "cap": {"limit": 4, "during": "LIFETIME"}, "decay": {"expire": "P20D"}},
          {"id": "f", "anyOf": [{"event": "email.clicked"}, {"event": "email.opened"}],
           "points": 2, "cap": {"limit": 3, "window": "PT30H", "per": "properties.message"}},
          {"id": "d", "anyOf": [{"event": "order.placed"}], "points": -4}],
         "bands": [{"name": "HOT", "enter": 60, "leave": 40}]}
        """;
    Random random = new Random(20260329);
    Instant start = Instant.parse("2026-03-27T00:00:00Z");
    for (int i = 0; i < 300; i++) {
      Instant at = start.plusSeconds(random.nextInt(5 * 24 * 60) * 60L);
      if (random.nextInt(5) == 0) {
        order(ANNA, at.toString());
      } else if (random.nextInt(5) == 0) {
        Events click = Events.of("email.clicked").property("message", "m" + random.nextInt(3));
        Instant apart = at.plus(Duration.ofDays(random.nextInt(4) * 3L));
        add(click.at(apart).person(ANNA).doubtful("no script"));
      } else {
        add(Events.pageViewed("https://s.test/" + random.nextInt(4)).at(at).person(ANNA));
      }
    }

    RehearsalReport report = rehearse(TestPlans.VISITS, capped, Optional.empty());

    List<Simulation.Step> steps = Simulation.run(plan(2, capped), events);
    Simulation.Step last = steps.get(steps.size() - 1);
    assertThat(report.shifts().get(0).after()).isEqualTo(last.score());
    assertThat(report.shifts().get(0).bandAfter()).isEqualTo(last.band());
  }

  private void visits(UUID person, String... times) {
    Stream.of(times).forEach(at -> add(Events.pageViewed("https://s.test/").at(at).person(person)));
  }

  private void order(UUID person, String at) {
    add(Events.orderPlaced("o-" + events.size(), "20", "GBP").at(at).person(person));
  }

  private void add(Events event) {
    events.add(event.build());
  }

  private RehearsalReport rehearse(String current, String draft, Optional<Instant> from) {
    return run(
        new Rehearsal(
            Optional.of(plan(1, current)),
            plan(2, draft),
            from,
            UNTIL,
            Points.of(10).thousandths()));
  }

  /** As a run does: person by person, each in the total order. */
  private RehearsalReport run(Rehearsal rehearsal) {
    events.stream()
        .map(Event::person)
        .distinct()
        .forEach(
            person -> {
              PersonRehearsal one = rehearsal.person(person);
              events.stream()
                  .filter(event -> event.person().equals(person))
                  .sorted(
                      Comparator.comparing(Event::occurredAt)
                          .thenComparing(Event::eventId, Ids::compareUnsigned))
                  .flatMap(event -> rehearsal.deeds(event).stream())
                  .forEach(one::take);
              rehearsal.add(one);
            });
    return rehearsal.report();
  }

  private static ScoringPlan plan(int version, String json) {
    return TestPlans.plan("visits", version, TestPlans.BEGIN, json);
  }
}
