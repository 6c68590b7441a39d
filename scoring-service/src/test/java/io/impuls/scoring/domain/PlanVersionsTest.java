package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.scoring.TestPlans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  private static ScoringPlan version(int version, Instant from) {
    return TestPlans.plan("visits", version, from, TestPlans.VISITS);
  }
}
