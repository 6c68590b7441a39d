package io.impuls.rules.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Product;
import java.util.List;
import java.util.Objects;

/**
 * A compiled condition on one event. Immutable, safe to share between threads; it looks at nothing
 * but the event, so the same event always gives the same answer.
 */
public sealed interface Condition
    permits Condition.Always, Condition.All, Condition.Any, Condition.Not, FieldTest {

  /** Holds for every event. */
  Condition ALWAYS = new Always();

  /** Whether the condition holds for {@code event}. */
  default boolean test(Event event) {
    return test(event, null);
  }

  /**
   * Whether the condition holds for {@code event}, with {@code product.*} meaning this one item.
   *
   * @param item one of the event's products; null means any of them
   */
  boolean test(Event event, Product item);

  /** Gives the result with the result of each part and the values that each test saw. */
  Explanation explain(Event event);

  /** Gives the canonical text: parsing it gives an equal condition. */
  JsonNode toJson();

  /** Holds for every event; written by leaving the condition out. */
  record Always() implements Condition {
    @Override
    public boolean test(Event event, Product item) {
      return true;
    }

    @Override
    public Explanation explain(Event event) {
      return new Explanation("always", true, List.of(), List.of());
    }

    @Override
    public JsonNode toJson() {
      return JsonNodeFactory.instance.nullNode();
    }
  }

  /** Holds when every part holds. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean test(Event event, Product item) {
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).test(event, item)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public Explanation explain(Event event) {
      List<Explanation> each = parts.stream().map(part -> part.explain(event)).toList();
      return new Explanation("all", each.stream().allMatch(Explanation::result), List.of(), each);
    }

    @Override
    public JsonNode toJson() {
      return group("all", parts);
    }
  }

  /** Holds when at least one part holds. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean test(Event event, Product item) {
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).test(event, item)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Explanation explain(Event event) {
      List<Explanation> each = parts.stream().map(part -> part.explain(event)).toList();
      return new Explanation("any", each.stream().anyMatch(Explanation::result), List.of(), each);
    }

    @Override
    public JsonNode toJson() {
      return group("any", parts);
    }
  }

  /** Holds when the part does not. */
  record Not(Condition part) implements Condition {
    public Not {
      Objects.requireNonNull(part, "part");
    }

    @Override
    public boolean test(Event event, Product item) {
      return !part.test(event, item);
    }

    @Override
    public Explanation explain(Event event) {
      Explanation inner = part.explain(event);
      return new Explanation("not", !inner.result(), List.of(), List.of(inner));
    }

    @Override
    public JsonNode toJson() {
      return JsonNodeFactory.instance.objectNode().set("not", part.toJson());
    }
  }

  private static JsonNode group(String name, List<Condition> parts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    parts.forEach(part -> array.add(part.toJson()));
    return JsonNodeFactory.instance.objectNode().set(name, array);
  }
}
