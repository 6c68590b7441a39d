package io.impuls.segmentation.domain.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.rules.Problem;
import io.impuls.rules.condition.ConditionParser;
import io.impuls.rules.definition.DefinitionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the condition of a segment; everything that is wrong is noted with its place. */
final class NodeParser {

  /** Deepest nesting of {@code all}, {@code any} and {@code not}. */
  static final int MOST_DEPTH = 16;

  /** Most parts of one condition. */
  static final int MOST_NODES = 200;

  private static final Set<String> KINDS =
      new TreeSet<>(
          Set.of(
              "all",
              "any",
              "not",
              "event",
              "sequence",
              "tag",
              "score",
              "band",
              "contact",
              "segment"));

  private static final String SHAPE =
      "needs an object with one of "
          + String.join(", ", KINDS)
          + ", such as {\"tag\": {\"name\": \"KREDYT\"}}";

  private final List<Problem> problems;
  private final LeafParser leaves;
  private int nodes;

  NodeParser(Duration longest, List<Problem> problems) {
    this.problems = problems;
    this.leaves = new LeafParser(longest, problems);
  }

  /** Gives the condition; null after a problem was noted. */
  SegmentNode root(JsonNode written, String at) {
    return node(written, at, 1);
  }

  private SegmentNode node(JsonNode written, String at, int depth) {
    if (++nodes > MOST_NODES) {
      return nodes == MOST_NODES + 1
          ? problem(
              at, "a segment has at most " + MOST_NODES + " parts: name others by \"segment\"")
          : null;
    }
    if (depth > MOST_DEPTH) {
      return problem(at, "conditions nest at most " + MOST_DEPTH + " deep: flatten the groups");
    }
    if (written == null || !written.isObject() || written.size() != 1) {
      return problem(at, SHAPE);
    }
    String kind = written.fieldNames().next();
    JsonNode inside = written.get(kind);
    String place = at + "/" + kind;
    return switch (kind) {
      case "all" -> group(inside, place, depth, true);
      case "any" -> group(inside, place, depth, false);
      case "not" -> {
        SegmentNode part = node(inside, place, depth + 1);
        yield part == null ? null : new SegmentNode.Not(part);
      }
      case "event" -> leaves.event(inside, place);
      case "sequence" -> leaves.sequence(inside, place);
      case "tag" -> leaves.tag(inside, place);
      case "score" -> leaves.score(inside, place);
      case "band" -> leaves.band(inside, place);
      case "contact" -> contact(inside, place);
      case "segment" -> segment(inside, place);
      default -> problem(at, SHAPE);
    };
  }

  private SegmentNode group(JsonNode written, String at, int depth, boolean all) {
    if (!written.isArray() || written.isEmpty()) {
      return problem(at, "needs a list of at least one condition");
    }
    List<SegmentNode> parts = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      SegmentNode part = node(written.get(i), at + "/" + i, depth + 1);
      if (part != null) {
        parts.add(part);
      }
    }
    return all ? new SegmentNode.All(parts) : new SegmentNode.Any(parts);
  }

  private SegmentNode contact(JsonNode written, String at) {
    var condition = ConditionParser.parseOfContact(written, at);
    problems.addAll(condition.problems());
    return condition.value().map(SegmentNode.Contact::new).orElse(null);
  }

  private SegmentNode segment(JsonNode written, String at) {
    return written.isTextual() && DefinitionId.valid(written.textValue())
        ? new SegmentNode.Member(written.textValue())
        : problem(at, "needs the id of another segment, such as \"regulars\"");
  }

  private SegmentNode problem(String at, String message) {
    problems.add(new Problem(at, message));
    return null;
  }
}
