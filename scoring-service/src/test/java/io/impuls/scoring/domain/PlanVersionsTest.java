package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.scoring.TestPlans;
import io.impuls.testkit.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlanVersionsTest {

  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  @Test
  void judgesByTheVersionInForceWhenItHappened() {
    PlanVersions plans = new PlanVersions(List.of(version(1, MARCH), version(2, APRIL)));

    assertThat(plans.inForce(MARCH.minusMillis(1))).isEmpty();
    assertThat(inForce(plans, MARCH)).containsExactly(1);
    assertThat(inForce(plans, APRIL.minusMillis(1))).containsExactly(1);
    assertThat(inForce(plans, APRIL)).containsExactly(2);
  }

  @Test
  void aLaterVersionReplacesOneThatIsStillWaiting() {
    PlanVersions plans =
        new PlanVersions(List.of(version(1, MARCH), version(2, MAY), version(3, APRIL)));

    assertThat(inForce(plans, APRIL)).containsExactly(3);
    assertThat(inForce(plans, MAY)).containsExactly(3);
  }

  @Test
  void aDraftJudgesNothingAndLeavesTheOtherVersionInForce() {
    PlanVersions plans =
        new PlanVersions(List.of(version(1, MARCH), in("DRAFT", 2, APRIL), version(3, MAY)));

    assertThat(inForce(plans, APRIL)).containsExactly(1);
    assertThat(inForce(plans, MAY)).containsExactly(3);
    assertThat(plans.version("visits", 2)).isEmpty();
  }

  @Test
  void whilePausedOrArchivedNothingMatches() {
    PlanVersions plans =
        new PlanVersions(
            List.of(version(1, MARCH), in("PAUSED", 2, APRIL), in("ARCHIVED", 3, MAY)));

    assertThat(inForce(plans, APRIL)).containsExactly(2);
    assertThat(matches(plans, MARCH)).isEqualTo(1);
    assertThat(matches(plans, APRIL)).isZero();
    assertThat(matches(plans, MAY)).isZero();
  }

  @Test
  void knowsTheCapOfEveryVersionAndTheLongestWindow() {
    PlanVersions plans =
        new PlanVersions(
            List.of(
                version(1, MARCH),
                TestPlans.plan("visits", 2, APRIL, TestPlans.VISITS.replace("PT24H", "PT6H"))));

    assertThat(plans.of("visits/visit", 1).orElseThrow().window().longest())
        .isEqualTo(Duration.ofDays(1));
    assertThat(plans.of("visits/visit", 2).orElseThrow().window().longest())
        .isEqualTo(Duration.ofHours(6));
    assertThat(plans.of("visits/other", 1)).isEmpty();
    assertThat(plans.longestWindow("visits/visit")).isEqualTo(Duration.ofDays(1));
    assertThat(plans.longestWindow("visits/other")).isZero();
  }

  private static List<Integer> inForce(PlanVersions plans, Instant at) {
    return plans.inForce(at).stream().map(ScoringPlan::version).toList();
  }

  private static int matches(PlanVersions plans, Instant at) {
    return new Scorer(plans)
        .matches(Events.pageViewed("https://s.test/").at(at).person(new UUID(0, 1)).build())
        .size();
  }

  private static ScoringPlan in(String state, int version, Instant from) {
    String written =
        TestPlans.VISITS.replace(
            "{\"name\": \"Visits\"", "{\"name\": \"Visits\", \"state\": \"" + state + "\"");
    return TestPlans.plan("visits", version, from, written);
  }

  private static ScoringPlan version(int version, Instant from) {
    return TestPlans.plan("visits", version, from, TestPlans.VISITS);
  }
}
