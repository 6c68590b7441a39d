package io.impuls.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.topic.Json;
import io.impuls.rules.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContradictionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'all':[{'field':'page.path','equals':'/a'},{'field':'page.path','equals':'/b'}]}",
        "{'all':[{'field':'page.path','in':['/a','/b']},{'field':'page.path','startsWith':'/c'}]}",
        "{'all':[{'field':'page.path','startsWith':'/a'},{'field':'page.path','startsWith':'/b'}]}",
        "{'all':[{'field':'order.value','gt':5},{'field':'order.value','lt':5}]}",
        "{'all':[{'field':'order.value','gte':6},{'field':'order.value','between':[1,5]}]}",
        "{'all':[{'field':'order.value','equals':7},{'field':'order.value','lt':7}]}",
        "{'all':[{'field':'page.title','exists':false},{'field':'page.title','contains':'x'}]}",
        "{'all':[{'field':'properties.p','equals':1},{'not':{'field':'properties.p','equals':1}}]}",
        "{'any':[{'all':[{'field':'page.path','equals':'/a'},{'field':'page.path','equals':'/b'}]}]}",
        "{'all':[{'field':'page.path','equals':'/a'},{'any':[{'field':'page.path','equals':'/b'},"
            + "{'field':'page.path','glob':'/c/*'}]}]}"
      })
  void findsWhatNoEventFulfils(String json) {
    assertThat(Contradictions.in(condition(json), "", List.of())).isNotEmpty();
    assertThat(Contradictions.never(condition(json))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'all':[{'field':'page.path','in':['/a','/b']},{'field':'page.path','in':['/b','/c']}]}",
        "{'all':[{'field':'order.value','gt':4.9},{'field':'order.value','lt':5}]}",
        "{'all':[{'field':'order.value','gte':5},{'field':'order.value','lte':5}]}",
        "{'all':[{'field':'page.path','startsWith':'/a'},{'field':'page.path','startsWith':'/a/b'}]}",
        // an order has several lines, and a property may be a list
        "{'all':[{'field':'product.id','equals':'1'},{'field':'product.id','equals':'2'}]}",
        "{'all':[{'field':'properties.p','equals':1},{'field':'properties.p','equals':2}]}",
        "{'any':[{'field':'page.path','equals':'/a'},{'field':'page.path','equals':'/b'}]}"
      })
  void saysNothingOfWhatAnEventMayFulfil(String json) {
    assertThat(Contradictions.in(condition(json), "", List.of())).isEmpty();
  }

  @Test
  void namesTheDeadAlternativeAmongLivingOnes() {
    Condition condition =
        condition(
            "{'any':[{'field':'page.path','equals':'/a'},"
                + "{'all':[{'field':'order.value','gt':5},{'field':'order.value','lt':5}]}]}");

    assertThat(Contradictions.in(condition, "/when", List.of()))
        .containsExactly(
            new Problem(
                "/when/any/1",
                "this can never hold: no order.value passes all of order.value gt 5,"
                    + " order.value lt 5"));
    assertThat(Contradictions.never(condition)).isFalse();
  }

  @Test
  void goesByWhatIsKnownOfEveryEvent() {
    Condition human = condition("{'field':'agent','in':['HUMAN','SUSPECT']}");

    assertThat(
            Contradictions.in(
                condition("{'field':'agent','equals':'MACHINE'}"), "", List.of(human)))
        .hasSize(1);
    assertThat(
            Contradictions.in(condition("{'field':'agent','equals':'HUMAN'}"), "", List.of(human)))
        .isEmpty();
  }

  /** As many tests as a condition may have, all on one field, are looked through once. */
  @Test
  @Timeout(10)
  void looksThroughTheLargestConditionAtOnce() {
    String tests =
        IntStream.range(0, ConditionParser.MAX_NODES - 1)
            .mapToObj(number -> "{'field':'order.value','gte':" + number + "}")
            .collect(Collectors.joining(","));

    assertThat(Contradictions.in(condition("{'all':[" + tests + "]}"), "", List.of())).isEmpty();
  }

  private static Condition condition(String json) {
    try {
      return ConditionParser.parse(Json.mapper().readTree(json.replace('\'', '"')), "")
          .orElseThrow();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
