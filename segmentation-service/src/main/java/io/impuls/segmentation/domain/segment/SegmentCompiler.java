package io.impuls.segmentation.domain.segment;

import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.contracts.plan.SegmentDefinition.State;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.definition.DefinitionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Turns what a marketer wrote into a segment, or into everything that is wrong with it. */
public final class SegmentCompiler {

  /** Longest description, in characters. */
  static final int MOST_WORDS = 2_000;

  private final Duration longest;

  /**
   * Makes the compiler.
   *
   * @param longest longest window: what happened is kept only so long
   */
  public SegmentCompiler(Duration longest) {
    this.longest = longest;
  }

  /** Gives the compiled segment, or all problems with pointers into the definition. */
  public Parsed<Segment> compile(String id, int version, SegmentDefinition written) {
    List<Problem> problems = new ArrayList<>();
    if (!DefinitionName.valid(written.name())) {
      problems.add(new Problem("/name", "a segment " + DefinitionName.RULE));
    }
    if (written.description() != null && written.description().length() > MOST_WORDS) {
      problems.add(new Problem("/description", "has at most " + MOST_WORDS + " characters"));
    }
    NodeParser parser = new NodeParser(longest, problems);
    SegmentNode root = parser.root(written.when(), "/when");
    return problems.isEmpty()
        ? new Parsed.Ok<>(
            new Segment(
                id,
                version,
                written.name(),
                written.state(),
                written.state() == State.RETIRED ? new SegmentNode.Nobody() : root))
        : new Parsed.Failed<>(problems);
  }

  /**
   * Gives the compiled segment, or also what is wrong with it among the others.
   *
   * @param newest gives the newest version of another segment that is no draft
   */
  public Parsed<Segment> compile(
      String id,
      int version,
      SegmentDefinition written,
      Function<String, Optional<Segment>> newest) {
    Parsed<Segment> alone = compile(id, version, written);
    if (alone.value().isEmpty()) {
      return alone;
    }
    List<Problem> problems = new ArrayList<>();
    Map<String, Set<String>> asked = new HashMap<>();
    Set<String> named = named(alone.orElseThrow().root());
    for (String other : named) {
      if (!other.equals(id) && newest.apply(other).isEmpty()) {
        problems.add(
            new Problem("/when", "there is no segment '" + other + "': publish that one first"));
      }
      circle(id, other, newest, asked)
          .ifPresent(
              around ->
                  problems.add(
                      new Problem(
                          "/when",
                          "the segments ask each other in a circle: "
                              + id
                              + " -> "
                              + String.join(" -> ", around))));
    }
    return Parsed.of(alone.orElseThrow(), problems);
  }

  /** Gives the way from a segment back to {@code id}, both included; empty where there is none. */
  private static Optional<List<String>> circle(
      String id,
      String at,
      Function<String, Optional<Segment>> newest,
      Map<String, Set<String>> asked) {
    if (at.equals(id)) {
      return Optional.of(List.of(id));
    }
    if (asked.containsKey(at)) {
      return Optional.empty();
    }
    Set<String> others =
        newest.apply(at).map(Segment::root).map(SegmentCompiler::named).orElse(Set.of());
    asked.put(at, others);
    for (String other : others) {
      Optional<List<String>> way = circle(id, other, newest, asked);
      if (way.isPresent()) {
        List<String> around = new ArrayList<>(List.of(at));
        around.addAll(way.get());
        return Optional.of(around);
      }
    }
    return Optional.empty();
  }

  /** Gives the ids of the segments that a condition names. */
  private static Set<String> named(SegmentNode node) {
    Set<String> found = new TreeSet<>();
    if (node instanceof SegmentNode.Member member) {
      found.add(member.segment());
    } else if (node instanceof SegmentNode.All all) {
      all.parts().forEach(part -> found.addAll(named(part)));
    } else if (node instanceof SegmentNode.Any any) {
      any.parts().forEach(part -> found.addAll(named(part)));
    } else if (node instanceof SegmentNode.Not not) {
      found.addAll(named(not.part()));
    }
    return found;
  }
}
