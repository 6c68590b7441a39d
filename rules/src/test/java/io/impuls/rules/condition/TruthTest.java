package io.impuls.rules.condition;

import static io.impuls.rules.condition.Truth.NO;
import static io.impuls.rules.condition.Truth.UNKNOWN;
import static io.impuls.rules.condition.Truth.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.TestEvents;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known is that the city is Kraków and the size 42; unknown is the plan. */
class TruthTest {

  private static final Map<String, Object> KNOWN =
      Map.of(
          "city",
          "Kraków",
          "size",
          42,
          "address",
          Map.of("zip", "30-001"),
          "tags",
          List.of("a", "b"));
  private static final String CITY = "{\"field\": \"contact.city\", \"equals\": \"Kraków\"}";
  private static final String OTHER = "{\"field\": \"contact.city\", \"equals\": \"Gdańsk\"}";
  private static final String PLAN = "{\"field\": \"contact.plan\", \"equals\": \"gold\"}";

  @Test
  void aTestOfWhatIsKnownIsTrueOrFalse() {
    assertThat(truth(CITY)).isEqualTo(YES);
    assertThat(truth(OTHER)).isEqualTo(NO);
    assertThat(truth("{\"field\": \"contact.size\", \"gte\": 42}")).isEqualTo(YES);
    assertThat(truth("{\"field\": \"contact.address.zip\", \"startsWith\": \"30-\"}"))
        .isEqualTo(YES);
    assertThat(truth("{\"field\": \"contact.tags\", \"equals\": \"b\"}")).isEqualTo(YES);
    assertThat(truth("{\"not\": " + OTHER + "}")).isEqualTo(YES);
  }

  /** 3.25: unknown is not "no". */
  @Test
  void aTestOfWhatIsUnknownIsNeitherAndSoIsItsNegation() {
    assertThat(truth(PLAN)).isEqualTo(UNKNOWN);
    assertThat(truth("{\"not\": " + PLAN + "}")).isEqualTo(UNKNOWN);
  }

  @Test
  void onlyExistsAsksWhetherSomethingIsKnown() {
    assertThat(truth("{\"field\": \"contact.plan\", \"exists\": false}")).isEqualTo(YES);
    assertThat(truth("{\"field\": \"contact.plan\", \"exists\": true}")).isEqualTo(NO);
    assertThat(truth("{\"not\": {\"field\": \"contact.plan\", \"exists\": true}}")).isEqualTo(YES);
    assertThat(truth("{\"field\": \"contact.city\", \"exists\": true}")).isEqualTo(YES);
  }

  /** As Kleene has it: what decides alone decides, also beside the unknown. */
  @ParameterizedTest
  @CsvSource({
    "all, CITY, PLAN, UNKNOWN", "all, OTHER, PLAN, NO", "all, CITY, CITY, YES",
    "any, CITY, PLAN, YES", "any, OTHER, PLAN, UNKNOWN", "any, OTHER, OTHER, NO"
  })
  void whatDecidesAloneDecides(String group, String one, String other, Truth expected) {
    Map<String, String> tests = Map.of("CITY", CITY, "OTHER", OTHER, "PLAN", PLAN);

    assertThat(truth("{\"%s\": [%s, %s]}".formatted(group, tests.get(one), tests.get(other))))
        .isEqualTo(expected);
  }

  @Test
  void aConditionOnContactsKnowsNoFieldsOfEvents() {
    Parsed<Condition> parsed =
        ConditionParser.parseOfContact(
            TestEvents.json("{\"field\": \"traits.city\", \"equals\": \"Kraków\"}"), "/trait");

    assertThat(parsed.problems())
        .containsExactly(
            new Problem(
                "/trait/field", "unknown field \"traits.city\"; did you mean contact.city?"));
  }

  @Test
  void aConditionOnEventsKnowsNoFieldsOfContacts() {
    assertThat(ConditionParser.parse(TestEvents.json(CITY), "/when").problems())
        .containsExactly(
            new Problem(
                "/when/field",
                "no event has it: \"contact.\" fields stand in a rule's \"trait\" only"));
  }

  private static Truth truth(String condition) {
    return Truth.of(
        ConditionParser.parseOfContact(TestEvents.json(condition), "").orElseThrow(),
        ContactFields.contact(KNOWN));
  }
}
