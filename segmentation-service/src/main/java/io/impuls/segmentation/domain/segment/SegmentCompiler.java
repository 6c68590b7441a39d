package io.impuls.segmentation.domain.segment;

import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.contracts.plan.SegmentDefinition.State;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.definition.DefinitionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
   * @param newest the newest version of each segment that is no draft, by its id
   */
  public Parsed<Segment> compile(
      String id, int version, SegmentDefinition written, Map<String, Segment> newest) {
    Parsed<Segment> alone = compile(id, version, written);
    return alone.value().isEmpty()
        ? alone
        : Parsed.of(alone.orElseThrow(), new Neighbours(alone.orElseThrow(), newest).problems());
  }
}
