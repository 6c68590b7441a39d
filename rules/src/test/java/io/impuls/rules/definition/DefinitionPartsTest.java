package io.impuls.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.plan.ScoringPlanDefinition.Activity;
import io.impuls.contracts.plan.ScoringPlanDefinition.Cap;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionPartsTest {

  private static final Duration LONGEST = Duration.ofDays(30);

  @Test
  void readsActivitiesOfKnownAndCustomTypes() {
    assertThat(
            ActivityParser.parse(
                    List.of(
                        new Activity("page.viewed", null), new Activity("custom.tasting", null)),
                    "/anyOf")
                .orElseThrow())
        .extracting("eventType")
        .containsExactly("page.viewed", "custom.tasting");
  }

  @Test
  void pointsAtEveryActivityThatCannotCount() {
    assertThat(
            pointers(
                ActivityParser.parse(
                    List.of(
                        new Activity(null, null),
                        new Activity("session.ended", null),
                        new Activity("page.read", null),
                        new Activity("custom.", null),
                        new Activity("custom." + "x".repeat(249), null)),
                    "/anyOf")))
        .containsExactly(
            "/anyOf/0/event",
            "/anyOf/1/event",
            "/anyOf/2/event",
            "/anyOf/3/event",
            "/anyOf/4/event");
    assertThat(pointers(ActivityParser.parse(List.of(), "/anyOf"))).containsExactly("/anyOf");
    assertThat(
            pointers(
                ActivityParser.parse(
                    Collections.nCopies(
                        ActivityParser.MAX_ACTIVITIES + 1, new Activity("page.viewed", null)),
                    "/anyOf")))
        .containsExactly("/anyOf");
  }

  @Test
  void readsCapsUpToTheLongestWindow() {
    CapPer cap = CapParser.parse(new Cap(2, "P30D", "page.path"), "/cap", LONGEST).orElseThrow();

    assertThat(cap.sliding().limit()).isEqualTo(2);
    assertThat(cap.sliding().window()).isEqualTo(LONGEST);
    assertThat(cap.per().orElseThrow().name()).isEqualTo("page.path");
    assertThat(pointers(CapParser.parse(new Cap(1, "P30DT0.001S", null), "/cap", LONGEST)))
        .containsExactly("/cap/window");
  }

  @Test
  void pointsAtEveryFaultOfACap() {
    assertThat(pointers(CapParser.parse(new Cap(0, "a day", "page.colour"), "/cap", LONGEST)))
        .containsExactly("/cap/limit", "/cap/window", "/cap/per");
    assertThat(pointers(CapParser.parse(new Cap(1, null, null), "/cap", LONGEST)))
        .containsExactly("/cap/window");
    assertThat(pointers(CapParser.parse(new Cap(1, "PT0S", null), "/cap", LONGEST)))
        .containsExactly("/cap/window");
  }

  @Test
  void idsCanStandInKeysAndAddresses() {
    assertThat(DefinitionId.valid("t-light.v2")).isTrue();
    assertThat(DefinitionId.valid("a/b")).isFalse();
    assertThat(DefinitionId.valid("-a")).isFalse();
    assertThat(DefinitionId.valid("")).isFalse();
    assertThat(DefinitionId.valid("x".repeat(65))).isFalse();
    assertThat(DefinitionId.valid(null)).isFalse();
  }

  @Test
  void namesHaveAnEnd() {
    assertThat(DefinitionName.valid("x".repeat(DefinitionName.LONGEST))).isTrue();
    assertThat(DefinitionName.valid("x".repeat(DefinitionName.LONGEST + 1))).isFalse();
    assertThat(DefinitionName.valid(" ")).isFalse();
    assertThat(DefinitionName.valid(null)).isFalse();
  }

  private static List<String> pointers(Parsed<?> parsed) {
    return parsed.problems().stream().map(Problem::pointer).toList();
  }
}
