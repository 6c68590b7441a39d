package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.ManualEntry;
import io.impuls.contracts.score.ManualEntry.Act;
import io.impuls.contracts.score.Outcome;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.contracts.topic.Topics;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.Explainer;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.Rank;
import io.impuls.scoring.domain.Why;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What users do to scores by hand (semantics 3.9), beside 30 points a visit, once in 24 hours, HOT
 * from 60 on and left below 40.
 */
class ScoringByHandTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID BERT = new UUID(0, 11);
  private static final String PLAN = "visits";

  @TempDir Path state;
  private ScoringDriver scoring;

  @BeforeEach
  void open() {
    scoring = new ScoringDriver(TestPlans.visits(), state);
  }

  @AfterEach
  void close() {
    scoring.close();
  }

  /** 30 for the visit; set to 70, the entry adds 40. It is no activity of Anna's. */
  @Test
  void aSetIsAnEntryOfTheLedgerWithUserAndReason() {
    view(ANNA, "2026-03-02T10:00:00Z");

    scoring.send(byHand(ANNA, Act.SET, 40, "30", "2026-03-02T11:00:00Z"));

    PlanScore score = scoring.score(ANNA, PLAN);
    assertThat(score.total()).isEqualTo(70_000);
    assertThat(score.band()).isEqualTo("HOT");
    assertThat(score.lastActivity()).isEqualTo("2026-03-02T10:00:00Z");
    Why why = why(ANNA).get(0);
    assertThat(why.rule()).isEqualTo(ManualEntry.RULE);
    assertThat(why.points()).isEqualTo(Points.of(40));
    assertThat(why.words()).isEqualTo("MANUAL: set from 30 to 70 by olga: a good talk");
    ScoreDecision decision = scoring.decisions().get(1);
    assertThat(decision.eventType()).isEqualTo(ManualEntry.EVENT_TYPE);
    assertThat(decision.outcome()).isEqualTo(Outcome.AWARDED);
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  @Test
  void aResetTakesThePointsAndTheBand() {
    scoring.send(byHand(ANNA, Act.ADJUST, 65, null, "2026-03-02T10:00:00Z"));
    assertThat(scoring.score(ANNA, PLAN).band()).isEqualTo("HOT");

    scoring.send(byHand(ANNA, Act.RESET, -65, "65", "2026-03-02T11:00:00Z"));

    assertThat(scoring.score(ANNA, PLAN).total()).isZero();
    assertThat(scoring.score(ANNA, PLAN).band()).isNull();
    assertThat(scoring.best(PLAN, 10)).isEmpty();
    assertThat(why(ANNA).get(0).words()).isEqualTo("MANUAL: reset from 65 by olga: a good talk");
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  @Test
  void theSameActToldTwiceCountsOnce() {
    ManualEntry act = byHand(ANNA, Act.ADJUST, 10, null, "2026-03-02T10:00:00Z");
    scoring.send(act);

    scoring.send(act);
    scoring.send(
        new ManualEntry(
            act.workspace(),
            act.entryId(),
            ANNA,
            PLAN,
            1,
            Act.ADJUST,
            Points.of(10),
            null,
            "olga",
            "the answer was lost",
            act.at().plusSeconds(5)));

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(10_000);
  }

  /** Both have 30 points; who did something comes before who was only given them. */
  @Test
  void whoHasPointsByHandOnlyIsRankedLastAmongEquals() {
    scoring.send(byHand(ANNA, Act.ADJUST, 30, null, "2026-03-02T12:00:00Z"));
    view(BERT, "2026-03-02T10:00:00Z");

    assertThat(scoring.best(PLAN, 10)).extracting(Rank::person).containsExactly(BERT, ANNA);
    assertThat(scoring.best(PLAN, 10).get(1).lastActivity()).isNull();
  }

  /**
   * Anna: 30 + 20 by hand. Bert: 30 an hour later, 7 by hand. Together the second visit is capped:
   * 30 + 20 + 7, in whatever order it all arrives; a split gives 50 and 37 back.
   */
  @Test
  void aMergeAddsUpWhatWasDoneToBothAndASplitGivesItBack(@TempDir Path other) {
    List<Consumer<ScoringDriver>> steps =
        Stream.<Consumer<ScoringDriver>>of(
                to -> view(to, ANNA, "2026-03-02T10:00:00Z"),
                to -> to.send(byHand(ANNA, Act.ADJUST, 20, null, "2026-03-02T10:30:00Z")),
                to -> view(to, BERT, "2026-03-02T11:00:00Z"),
                to -> to.send(byHand(BERT, Act.ADJUST, 7, null, "2026-03-02T11:30:00Z")),
                to -> ScoringDriver.merged(ANNA, BERT, "2026-03-04T00:00:00Z").forEach(to::send))
            .toList();

    steps.forEach(step -> step.accept(scoring));

    assertThat(scoring.score(BERT, PLAN).total()).isEqualTo(57_000);
    assertThat(scoring.score(ANNA, PLAN).total()).isZero();
    Books.check(scoring, List.of(ANNA, BERT), PLAN);
    try (ScoringDriver backwards = new ScoringDriver(TestPlans.visits(), other)) {
      Stream.iterate(steps.size() - 1, i -> i >= 0, i -> i - 1)
          .forEach(i -> steps.get(i).accept(backwards));
      assertThat(backwards.score(BERT, PLAN)).isEqualTo(scoring.score(BERT, PLAN));
      assertThat(backwards.log(BERT)).hasSize(4);
      Books.check(backwards, List.of(ANNA, BERT), PLAN);
    }

    ScoringDriver.parted(BERT, ANNA, "2026-03-05T00:00:00Z").forEach(scoring::send);

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(50_000);
    assertThat(scoring.score(BERT, PLAN).total()).isEqualTo(37_000);
    Books.check(scoring, List.of(ANNA, BERT), PLAN);
  }

  @Test
  void whatIsNoActIsRejectedAndTheNextOneCounts() {
    scoring.sendRaw(Topics.MANUAL_ENTRIES, ANNA, "{\"act\":\"SET\"}");
    scoring.sendRaw(Topics.MANUAL_ENTRIES, ANNA, "nonsense");

    scoring.send(byHand(ANNA, Act.ADJUST, 10, null, "2026-03-02T10:00:00Z"));

    assertThat(scoring.rejected()).hasSize(2);
    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(10_000);
  }

  private List<Why> why(UUID person) {
    return new Explainer(TestPlans.visits(), scoring.log(person)).newest(Optional.empty(), 10);
  }

  private static ManualEntry byHand(UUID person, Act act, int points, String from, String at) {
    return new ManualEntry(
        Events.WORKSPACE,
        UUID.nameUUIDFromBytes((person + at).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        person,
        PLAN,
        1,
        act,
        Points.of(points),
        from == null ? null : Points.of(Long.parseLong(from)),
        "olga",
        "a good talk",
        Instant.parse(at));
  }

  private void view(UUID person, String at) {
    view(scoring, person, at);
  }

  private static void view(ScoringDriver to, UUID person, String at) {
    to.send(Events.pageViewed("https://s.test/").id(person + at).at(at).person(person));
  }
}
