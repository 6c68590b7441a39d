package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.rules.Problem;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.Limits.Group;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Score(T) = clamp over the plan of the sum over groups of clamp(sum of the group) (3.4). */
class LimitsTest {

  /** "100 (raw 250)" explains why -10 moves nothing. */
  @Test
  void clampsTheSumOfThePlan() {
    Limits limits = new Limits(Map.of(), -20_000, 100_000);

    assertThat(limits.score(new Tally(250_000, Tally.ZERO.groups()))).isEqualTo(100_000);
    assertThat(limits.open(new Tally(240_000, Tally.ZERO.groups()))).isEqualTo(240_000);
    assertThat(limits.score(new Tally(240_000, Tally.ZERO.groups()))).isEqualTo(100_000);
    assertThat(limits.score(new Tally(-25_000, Tally.ZERO.groups()))).isEqualTo(-20_000);
  }

  /** Visits to 50 at most, mails to -10 at least, the rest as it is: 50 - 10 + 7. */
  @Test
  void clampsEachGroupBeforeTheyAreSummed() {
    Limits limits =
        new Limits(
            Map.of(
                "visits", new Group(Long.MIN_VALUE, 50_000, true),
                "mails", new Group(-10_000, Long.MAX_VALUE, false)),
            Long.MIN_VALUE,
            60_000);
    Tally tally = Tally.ZERO.plus("visits", 80_000).plus("mails", -35_000).plus(null, 7_000);

    assertThat(tally.total()).isEqualTo(52_000);
    assertThat(tally.ungrouped()).isEqualTo(7_000);
    assertThat(limits.score(tally)).isEqualTo(47_000);
    assertThat(limits.level(tally)).as("without the mails").isEqualTo(57_000);
    assertThat(limits.score(tally.plus("mails", 40_000))).as("at most 60").isEqualTo(60_000);
    assertThat(limits.open(tally.plus("mails", 40_000))).isEqualTo(62_000);
  }

  @Test
  void aGroupThatComesBackToNothingIsNone() {
    assertThat(Tally.ZERO.plus("visits", 80_000).plus("visits", -80_000)).isEqualTo(Tally.ZERO);
  }

  /** SC-12: what is done to people counts for the score and not for the bands, unless chosen. */
  @Test
  void whatIsDoneToPeopleIsAGroupOfItsOwn() {
    String plan =
        """
        {"name": "x", %s "rules": [
          {"id": "mail", "anyOf": [{"event": "email.sent"}], "points": 1},
          {"id": "sms", "anyOf": [{"event": "sms.sent"}, {"event": "sms.delivered"}], "points": 2},
          {"id": "visit", "anyOf": [{"event": "page.viewed"}], "points": 5},
          {"id": "either", "anyOf": [{"event": "page.viewed"}, {"event": "email.sent"}],
           "points": 5}]}
        """;
    ScoringPlan usual = TestPlans.plan("x", 1, TestPlans.BEGIN, plan.formatted(""));
    ScoringPlan chosen =
        TestPlans.plan(
            "x", 1, TestPlans.BEGIN, plan.formatted("\"groups\": [{\"id\": \"system\"}],"));

    assertThat(List.of("mail", "sms")).allMatch(rule -> "system".equals(group(usual, rule)));
    assertThat(group(usual, "visit")).isNull();
    assertThat(group(usual, "either")).isNull();
    assertThat(usual.limits().groups().get("system").inBands()).isFalse();
    assertThat(chosen.limits().groups().get("system").inBands()).isTrue();
  }

  private static String group(ScoringPlan plan, String rule) {
    return plan.rule(rule).orElseThrow().group();
  }

  @Test
  void pointsAtWhatIsWrong() {
    List<Problem> problems =
        new PlanCompiler(Duration.ofDays(31))
            .compile(
                "x",
                1,
                TestPlans.BEGIN,
                TestPlans.definition(
                    """
                    {"name": "x", "min": 1, "max": -1,
                     "groups": [{"id": "a/b"}, {"id": "c", "max": -5}, {"id": "c"}],
                     "rules": [{"id": "r", "anyOf": [{"event": "page.viewed"}], "points": 1,
                                "group": "d"}]}
                    """))
            .problems();

    assertThat(problems)
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder(
            "/min", "/max", "/groups/0/id", "/groups/1/max", "/groups/2/id", "/rules/0/group");
  }
}
