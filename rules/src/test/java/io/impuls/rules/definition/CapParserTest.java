package io.impuls.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Points;
import io.impuls.contracts.plan.ScoringPlanDefinition.Cap;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.ledger.Cap.Limit;
import io.impuls.rules.ledger.Cap.Overflow;
import io.impuls.rules.time.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapParserTest {

  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Points FIFTY = new Points(50_000);

  private final CapParser parser = new CapParser(LONGEST, "Europe/Warsaw");

  @Test
  void readsSlidingCapsUpToTheLongestWindow() {
    CapPer cap = parser.parse(new Cap(2, "P30D", "page.path"), "/cap").orElseThrow();

    assertThat(cap.cap().limit()).isEqualTo(new Limit.Awards(2));
    assertThat(cap.cap().window()).isEqualTo(new Window.Sliding(LONGEST));
    assertThat(cap.per().orElseThrow().name()).isEqualTo("page.path");
    assertThat(pointers(new Cap(1, "P30DT0.001S", null))).containsExactly("/cap/window");
  }

  @Test
  void pointsAtEveryFaultOfASlidingCap() {
    assertThat(pointers(new Cap(0, "a day", "page.colour")))
        .containsExactly("/cap/limit", "/cap/window", "/cap/per");
    assertThat(pointers(new Cap(1, null, null))).containsExactly("/cap/window");
    assertThat(pointers(new Cap(1, "PT0S", null))).containsExactly("/cap/window");
  }

  @Test
  void readsStretchesOfTheCalendarInThePlansZoneOrTheirOwn() {
    assertThat(parsed(new Cap(1, null, null, null, null, "DAY", null, null)).cap().window())
        .isEqualTo(new Window.Calendar(Window.Unit.DAY, ZoneId.of("Europe/Warsaw")));
    assertThat(parsed(new Cap(1, null, null, null, null, "WEEK", "Asia/Tokyo", null)).cap())
        .extracting(io.impuls.rules.ledger.Cap::window)
        .isEqualTo(new Window.Calendar(Window.Unit.WEEK, ZoneId.of("Asia/Tokyo")));

    assertThat(pointers(new Cap(1, null, null, null, null, "YEAR", "Mars", null)))
        .containsExactly("/cap/calendar", "/cap/zone");
    // 31 days and the change of a clock are more than the 30 days for which matches are kept
    assertThat(pointers(new Cap(1, null, null, null, null, "MONTH", null, null)))
        .containsExactly("/cap/calendar");
    assertThat(pointers(new Cap(1, "PT1H", null, null, null, null, "Asia/Tokyo", null)))
        .containsExactly("/cap/zone");
  }

  @Test
  void readsLimitsOfPoints() {
    assertThat(parsed(new Cap(0, "PT24H", null, FIFTY, null, null, null, null)).cap().limit())
        .isEqualTo(new Limit.Sum(50_000, Overflow.CLIP));
    assertThat(
            parsed(new Cap(0, "PT24H", null, FIFTY, "ALL_OR_NOTHING", null, null, null))
                .cap()
                .limit())
        .isEqualTo(new Limit.Sum(50_000, Overflow.ALL_OR_NOTHING));

    assertThat(pointers(new Cap(1, "PT24H", null, FIFTY, null, null, null, null)))
        .containsExactly("/cap/points");
    assertThat(pointers(new Cap(0, "PT24H", null, Points.ZERO, "CUT", null, null, null)))
        .containsExactly("/cap/overflow", "/cap/points");
    assertThat(pointers(new Cap(1, "PT24H", null, null, "CLIP", null, null, null)))
        .containsExactly("/cap/overflow");
  }

  @Test
  void readsACooldownAsOneAwardAndThenARest() {
    assertThat(parsed(new Cap(0, null, null, null, null, null, null, "PT2H")).cap())
        .isEqualTo(io.impuls.rules.ledger.Cap.sliding(1, Duration.ofHours(2)));

    assertThat(pointers(new Cap(3, null, null, null, null, null, null, "PT2H")))
        .containsExactly("/cap/cooldown");
    assertThat(pointers(new Cap(1, "PT1H", null, null, null, "DAY", null, null)))
        .containsExactly("/cap");
  }

  @Test
  void readsCapsOfAVisitAndOfALifetime() {
    CapPer visit = parsed(new Cap(1, null, "page.path", null, null, null, null, null, "SESSION"));
    CapPer ever = parsed(new Cap(3, null, null, null, null, null, null, null, "LIFETIME"));

    assertThat(visit.perVisit()).isTrue();
    assertThat(visit.per().orElseThrow().name()).isEqualTo("page.path");
    assertThat(ever.perVisit()).isFalse();
    assertThat(ever.cap().window()).isEqualTo(new Window.Lifetime());
    assertThat(ever.cap().words()).isEqualTo("at most 3 in a lifetime");
    assertThat(pointers(new Cap(1, null, null, null, null, null, null, null, "WEEK")))
        .containsExactly("/cap/during");
    assertThat(pointers(new Cap(1, "PT1H", null, null, null, null, null, null, "LIFETIME")))
        .containsExactly("/cap");
  }

  private CapPer parsed(Cap written) {
    return parser.parse(written, "/cap").orElseThrow();
  }

  private List<String> pointers(Cap written) {
    Parsed<CapPer> parsed = parser.parse(written, "/cap");
    return parsed.problems().stream().map(Problem::pointer).toList();
  }
}
