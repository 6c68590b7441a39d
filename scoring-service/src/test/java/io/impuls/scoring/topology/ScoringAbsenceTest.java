package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.score.Outcome;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.contracts.score.Suppression;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan gives because something did not happen (SC-14, semantics 3.7). */
class ScoringAbsenceTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID BERT = new UUID(0, 11);
  private static final String PLAN = "silence";
  private static final String SENT = "2026-03-02T10:00:00Z";
  private static final Instant DUE = Instant.parse("2026-03-09T10:00:00Z");

  @TempDir Path state;
  private ScoringDriver scoring;

  @BeforeEach
  void open() {
    scoring =
        ScoringDriver.inMemory(
            new PlanVersions(List.of(TestPlans.plan(PLAN, 1, TestPlans.BEGIN, TestPlans.SILENCE))),
            state);
  }

  @AfterEach
  void close() {
    scoring.close();
  }

  @Test
  void takesPointsAtExactlySevenDaysAfterTheMail() {
    mail("email.sent", ANNA, SENT, "m1");
    assertThat(scoring.decisions()).as("nothing is decided yet").isEmpty();

    somebodyDoesSomethingAt("2026-03-09T10:14:59Z");
    assertThat(scoring.score(ANNA, PLAN).total()).as("15 minutes of grace").isZero();
    somebodyDoesSomethingAt("2026-03-09T10:15:00Z");

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(-5_000);
    assertThat(of(ANNA))
        .extracting(
            ScoreDecision::rule,
            ScoreDecision::occurredAt,
            ScoreDecision::points,
            ScoreDecision::outcome,
            ScoreDecision::eventType)
        .containsExactly(tuple("not-opened", DUE, Points.of(-5), Outcome.AWARDED, "wait.elapsed"));
    ScoreChange change =
        scoring.changes().stream().filter(c -> c.person().equals(ANNA)).findFirst().orElseThrow();
    assertThat(change.occurredAt()).isEqualTo(DUE);
    assertThat(change.cause().type()).isEqualTo("wait.elapsed");
    somebodyDoesSomethingAt("2026-03-20T10:15:00Z");
    assertThat(of(ANNA)).as("once").hasSize(1);
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  @Test
  void anOpenInTimeKeepsThePoints() {
    mail("email.sent", ANNA, SENT, "m1");
    mail("email.sent", ANNA, SENT, "m2");
    mail("email.opened", ANNA, "2026-03-09T10:00:00Z", "m1");

    somebodyDoesSomethingAt("2026-03-10T00:00:00Z");

    assertThat(of(ANNA)).as("the other mail's").hasSize(1);
    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(-5_000);
  }

  /** An Apple prefetch is no open (TR-02). */
  @Test
  void aMachineOpensNothing() {
    mail("email.sent", ANNA, SENT, "m1");
    scoring.send(
        Events.of("email.opened")
            .at("2026-03-03T10:00:00Z")
            .property("message", "m1")
            .byMachine("Apple Mail privacy proxy")
            .person(ANNA));

    somebodyDoesSomethingAt("2026-03-10T00:00:00Z");

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(-5_000);
  }

  @Test
  void anOpenThatComesInLateTakesThePenaltyBack() {
    mail("email.sent", ANNA, SENT, "m1");
    somebodyDoesSomethingAt("2026-03-10T00:00:00Z");

    mail("email.opened", ANNA, "2026-03-08T10:00:00Z", "m1");

    assertThat(scoring.score(ANNA, PLAN).total()).isZero();
    assertThat(of(ANNA))
        .extracting(ScoreDecision::outcome, ScoreDecision::reason, ScoreDecision::points)
        .containsExactly(
            tuple(Outcome.AWARDED, null, Points.of(-5)),
            tuple(Outcome.VOIDED, Suppression.ANSWERED, Points.of(5)));
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  /** 20 for the visit; then -10 after one, two and three idle days; LIVELY ends below 10. */
  @Test
  void idleDaysCostTheBand() {
    view(ANNA, SENT);
    assertThat(scoring.score(ANNA, PLAN).band()).isEqualTo("LIVELY");

    scoring.letWaitsEnd(Duration.ofDays(1).plusMinutes(16));
    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(10_000);
    assertThat(scoring.score(ANNA, PLAN).band()).isEqualTo("LIVELY");
    scoring.letWaitsEnd(Duration.ofDays(1));
    assertThat(scoring.score(ANNA, PLAN).total()).isZero();
    assertThat(scoring.score(ANNA, PLAN).band()).isNull();
    scoring.letWaitsEnd(Duration.ofDays(9));

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(-10_000);
    assertThat(scoring.score(ANNA, PLAN).lastActivity()).isEqualTo(Instant.parse(SENT));
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  /**
   * Anna's mail was opened on Bert's device: once both are one, and no longer when they are not.
   */
  @Test
  void mergesAndSplitsJudgeWaitsAnew() {
    mail("email.sent", ANNA, SENT, "m1");
    mail("email.opened", BERT, "2026-03-03T10:00:00Z", "m1");
    somebodyDoesSomethingAt("2026-03-10T00:00:00Z");
    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(-5_000);

    ScoringDriver.merged(ANNA, BERT, "2026-03-10T01:00:00Z").forEach(scoring::send);
    somebodyDoesSomethingAt("2026-03-10T02:00:00Z");
    assertThat(scoring.score(ANNA, PLAN).total()).isZero();
    assertThat(scoring.score(BERT, PLAN).total()).isZero();

    ScoringDriver.parted(BERT, ANNA, "2026-03-10T03:00:00Z").forEach(scoring::send);
    somebodyDoesSomethingAt("2026-03-10T04:00:00Z");

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(-5_000);
    assertThat(scoring.score(BERT, PLAN).total()).isZero();
    Books.check(scoring, List.of(ANNA, BERT), PLAN);
  }

  /** Sends and imports never move event time (decision 8). */
  @Test
  void onlyWhatPeopleDoMovesTheTime() {
    mail("email.sent", ANNA, SENT, "m1");
    view(BERT, SENT);

    scoring.send(
        Events.of("email.sent")
            .from("campaign", Source.Kind.CAMPAIGN)
            .at("2026-03-10T00:00:00Z")
            .person(BERT));
    scoring.advance(Duration.ofSeconds(2));

    assertThat(of(ANNA)).isEmpty();
  }

  private List<ScoreDecision> of(UUID person) {
    return scoring.decisions().stream().filter(d -> d.person().equals(person)).toList();
  }

  /** Another person's act moves event time on; then the waits are looked at. */
  private void somebodyDoesSomethingAt(String at) {
    scoring.send(Events.of("search.performed").at(at).person(new UUID(0, 99)));
    scoring.advance(Duration.ofSeconds(2));
  }

  private void mail(String type, UUID person, String at, String message) {
    scoring.send(
        Events.of(type).id(type + at + message).at(at).property("message", message).person(person));
  }

  private void view(UUID person, String at) {
    scoring.send(Events.pageViewed("https://s.test/").id(person + at).at(at).person(person));
  }
}
