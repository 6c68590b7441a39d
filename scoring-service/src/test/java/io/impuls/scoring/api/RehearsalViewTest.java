package io.impuls.scoring.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Points;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.scoring.domain.rehearsal.Rehearsal;
import io.impuls.scoring.domain.rehearsal.RehearsalReport;
import io.impuls.scoring.domain.rehearsal.Rehearsals.Progress;
import io.impuls.scoring.domain.rehearsal.Rehearsals.State;
import io.impuls.scoring.domain.rehearsal.Rehearsals.Task;
import io.impuls.scoring.domain.rehearsal.RuleTally;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RehearsalViewTest {

  private static final UUID RUN = new UUID(0, 1);
  private static final Instant UNTIL = Instant.parse("2026-05-01T00:00:00Z");
  private static final long WIDTH = Points.of(10).thousandths();

  /** A rehearsal looks at events only: what it does not know of a rule it must not say. */
  @Test
  void saysWhichRulesByTraitAreLeftOut() {
    ScoringPlan current = plan(1, "krakow");
    ScoringPlan draft = plan(2, "gdansk");
    RehearsalReport report =
        new Rehearsal(Optional.of(current), draft, Optional.empty(), UNTIL, WIDTH).report();
    Task task = new Task(RUN, Optional.of(current), draft, true, Optional.empty(), WIDTH);

    RehearsalView.Report shown =
        RehearsalView.of(
                new Progress(RUN, task, State.DONE, UNTIL, UNTIL, 0, 0, 100, 0, null, report))
            .report();

    assertThat(shown.leftOut()).containsExactly("krakow", "gdansk");
    assertThat(shown.neverFired()).containsExactly("visit");
    assertThat(shown.rulesAfter()).extracting(RuleTally::rule).containsExactly("visit");
  }

  private static ScoringPlan plan(int version, String city) {
    return TestPlans.plan(
        "local",
        version,
        TestPlans.BEGIN,
        """
        {"name": "Local", "rules": [
          {"id": "%s", "points": 5, "trait": {"field": "contact.city", "equals": "%s"}},
          {"id": "visit", "anyOf": [{"event": "page.viewed"}], "points": 10}]}
        """
            .formatted(city, city));
  }
}
