package io.impuls.segmentation.domain.segment;

import io.impuls.rules.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a new version of a segment is among the others: whom it asks, and who asks it. */
final class Neighbours {

  /** Most parts of a segment and of all that it asks, however deep; each segment counts once. */
  static final int MOST_ALTOGETHER = 1_000;

  private final String id;
  private final Asking before;
  private final Asking after;

  /**
   * Looks at a new version.
   *
   * @param others the newest version of each segment that is no draft, by its id
   */
  Neighbours(Segment segment, Map<String, Segment> others) {
    id = segment.id();
    before = new Asking(others);
    Map<String, Segment> next = new TreeMap<>(others);
    next.put(id, segment);
    after = new Asking(next);
  }

  /** Gives what is wrong. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    Map<String, Set<String>> asked = new HashMap<>();
    for (String other : after.named(id)) {
      if (!after.has(other)) {
        problems.add(wrong("there is no segment '" + other + "': publish that one first"));
      }
      circle(other, asked)
          .ifPresent(
              around ->
                  problems.add(
                      wrong(
                          "the segments ask each other in a circle: "
                              + id
                              + " -> "
                              + String.join(" -> ", around))));
    }
    if (problems.isEmpty()) {
      tooLarge().ifPresent(problems::add);
    }
    return problems;
  }

  /** What is too large already may become smaller, and be retired. */
  private Optional<Problem> tooLarge() {
    long own = after.parts(id);
    if (own > MOST_ALTOGETHER && own > before.parts(id)) {
      return Optional.of(
          wrong(
              "this segment and all that it asks have %d parts altogether, and at most %d can be: %s"
                  .formatted(own, MOST_ALTOGETHER, "ask fewer segments, or simpler ones")));
    }
    for (String other : before.all()) {
      if (after.reach(other).contains(id)) {
        long theirs = after.parts(other);
        if (theirs > MOST_ALTOGETHER && theirs > before.parts(other)) {
          return Optional.of(
              wrong(
                  "the segment '%s' asks this one, and would have %d parts altogether, while at most %d can be: %s"
                      .formatted(
                          other, theirs, MOST_ALTOGETHER, "make this one simpler, or that one")));
        }
      }
    }
    return Optional.empty();
  }

  /** Gives the way from a segment back to this one, both included; empty where there is none. */
  private Optional<List<String>> circle(String at, Map<String, Set<String>> asked) {
    if (at.equals(id)) {
      return Optional.of(List.of(id));
    }
    if (asked.containsKey(at)) {
      return Optional.empty();
    }
    Set<String> others = after.named(at);
    asked.put(at, others);
    for (String other : others) {
      Optional<List<String>> way = circle(other, asked);
      if (way.isPresent()) {
        List<String> around = new ArrayList<>(List.of(at));
        around.addAll(way.get());
        return Optional.of(around);
      }
    }
    return Optional.empty();
  }

  private static Problem wrong(String message) {
    return new Problem("/when", message);
  }
}
