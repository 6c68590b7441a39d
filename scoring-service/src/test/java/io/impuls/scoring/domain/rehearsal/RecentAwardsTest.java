package io.impuls.scoring.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.rules.ledger.Ledger;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PlanVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentAwardsTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  /** 30 points once in 24 hours: at any time one award can matter, or the one that just left. */
  @Test
  void keepsOnlyWhatAWindowCanStillReach() {
    PlanVersions plans = TestPlans.visits();
    RecentAwards log = new RecentAwards(plans);
    Ledger ledger = new Ledger(plans);

    for (int hour = 0; hour < 2_000; hour++) {
      ledger.insert(match("visits/visit", null, hour), log);
    }

    assertThat(log.size()).isLessThanOrEqualTo(2);
  }

  /** A new page each hour: those of the last day stay, and at most so many more until swept. */
  @Test
  void forgetsValuesThatNobodyComesBackTo() {
    PlanVersions plans =
        new PlanVersions(
            List.of(
                TestPlans.plan(
                    "visits",
                    1,
                    TestPlans.BEGIN,
                    TestPlans.VISITS.replace("\"PT24H\"", "\"PT24H\", \"per\": \"page.path\""))));
    RecentAwards log = new RecentAwards(plans);
    Ledger ledger = new Ledger(plans);

    for (int hour = 0; hour < 10_000; hour++) {
      ledger.insert(match("visits/visit", "/page-" + hour, hour), log);
    }

    assertThat(log.size()).isLessThanOrEqualTo(1_001);
  }

  private static Match match(String lineage, String value, int hour) {
    Instant at = START.plus(Duration.ofHours(hour));
    UUID person = new UUID(0, 1);
    return new Match(lineage, 1, value, at, new UUID(1, hour), null, at, person, 30_000, null);
  }
}
