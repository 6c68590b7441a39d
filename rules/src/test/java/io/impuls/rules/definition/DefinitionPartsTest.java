package io.impuls.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.plan.ScoringPlanDefinition.Activity;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionPartsTest {

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
