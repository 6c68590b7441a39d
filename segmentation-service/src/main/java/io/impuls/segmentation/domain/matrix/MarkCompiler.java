package io.impuls.segmentation.domain.matrix;

import io.impuls.contracts.Points;
import io.impuls.contracts.plan.MatrixDefinition;
import io.impuls.contracts.plan.MatrixDefinition.Row;
import io.impuls.rules.Problem;
import io.impuls.rules.pattern.TextPattern;
import io.impuls.segmentation.domain.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the tags of a row; what is wrong goes to the problems. */
final class MarkCompiler {

  private static final int MOST_MARKS = 10;
  private static final Points MOST_POINTS = Points.of(1_000_000);

  private final List<Problem> problems;

  MarkCompiler(List<Problem> problems) {
    this.problems = problems;
  }

  /**
   * Gives the tags that can be read.
   *
   * @param pattern the row's; empty where it cannot be read
   * @param at where the row stands
   */
  List<MatrixRow.Mark> marks(Row row, Optional<TextPattern> pattern, String at) {
    if (row.marks().isEmpty() || row.marks().size() > MOST_MARKS) {
      problems.add(new Problem(at + "/marks", "a row gives 1 to " + MOST_MARKS + " tags"));
      return List.of();
    }
    List<MatrixRow.Mark> marks = new ArrayList<>();
    for (int i = 0; i < row.marks().size(); i++) {
      MatrixDefinition.Mark mark = row.marks().get(i);
      String place = at + "/marks/" + i;
      if (mark == null) {
        problems.add(new Problem(place, "needs a tag"));
        continue;
      }
      MarkName name = new MarkName(mark.tag() == null ? "" : mark.tag());
      named(name, pattern, place + "/tag");
      Points points = mark.increment() == null ? Points.of(1) : mark.increment();
      if (points.thousandths() <= 0 || points.compareTo(MOST_POINTS) > 0) {
        problems.add(
            new Problem(
                place + "/increment",
                "an assignment adds something: a number above 0, at most " + MOST_POINTS));
      }
      marks.add(new MatrixRow.Mark(name, points.thousandths()));
    }
    return marks;
  }

  private void named(MarkName name, Optional<TextPattern> pattern, String at) {
    if (name.takes()) {
      Set<String> known = pattern.map(TextPattern::names).orElse(name.parts());
      name.parts().stream()
          .filter(part -> !known.contains(part))
          .findFirst()
          .ifPresent(
              part ->
                  problems.add(
                      new Problem(
                          at,
                          "the pattern has no part {"
                              + part
                              + "}: write it where the text for the tag stands")));
      if (name.written().length() > Tag.MAX_LENGTH) {
        problems.add(new Problem(at, "has at most " + Tag.MAX_LENGTH + " characters"));
      }
      return;
    }
    try {
      Tag.named(name.written());
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(at, "the tag's name " + e.getMessage()));
    }
  }
}
