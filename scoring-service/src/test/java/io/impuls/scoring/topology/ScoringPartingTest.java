package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Split;
import io.impuls.contracts.score.Outcome;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.Rank;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a split and a merge with a beginning do to scores and bands: 30 points a visit, once in 24
 * hours, HOT from 60 on and left below 40.
 */
class ScoringPartingTest {

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

  /** 10:00 and next 10:00 against previous 22:00 and 23:00 (semantics 3.10): 60 each, then 60. */
  @Test
  void aSplitGivesBothTheirScoresAndBandsBack() {
    view(ANNA, "2026-03-02T10:00:00Z");
    view(ANNA, "2026-03-03T10:00:00Z");
    view(BERT, "2026-03-01T22:00:00Z");
    view(BERT, "2026-03-02T23:00:00Z");
    PlanScore anna = scoring.score(ANNA, PLAN);
    PlanScore bert = scoring.score(BERT, PLAN);
    ScoringDriver.merged(ANNA, BERT, "2026-03-04T00:00:00Z").forEach(scoring::send);

    ScoringDriver.parted(BERT, ANNA, "2026-03-04T01:00:00Z").forEach(scoring::send);

    assertThat(anna.band()).isEqualTo("HOT");
    assertThat(scoring.score(ANNA, PLAN)).isEqualTo(anna);
    assertThat(scoring.score(BERT, PLAN)).isEqualTo(bert);
    assertThat(scoring.best(PLAN, 10)).extracting(Rank::person).containsExactly(ANNA, BERT);
    Books.check(scoring, List.of(ANNA, BERT), PLAN);
    ScoreChange restored =
        scoring.changes().stream()
            .filter(change -> change.person().equals(ANNA))
            .reduce((a, b) -> b)
            .orElseThrow();
    assertThat(restored.to()).isEqualTo(Points.of(60));
    assertThat(restored.bandTo()).isEqualTo("HOT");
    assertThat(restored.mergedInto()).isNull();
    assertThat(restored.cause().type()).isEqualTo(EventTypes.PERSON_SPLIT);
  }

  /** Anna's visit voided Bert's next one; without it Bert's counts again. */
  @Test
  void whatStaysIsJudgedAnew() {
    view(BERT, "2026-03-02T12:00:00Z");
    view(ANNA, "2026-03-02T10:00:00Z");
    ScoringDriver.merged(ANNA, BERT, "2026-03-04T00:00:00Z").forEach(scoring::send);
    assertThat(scoring.score(BERT, PLAN).total()).isEqualTo(30_000);

    ScoringDriver.parted(BERT, ANNA, "2026-03-04T01:00:00Z").forEach(scoring::send);

    assertThat(scoring.score(BERT, PLAN).total()).isEqualTo(30_000);
    assertThat(scoring.decisions())
        .filteredOn(d -> d.person().equals(BERT))
        .filteredOn(d -> d.occurredAt().isAfter(Instant.parse("2026-03-02T11:00:00Z")))
        .extracting(ScoreDecision::outcome, ScoreDecision::points)
        .containsExactly(
            tuple(Outcome.AWARDED, Points.of(30)),
            tuple(Outcome.VOIDED, Points.of(-30)),
            tuple(Outcome.TRANSFERRED, Points.of(-30)),
            tuple(Outcome.AWARDED, Points.of(30)));
    Books.check(scoring, List.of(ANNA, BERT), PLAN);
  }

  @Test
  void whatIsTooOldToBeAdoptedStaysWithTheDevice() {
    view(ANNA, "2026-03-01T10:00:00Z");
    view(ANNA, "2026-03-03T10:00:00Z");
    view(ANNA, "2026-03-04T10:00:00Z");
    Instant since = Instant.parse("2026-03-02T00:00:00Z");
    Event told = ScoringDriver.merged(ANNA, BERT, "2026-03-05T00:00:00Z").get(0);
    Merge merge = new Merge(ANNA, BERT, since, BERT);

    scoring.send(told.resolved(told.resolution().telling(merge)));
    scoring.send(told.resolved(told.resolution().telling(merge).about(BERT)));

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(30_000);
    assertThat(scoring.score(ANNA, PLAN).band()).isNull();
    assertThat(scoring.score(ANNA, PLAN).lastActivity())
        .isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(scoring.score(BERT, PLAN).total()).isEqualTo(60_000);
    assertThat(scoring.score(BERT, PLAN).band()).isEqualTo("HOT");
    assertThat(scoring.changes()).allMatch(change -> change.mergedInto() == null);
    Books.check(scoring, List.of(ANNA, BERT), PLAN);
  }

  /** The late login of another on a shared browser. */
  @Test
  void aLateLoginTakesItsTimeOnTheBrowser() {
    UUID device = new UUID(0, 12);
    Event first = viewed(device, "2026-03-01T10:00:00Z");
    Event second = viewed(device, "2026-03-02T10:00:00Z");
    scoring.send(first.resolved(first.resolution().by(ANNA, ANNA)));
    scoring.send(second.resolved(second.resolution().by(ANNA, ANNA)));
    assertThat(scoring.score(ANNA, PLAN).band()).isEqualTo("HOT");

    Instant login = Instant.parse("2026-03-02T09:00:00Z");
    ScoringDriver.parted(new Split(ANNA, BERT, device, login, null, BERT), "2026-03-03T00:00:00Z")
        .forEach(scoring::send);

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(30_000);
    assertThat(scoring.score(ANNA, PLAN).band()).isNull();
    assertThat(scoring.score(BERT, PLAN).total()).isEqualTo(30_000);
    Books.check(scoring, List.of(ANNA, BERT), PLAN);
  }

  private void view(UUID person, String at) {
    scoring.send(viewed(person, at));
  }

  private static Event viewed(UUID person, String at) {
    return Events.pageViewed("https://s.test/").id(person + at).at(at).person(person).build();
  }
}
