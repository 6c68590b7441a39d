package io.impuls.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.Json;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConditionPropertiesTest {

  @Provide
  Arbitrary<Condition> conditions() {
    return RandomConditions.conditions();
  }

  @Provide
  Arbitrary<Event> events() {
    return RandomConditions.events();
  }

  @Property
  void readsBackWhatItWrites(@ForAll("conditions") Condition condition)
      throws JsonProcessingException {
    String text = Json.mapper().writeValueAsString(condition.toJson());

    assertThat(ConditionParser.parse(Json.mapper().readTree(text), "").orElseThrow())
        .isEqualTo(condition);
  }

  @Property
  void explainsTheSameResultAsItGives(
      @ForAll("conditions") Condition condition, @ForAll("events") Event event) {
    assertThat(condition.explain(event).result()).isEqualTo(condition.test(event));
  }

  @Property
  void whatIsCalledImpossibleHoldsForNoEvent(
      @ForAll("conditions") Condition condition, @ForAll("events") Event event) {
    assertThat(Contradictions.never(condition) && condition.test(event)).isFalse();
  }

  @Property
  void judgesAnEventThatWasWrittenAndReadTheSame(
      @ForAll("conditions") Condition condition, @ForAll("events") Event event)
      throws JsonProcessingException {
    String text = Json.mapper().writeValueAsString(event);

    Event read = Json.mapper().readValue(text, Event.class);

    assertThat(condition.test(read)).isEqualTo(condition.test(event));
  }
}
