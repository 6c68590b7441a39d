package io.impuls.rules.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.VisitSource;
import io.impuls.rules.TestEvents;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Conditions and events over so few words that they often meet. */
public final class RandomConditions {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 4;
  private static final String[] WORDS = {"/a", "/a/b", "/b", "LANTERN", "ORGANIC", "1"};

  private RandomConditions() {}

  public static Arbitrary<Condition> conditions() {
    return json(MAX_DEPTH).map(node -> ConditionParser.parse(node, "").orElseThrow());
  }

  public static Arbitrary<String> types() {
    return Arbitraries.of("page.viewed", "order.placed", "custom.x");
  }

  public static Arbitrary<Event> events() {
    Arbitrary<Product> product =
        Combinators.combine(
                Arbitraries.of(WORDS), Arbitraries.of("1", "2.50", "0"), Arbitraries.of("1", "-1"))
            .as(TestEvents::product);
    Arbitrary<Object> value =
        Arbitraries.of("1", "/a", 1, 2.5, 2L, true, List.of("LANTERN", 2), Map.of("b", "/b"));
    return Combinators.combine(
            types(),
            Arbitraries.of(WORDS),
            product.list().ofMaxSize(3),
            value,
            Arbitraries.of(Agent.Verdict.values()),
            Arbitraries.of(VisitSource.Kind.values()).injectNull(0.3))
        .as(
            (type, path, products, property, agent, visit) ->
                TestEvents.event(type)
                    .on(TestEvents.pageView(path).page())
                    .with(products)
                    .with(Map.of("p", property))
                    .resolved(
                        new Agent(agent, null), visit == null ? null : new VisitSource(visit, "x"))
                    .build());
  }

  private static Arbitrary<JsonNode> json(int depth) {
    Arbitrary<JsonNode> test = Arbitraries.oneOf(texts(), texts(), numbers(), free());
    if (depth == 0) {
      return test;
    }
    Arbitrary<JsonNode> deeper = json(depth - 1);
    return Arbitraries.oneOf(
        test,
        group("all", deeper),
        group("any", deeper),
        deeper.map(inner -> JSON.objectNode().set("not", inner)));
  }

  private static Arbitrary<JsonNode> group(String name, Arbitrary<JsonNode> part) {
    return part.list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(
            parts -> {
              ArrayNode array = JSON.arrayNode().addAll(parts);
              return JSON.objectNode().set(name, array);
            });
  }

  private static Arbitrary<JsonNode> texts() {
    Arbitrary<String> fields =
        Arbitraries.of("page.path", "product.name", "items.id", "page.title");
    Arbitrary<String> operators =
        Arbitraries.of("equals", "equals", "contains", "startsWith", "endsWith", "glob", "matches");
    Arbitrary<JsonNode> one =
        Combinators.combine(fields, operators, Arbitraries.of(WORDS))
            .as((field, op, word) -> JSON.objectNode().put("field", field).put(op, word));
    Arbitrary<JsonNode> several =
        Combinators.combine(fields, Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(3))
            .as(
                (field, words) -> {
                  ArrayNode list = JSON.arrayNode();
                  words.forEach(list::add);
                  return JSON.objectNode().put("field", field).set("in", list);
                });
    return Arbitraries.oneOf(one, several);
  }

  private static Arbitrary<JsonNode> numbers() {
    return Combinators.combine(
            Arbitraries.of("product.price", "items.quantity", "order.value"),
            Arbitraries.of("equals", "gt", "gte", "lt", "lte"),
            Arbitraries.of(-1, 0, 1, 2))
        .as((field, op, number) -> JSON.objectNode().put("field", field).put(op, number));
  }

  private static Arbitrary<JsonNode> free() {
    Arbitrary<JsonNode> scalar =
        Arbitraries.of(
            JSON.textNode("1"),
            JSON.numberNode(1),
            JSON.numberNode(2.5),
            JSON.booleanNode(true),
            JSON.textNode("/b"));
    return Combinators.combine(
            Arbitraries.of("properties.p", "properties.p.b", "traits.p"),
            Arbitraries.of("equals", "in", "exists"),
            scalar)
        .as(
            (field, op, value) -> {
              JsonNode operand =
                  switch (op) {
                    case "in" -> JSON.arrayNode().add(value);
                    case "exists" -> JSON.booleanNode(value.isNumber());
                    default -> value;
                  };
              return JSON.objectNode().put("field", field).set(op, operand);
            });
  }
}
