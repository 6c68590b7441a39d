package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.score.Outcome;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Entry;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.Rank;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behaviour: events in, decisions, score changes, scores and ranks out. */
class ScoringTopologyTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID BERT = new UUID(0, 11);
  private static final String PLAN = TestPlans.DEMO;

  @TempDir Path state;
  private ScoringDriver scoring;

  @BeforeEach
  void open() {
    scoring = new ScoringDriver(TestPlans.demo(), state);
  }

  @AfterEach
  void close() {
    scoring.close();
  }

  @Test
  void tellsFromWhichScoreToWhichAndBecauseOfWhat() {
    Event order = Events.orderPlaced("1", "250", "GBP").person(ANNA).build();

    scoring.send(order);
    scoring.send(Events.of("file.downloaded").at("2026-03-02T13:00:00Z").person(ANNA));

    ScoreChange first = scoring.changes().get(0);
    assertThat(first.from()).isEqualTo(Points.ZERO);
    assertThat(first.to()).isEqualTo(Points.of(50));
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.epoch()).isEqualTo(ScoringDriver.EPOCH);
    assertThat(first.cause().eventId()).isEqualTo(order.eventId());
    assertThat(first.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.rule()).isEqualTo("large-order");
              assertThat(entry.ruleVersion()).isEqualTo(1);
              assertThat(entry.points()).isEqualTo(Points.of(50));
              assertThat(entry.outcome()).isEqualTo(Outcome.AWARDED);
            });
    ScoreChange second = scoring.changes().get(1);
    assertThat(second.to()).isEqualTo(Points.of(75));
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.bandFrom()).isNull();
    assertThat(second.bandTo()).isEqualTo("HOT");
  }

  /** SC-15: plus and minus points add up: 50 + 20 - 30 = 40; HOT is left only below 40. */
  @Test
  void subtractsPointsAndKeepsTheBandUntilItsExit() {
    scoring.send(Events.orderPlaced("1", "250", "GBP").at("2026-03-02T10:00:00Z").person(ANNA));
    scoring.send(Events.orderPlaced("2", "20", "GBP").at("2026-03-02T11:00:00Z").person(ANNA));
    scoring.send(Events.of("order.cancelled").at("2026-03-02T12:00:00Z").person(ANNA));
    assertThat(score(ANNA).total()).isEqualTo(40_000);
    assertThat(score(ANNA).band()).isEqualTo("HOT");

    scoring.send(Events.of("order.cancelled").at("2026-03-02T13:00:00Z").person(ANNA));
    scoring.send(Events.of("order.cancelled").at("2026-03-02T14:00:00Z").person(ANNA));

    assertThat(score(ANNA).total()).isEqualTo(-20_000);
    assertThat(score(ANNA).band()).isNull();
  }

  @Test
  void countsAPathOncePerDayAndSaysSo() {
    view(ANNA, "/a", "2026-03-02T10:00:00Z");
    view(ANNA, "/b", "2026-03-02T10:01:00Z");
    view(ANNA, "/a", "2026-03-02T15:00:00Z");
    view(ANNA, "/a", "2026-03-03T09:59:59.999Z");
    view(ANNA, "/a", "2026-03-03T10:00:00Z");

    assertThat(score(ANNA).total()).isEqualTo(3_000);
    assertThat(scoring.decisions())
        .extracting(ScoreDecision::outcome, ScoreDecision::reason, ScoreDecision::capValue)
        .containsExactly(
            tuple(Outcome.AWARDED, null, "/a"),
            tuple(Outcome.AWARDED, null, "/b"),
            tuple(Outcome.SUPPRESSED, Suppression.CAP, "/a"),
            tuple(Outcome.SUPPRESSED, Suppression.CAP, "/a"),
            tuple(Outcome.AWARDED, null, "/a"));
    assertThat(scoring.changes()).hasSize(3);
  }

  @Test
  void whoForbidsProfilingScoresNothingAndTheDecisionSaysSo() {
    scoring.send(Events.pageViewed("https://s.test/").person(ANNA).flag(EventFlag.NO_PROFILING));

    assertThat(scoring.changes()).isEmpty();
    assertThat(scoring.decisions())
        .extracting(ScoreDecision::outcome, ScoreDecision::reason, ScoreDecision::points)
        .containsExactly(tuple(Outcome.SUPPRESSED, Suppression.NO_PROFILING, Points.ZERO));
    assertThat(scoring.best(PLAN, 10)).isEmpty();
  }

  @Test
  void aRobotScoresNothingAndTheDecisionSaysSo() {
    scoring.send(
        Events.pageViewed("https://s.test/").person(ANNA).byMachine("known robot Googlebot"));

    assertThat(scoring.changes()).isEmpty();
    assertThat(scoring.decisions())
        .extracting(ScoreDecision::outcome, ScoreDecision::reason, ScoreDecision::points)
        .containsExactly(tuple(Outcome.SUPPRESSED, Suppression.ROBOT, Points.ZERO));
    assertThat(scoring.log(ANNA).get(0).match().note()).isEqualTo("known robot Googlebot");
    assertThat(scoring.best(PLAN, 10)).isEmpty();
  }

  @Test
  void countsAnEventOnceHoweverOftenItComes() {
    Event order = Events.orderPlaced("1", "20", "GBP").person(ANNA).build();

    scoring.send(order);
    scoring.send(order);

    assertThat(score(ANNA).total()).isEqualTo(20_000);
    assertThat(scoring.decisions()).hasSize(1);
    assertThat(scoring.changes()).hasSize(1);
  }

  /**
   * Semantics 3.10: 30 points a visit, once in 24 hours; apart 60 and 60, merged 60, awarded 22:00
   * and 23:00.
   */
  @Test
  void judgesTheCapsAnewWhenTwoPersonsTurnOutToBeOne() {
    scoring.close();
    scoring = new ScoringDriver(TestPlans.visits(), state);
    view(ANNA, "/", "2026-03-02T10:00:00Z");
    view(ANNA, "/", "2026-03-03T10:00:00Z");
    view(BERT, "/", "2026-03-01T22:00:00Z");
    view(BERT, "/", "2026-03-02T23:00:00Z");
    assertThat(scoring.score(ANNA, "visits").total()).isEqualTo(60_000);
    assertThat(scoring.score(BERT, "visits").total()).isEqualTo(60_000);

    ScoringDriver.merged(ANNA, BERT, "2026-03-04T00:00:00Z").forEach(scoring::send);

    assertThat(scoring.score(ANNA, "visits")).isEqualTo(PlanScore.NONE);
    assertThat(scoring.head(ANNA).alias()).contains(BERT);
    assertThat(scoring.score(BERT, "visits").total()).isEqualTo(60_000);
    assertThat(scoring.score(BERT, "visits").band()).isEqualTo("HOT");
    assertThat(
            scoring.log(BERT).stream()
                .filter(Entry::consumes)
                .map(entry -> entry.match().occurredAt().toString()))
        .containsExactly("2026-03-01T22:00:00Z", "2026-03-02T23:00:00Z");
    ScoreChange last =
        scoring.changes().stream()
            .filter(change -> change.person().equals(ANNA))
            .reduce((a, b) -> b)
            .orElseThrow();
    assertThat(last.to()).isEqualTo(Points.ZERO);
    assertThat(last.mergedInto()).isEqualTo(BERT);
    assertThat(scoring.decisions())
        .filteredOn(decision -> decision.outcome() == Outcome.TRANSFERRED)
        .extracting(ScoreDecision::person, ScoreDecision::points)
        .containsExactly(tuple(ANNA, Points.of(-60)));
    assertThat(scoring.best("visits", 10)).extracting(Rank::person).containsExactly(BERT);
    assertThat(scoring.best("visits", 10).get(0).total()).isEqualTo(60_000);
    Books.check(scoring, List.of(ANNA, BERT), "visits");
  }

  /** SC-12: points for what we did ourselves, set in advance. */
  @Test
  void aMailThatWeSentGivesPoints() {
    scoring.close();
    String plan =
        """
        {"name": "System", "rules": [
          {"id": "mail", "anyOf": [{"event": "email.sent"}], "points": 1},
          {"id": "order", "anyOf": [{"event": "order.placed"}], "points": 20}]}
        """;
    scoring =
        new ScoringDriver(
            new PlanVersions(List.of(TestPlans.plan("system", 1, TestPlans.BEGIN, plan))), state);

    scoring.send(Events.of("email.sent").from("campaign", Source.Kind.CAMPAIGN).person(ANNA));

    assertThat(scoring.score(ANNA, "system").total()).isEqualTo(1_000);
    assertThat(scoring.decisions())
        .extracting(ScoreDecision::rule, ScoreDecision::eventType, ScoreDecision::outcome)
        .containsExactly(tuple("mail", "email.sent", Outcome.AWARDED));
    assertThat(scoring.changes()).hasSize(1);
  }

  @Test
  void aRecordThatIsNoEventIsRejectedAndTheNextOneCounts() {
    scoring.sendRaw(ANNA, "{broken");
    scoring.send(Events.orderPlaced("1", "20", "GBP").person(ANNA));

    assertThat(scoring.rejected())
        .extracting(RejectedEvent::reason, RejectedEvent::payload)
        .containsExactly(tuple(RejectionReason.UNREADABLE_RECORD, "{broken"));
    assertThat(score(ANNA).total()).isEqualTo(20_000);
  }

  /** Each address has 16,384 characters, as many as the collector takes; the plan caps by path. */
  @Test
  void aMergeOfPeopleWhoSawLongAddressesStaysSmall() {
    int views = 80;
    for (int i = 0; i < views; i++) {
      view(ANNA, "/" + i + "x".repeat(16_380), "2026-03-02T10:00:00Z");
    }

    ScoringDriver.merged(ANNA, BERT, "2026-03-04T00:00:00Z").forEach(scoring::send);

    // A match is some 600 bytes.
    assertThat(scoring.transferSizes())
        .hasSize(1)
        .allSatisfy(size -> assertThat(size).isLessThan(views * 1_000));
    assertThat(score(BERT).total()).isEqualTo(views * 1_000);
  }

  @Test
  void ranksByPointsThenLatestActivity() {
    scoring.send(Events.orderPlaced("1", "20", "GBP").at("2026-03-02T10:00:00Z").person(ANNA));
    scoring.send(Events.orderPlaced("2", "20", "GBP").at("2026-03-02T11:00:00Z").person(BERT));
    assertThat(scoring.best(PLAN, 10)).extracting(Rank::person).containsExactly(BERT, ANNA);

    // A capped view gives nothing, yet it is activity: the tie turns.
    view(ANNA, "/a", "2026-03-02T10:30:00Z");
    view(BERT, "/a", "2026-03-02T10:30:00Z");
    view(ANNA, "/a", "2026-03-02T12:00:00Z");

    assertThat(scoring.best(PLAN, 10)).extracting(Rank::person).containsExactly(ANNA, BERT);
    assertThat(scoring.best(PLAN, 1))
        .containsExactly(
            new Rank(ANNA, 21_000, java.time.Instant.parse("2026-03-02T12:00:00Z"), null));
    assertThat(scoring.best("other", 10)).isEmpty();
  }

  private PlanScore score(UUID person) {
    return scoring.score(person, PLAN);
  }

  private void view(UUID person, String path, String at) {
    scoring.send(Events.pageViewed("https://s.test" + path).at(at).person(person));
  }
}
