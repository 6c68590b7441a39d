package io.impuls.segmentation.domain.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.Points;
import io.impuls.contracts.plan.ScoringPlanDefinition.Activity;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.definition.ActivityParser;
import io.impuls.rules.definition.DefinitionId;
import io.impuls.rules.definition.Durations;
import io.impuls.rules.index.Branch;
import io.impuls.segmentation.domain.Tag;
import io.impuls.segmentation.domain.segment.SegmentNode.Deed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what a segment asks of one thing: acts, a tag, a score, a band.
 *
 * @param longest longest window
 * @param problems takes what is wrong
 */
record LeafParser(Duration longest, List<Problem> problems) {

  private static final int MOST_STEPS = 5;
  private static final int MOST_TIMES = 1_000_000;

  SegmentNode event(JsonNode written, String at) {
    if (!object(written, at, Set.of("anyOf", "within", "atLeast", "atMost"))) {
      return null;
    }
    Duration within = null;
    if (written.hasNonNull("within")) {
      within = within(written, at).orElse(null);
    }
    Optional<List<Branch>> anyOf = anyOf(written.path("anyOf"), at + "/anyOf");
    OptionalInt atLeast = times(written, at, "atLeast");
    OptionalInt atMost = times(written, at, "atMost");
    if (atLeast.isPresent() && atMost.isPresent() && atLeast.getAsInt() > atMost.getAsInt()) {
      problem(at + "/atMost", "is not less than \"atLeast\"");
    }
    // "at most twice" is also who never did it
    int least = atLeast.orElse(atMost.isPresent() ? 0 : 1);
    if (anyOf.isEmpty()) {
      return null;
    }
    Deed deed = new Deed(anyOf.get(), Lineages.did(anyOf.get(), within));
    return new SegmentNode.Did(deed, within, least, atMost);
  }

  SegmentNode sequence(JsonNode written, String at) {
    if (!object(written, at, Set.of("steps", "within"))) {
      return null;
    }
    Optional<Duration> within = within(written, at);
    JsonNode steps = written.path("steps");
    if (!steps.isArray() || steps.size() < 2 || steps.size() > MOST_STEPS) {
      return problem(
          at + "/steps", "needs 2 to " + MOST_STEPS + " steps, each a list of activities");
    }
    List<Deed> deeds = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      anyOf(steps.get(i), at + "/steps/" + i)
          .filter(any -> within.isPresent())
          .ifPresent(anyOf -> deeds.add(new Deed(anyOf, Lineages.did(anyOf, within.get()))));
    }
    return within.isEmpty() || deeds.size() < steps.size()
        ? null
        : new SegmentNode.Sequence(deeds, within.get());
  }

  SegmentNode tag(JsonNode written, String at) {
    if (!object(written, at, Set.of("name", "atLeast", "absent"))) {
      return null;
    }
    boolean absent = written.path("absent").booleanValue();
    if (absent && written.hasNonNull("atLeast")) {
      problem(at + "/atLeast", "leave it out: who does not have the tag has no points of it");
    }
    OptionalLong atLeast = points(written, at, "atLeast");
    if (atLeast.isPresent() && atLeast.getAsLong() <= 0) {
      problem(at + "/atLeast", "is more than 0; for those without the tag write \"absent\": true");
    }
    try {
      Tag tag = Tag.named(written.path("name").asText(""));
      SegmentNode has = new SegmentNode.HasTag(tag.key(), atLeast.orElse(1));
      return absent ? new SegmentNode.Not(has) : has;
    } catch (IllegalArgumentException e) {
      return problem(at + "/name", "the tag's name " + e.getMessage());
    }
  }

  SegmentNode score(JsonNode written, String at) {
    if (!object(written, at, Set.of("plan", "atLeast", "atMost"))) {
      return null;
    }
    OptionalLong atLeast = points(written, at, "atLeast");
    OptionalLong atMost = points(written, at, "atMost");
    if (atLeast.isEmpty() && atMost.isEmpty()) {
      problem(at, "needs \"atLeast\" or \"atMost\", a number of points");
    }
    return plan(written, at)
        .<SegmentNode>map(plan -> new SegmentNode.Score(plan, atLeast, atMost))
        .orElse(null);
  }

  SegmentNode band(JsonNode written, String at) {
    if (!object(written, at, Set.of("plan", "band"))) {
      return null;
    }
    String band = written.path("band").asText("");
    if (band.isBlank()) {
      problem(at + "/band", "needs the name of a band of the plan");
    }
    return plan(written, at)
        .<SegmentNode>map(plan -> new SegmentNode.Band(plan, band))
        .orElse(null);
  }

  private Optional<String> plan(JsonNode written, String at) {
    String plan = written.path("plan").asText("");
    if (!DefinitionId.valid(plan)) {
      problem(at + "/plan", "needs the id of a scoring plan");
      return Optional.empty();
    }
    return Optional.of(plan);
  }

  private Optional<List<Branch>> anyOf(JsonNode written, String at) {
    if (!written.isArray()) {
      problem(at, "needs a list of activities such as [{\"event\": \"page.viewed\"}]");
      return Optional.empty();
    }
    List<Activity> activities = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      if (object(written.get(i), at + "/" + i, Set.of("event", "when"))) {
        JsonNode activity = written.get(i);
        activities.add(new Activity(activity.path("event").textValue(), activity.get("when")));
      }
    }
    if (activities.size() < written.size()) {
      return Optional.empty();
    }
    Parsed<List<Branch>> parsed = ActivityParser.parse(activities, at);
    problems.addAll(parsed.problems());
    return parsed.value();
  }

  private Optional<Duration> within(JsonNode written, String at) {
    Optional<Duration> within = Durations.parse(written.path("within").textValue(), longest);
    if (within.isEmpty()) {
      problem(
          at + "/within",
          "needs an ISO 8601 duration such as \"P30D\", more than nothing and at most " + longest);
    }
    return within;
  }

  private OptionalInt times(JsonNode written, String at, String name) {
    JsonNode times = written.path(name);
    if (times.isMissingNode() || times.isNull()) {
      return OptionalInt.empty();
    }
    if (!times.isIntegralNumber() || times.longValue() < 0 || times.longValue() > MOST_TIMES) {
      problem(at + "/" + name, "is a whole number from 0 to " + MOST_TIMES);
      return OptionalInt.empty();
    }
    return OptionalInt.of(times.intValue());
  }

  private OptionalLong points(JsonNode written, String at, String name) {
    JsonNode points = written.path(name);
    if (points.isMissingNode() || points.isNull()) {
      return OptionalLong.empty();
    }
    try {
      if (points.isNumber()) {
        return OptionalLong.of(Points.of(points.decimalValue()).thousandths());
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // said below, as of anything else that is no number of points
    }
    problem(at + "/" + name, "is a number of points with at most three decimals");
    return OptionalLong.empty();
  }

  private boolean object(JsonNode written, String at, Set<String> known) {
    if (!written.isObject()) {
      problem(at, "needs an object with " + String.join(", ", new TreeSet<>(known)));
      return false;
    }
    boolean right = true;
    for (var names = written.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        problem(at + "/" + name, "is not known here: " + String.join(", ", new TreeSet<>(known)));
        right = false;
      }
    }
    return right;
  }

  private SegmentNode problem(String at, String message) {
    problems.add(new Problem(at, message));
    return null;
  }
}
