package io.impuls.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Points;
import io.impuls.contracts.topic.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreLimitsTest {

  @Test
  void theSumOfAGroupIsKeptInItsLimitsBeforeThoseOfThePlan() throws Exception {
    ScoreLimits limits =
        ScoreLimits.of(
            Json.mapper()
                .readTree(
                    """
                    {"rules": [{"id": "a", "group": "g"}, {"id": "b", "group": "g"}, {"id": "c"}],
                     "groups": [{"id": "g", "max": 50}], "min": -10, "max": 60}
                    """));

    // 40 + 30 is kept at 50, and 5 more is 55
    assertThat(limits.score(Map.of("a", Points.of(40), "b", Points.of(30), "c", Points.of(5))))
        .isEqualTo(Points.of(55));
    // 50 and 20 is kept at 60
    assertThat(limits.score(Map.of("a", Points.of(70), "c", Points.of(20))))
        .isEqualTo(Points.of(60));
    assertThat(limits.score(Map.of("c", Points.of(-20)))).isEqualTo(Points.of(-10));
  }
}
