package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.Outcome;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.TestPlans;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExplainerTest {

  private static final UUID ANNA = new UUID(0, 10);

  /** SC-10: 10:00 +30, 15:00 nothing, free again the next day at 10:00:00. */
  @Test
  void namesTheAwardThatFillsTheCapAndTheNextFreeTime() {
    Entry award = Entry.awarded(visit("2026-03-02T10:00:00Z", 1, null, null));
    Entry capped = Entry.suppressed(visit("2026-03-02T15:00:00Z", 2, null, null), Suppression.CAP);

    List<Why> why =
        new Explainer(TestPlans.visits(), List.of(award, capped)).newest(Optional.empty(), 10);

    assertThat(why).extracting(Why::outcome).containsExactly(Outcome.SUPPRESSED, Outcome.AWARDED);
    assertThat(why.get(0).ruleName()).isEqualTo("Visit");
    assertThat(why.get(0).window())
        .containsExactly(
            new Why.Award(new UUID(1, 1), Instant.parse("2026-03-02T10:00:00Z"), Points.of(30)));
    assertThat(why.get(0).nextFree()).isEqualTo("2026-03-03T10:00:00Z");
    assertThat(why.get(0).words())
        .isEqualTo("CAP: at most 1 in PT24H; free again from 2026-03-03T10:00:00Z");
    assertThat(why.get(1).words()).isEqualTo("all points given");
  }

  /**
   * Semantics 3.3: an award on Saturday 28 March 2026 at 12:00 in Warsaw frees the cap on Sunday at
   * 13:00; one on 24 October at 12:00, on Sunday at 11:00.
   */
  @Test
  void theNextFreeTimeIsADayOfExactSeconds() {
    assertThat(nextFree("2026-03-28T11:00:00Z")).isEqualTo("2026-03-29T11:00:00Z");
    assertThat(Instant.parse("2026-03-29T11:00:00Z").atZone(java.time.ZoneId.of("Europe/Warsaw")))
        .hasToString("2026-03-29T13:00+02:00[Europe/Warsaw]");
    assertThat(nextFree("2026-10-24T10:00:00Z")).isEqualTo("2026-10-25T10:00:00Z");
    assertThat(Instant.parse("2026-10-25T10:00:00Z").atZone(java.time.ZoneId.of("Europe/Warsaw")))
        .hasToString("2026-10-25T11:00+01:00[Europe/Warsaw]");
  }

  /** Semantics 3.3: of 50 a day, 30 and then 30 give 30 and 20; the day of Warsaw frees them. */
  @Test
  void saysWhatALimitOfPointsLeftAndWhenThereIsRoomAgain() {
    PlanVersions plans =
        new PlanVersions(
            List.of(
                TestPlans.plan(
                    "visits",
                    1,
                    TestPlans.BEGIN,
                    """
                    {"name": "Visits", "zone": "Europe/Warsaw", "rules": [
                      {"id": "visit", "anyOf": [{"event": "page.viewed"}], "points": 30,
                       "cap": {"points": 50, "calendar": "DAY"}}]}""")));
    Entry first = Entry.awarded(visit("2026-03-29T08:00:00Z", 1, null, null));
    Entry cut = Entry.capped(visit("2026-03-29T09:00:00Z", 2, null, null), 20_000);

    Why why = new Explainer(plans, List.of(first, cut)).newest(Optional.empty(), 1).get(0);

    assertThat(why.outcome()).isEqualTo(Outcome.CLIPPED);
    assertThat(why.points()).isEqualTo(Points.of(20));
    assertThat(why.window()).extracting(Why.Award::points).containsExactly(Points.of(30));
    // midnight in Warsaw, 23 hours after the last one
    assertThat(why.nextFree()).isEqualTo("2026-03-29T22:00:00Z");
    assertThat(why.words())
        .isEqualTo(
            "CAP: at most 50 points in a day by the calendar of Europe/Warsaw;"
                + " free again from 2026-03-29T22:00:00Z");
  }

  @Test
  void countsOnlyAwardsOfTheSameValue() {
    Entry other = Entry.awarded(view("2026-03-02T10:00:00Z", 1, "/a"));
    Entry same = Entry.awarded(view("2026-03-02T11:00:00Z", 2, "/b"));
    Entry capped = Entry.suppressed(view("2026-03-02T12:00:00Z", 3, "/b"), Suppression.CAP);

    Why why =
        new Explainer(TestPlans.demo(), List.of(other, same, capped))
            .newest(Optional.of("engagement"), 1)
            .get(0);

    assertThat(why.window()).extracting(Why.Award::eventId).containsExactly(new UUID(1, 2));
    assertThat(why.words())
        .isEqualTo("CAP: at most 1 in PT24H for /b; free again from 2026-03-03T11:00:00Z");
  }

  @Test
  void saysInWordsWhatStoodAgainstTheAward() {
    Match robot = visit("2026-03-02T10:00:00Z", 1, Suppression.ROBOT, "known robot Googlebot");
    Match night =
        new Match(
            "engagement/page-view",
            1,
            "/",
            Instant.parse("2026-03-02T03:00:00Z"),
            new UUID(1, 2),
            "page.viewed",
            null,
            ANNA,
            1_000,
            Suppression.QUIET);
    PlanVersions plans =
        new PlanVersions(
            List.of(
                TestPlans.plan("visits", 1, TestPlans.BEGIN, TestPlans.VISITS),
                TestPlans.plan(TestPlans.DEMO, 1, TestPlans.BEGIN, TestPlans.demoJson())));

    List<Why> why =
        new Explainer(
                plans,
                List.of(
                    Entry.suppressed(night, Suppression.QUIET),
                    Entry.suppressed(robot, Suppression.ROBOT)))
            .newest(Optional.empty(), 10);

    assertThat(why)
        .extracting(Why::words)
        .containsExactly(
            "ROBOT: known robot Googlebot",
            "QUIET: inside the quiet hours 00:00-05:00 Europe/London");
  }

  @Test
  void keepsToThePlanAndTheLimit() {
    Entry visit = Entry.awarded(visit("2026-03-02T10:00:00Z", 1, null, null));
    Entry view = Entry.awarded(view("2026-03-02T11:00:00Z", 2, "/a"));
    Explainer explainer = new Explainer(TestPlans.visits(), List.of(visit, view));

    assertThat(explainer.newest(Optional.of("visits"), 10)).hasSize(1);
    assertThat(explainer.newest(Optional.empty(), 1))
        .extracting(Why::plan)
        .containsExactly("engagement");
  }

  private static Instant nextFree(String awardedAt) {
    Entry award = Entry.awarded(visit(awardedAt, 1, null, null));
    String later = Instant.parse(awardedAt).plusSeconds(60).toString();
    Entry capped = Entry.suppressed(visit(later, 2, null, null), Suppression.CAP);
    return new Explainer(TestPlans.visits(), List.of(award, capped))
        .newest(Optional.empty(), 1)
        .get(0)
        .nextFree();
  }

  private static Match visit(String at, int id, Suppression hold, String note) {
    return new Match(
        "visits/visit",
        1,
        null,
        Instant.parse(at),
        new UUID(1, id),
        "page.viewed",
        Instant.parse(at),
        ANNA,
        30_000,
        hold,
        note);
  }

  private static Match view(String at, int id, String path) {
    return new Match(
        "engagement/page-view",
        1,
        path,
        Instant.parse(at),
        new UUID(1, id),
        "page.viewed",
        Instant.parse(at),
        ANNA,
        1_000,
        null);
  }
}
