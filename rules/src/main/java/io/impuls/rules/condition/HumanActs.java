package io.impuls.rules.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.impuls.contracts.event.Agent;
import java.util.ArrayList;
import java.util.List;

/** What is certain of the events for which a rule can give something. */
public final class HumanActs {

  private static final String SESSION = "session.";

  private HumanActs() {}

  /** Gives what holds for all of them that have a type, to look for {@link Contradictions}. */
  public static List<Condition> certain(String eventType) {
    List<Condition> certain = new ArrayList<>();
    JsonNode notMachines =
        JsonNodeFactory.instance
            .arrayNode()
            .add(Agent.Verdict.HUMAN.name())
            .add(Agent.Verdict.SUSPECT.name());
    certain.add(test("agent", Operator.IN, notMachines));
    certain.add(test("type", Operator.EQUALS, TextNode.valueOf(eventType)));
    if (!eventType.startsWith(SESSION)) {
      SessionFields.all()
          .keySet()
          .forEach(name -> certain.add(test(name, Operator.EXISTS, BooleanNode.FALSE)));
    }
    return certain;
  }

  private static Condition test(String field, Operator operator, JsonNode operand) {
    return new FieldTest(EventFields.find(field).orElseThrow(), operator, operand);
  }
}
