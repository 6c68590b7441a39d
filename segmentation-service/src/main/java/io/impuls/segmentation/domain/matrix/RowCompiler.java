package io.impuls.segmentation.domain.matrix;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.plan.MatrixDefinition;
import io.impuls.contracts.plan.MatrixDefinition.Row;
import io.impuls.contracts.plan.MatrixDefinition.Subject;
import io.impuls.contracts.plan.ScoringPlanDefinition.Activity;
import io.impuls.rules.Problem;
import io.impuls.rules.definition.ActivityParser;
import io.impuls.rules.definition.Durations;
import io.impuls.rules.pattern.TextPattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the rows of a matrix; what is wrong goes to the problems. */
final class RowCompiler {

  /** Rows that have to be tried on every event of their kind. */
  private static final int MOST_WITHOUT_LITERAL = 100;

  private static final int MOST_VIEWS = 10_000;
  private static final int MOST_EVENTS = 20;
  private static final int LONGEST_STAY = 86_400;

  private final Duration longest;
  private final List<Problem> problems;
  private final MarkCompiler marks;

  /**
   * Makes the reader.
   *
   * @param longest longest window of a share
   */
  RowCompiler(Duration longest, List<Problem> problems) {
    this.longest = longest;
    this.problems = problems;
    this.marks = new MarkCompiler(problems);
  }

  /** Gives the rows that can be read; all of them where nothing is wrong. */
  List<MatrixRow> rows(List<Row> written) {
    List<MatrixRow> rows = new ArrayList<>();
    int withoutLiteral = 0;
    for (int i = 0; i < written.size() && i < MatrixCompiler.MOST_ROWS; i++) {
      String at = "/rows/" + i;
      Row row = written.get(i);
      if (row == null) {
        problems.add(new Problem(at, "a row needs a pattern and marks"));
        continue;
      }
      Optional<TextPattern> pattern = pattern(row, at);
      if (pattern.filter(one -> one.literals().isEmpty()).isPresent()) {
        withoutLiteral++;
        if (withoutLiteral == MOST_WITHOUT_LITERAL + 1) {
          problems.add(
              new Problem(
                  at + "/pattern",
                  "needs some text that is always there, outside of groups and without |: at most "
                      + MOST_WITHOUT_LITERAL
                      + " rows of a matrix can do without"));
        }
      }
      int seconds = seconds(row, at);
      Set<String> events = events(row, at);
      List<MatrixRow.Mark> given = marks.marks(row, pattern, at);
      Optional<Share> share = share(row, given, at);
      pattern.ifPresent(
          one ->
              rows.add(
                  new MatrixRow(rows.size() + 1, row.match(), one, events, seconds, given, share)));
    }
    return rows;
  }

  private Optional<TextPattern> pattern(Row row, String at) {
    try {
      return Optional.of(TextPattern.of(row.pattern(), row.match()));
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(at + "/pattern", e.getMessage()));
      return Optional.empty();
    }
  }

  private int seconds(Row row, String at) {
    Integer seconds = row.minActiveSeconds();
    if (seconds == null) {
      return 0;
    }
    String place = at + "/minActiveSeconds";
    if (seconds < 1 || seconds > LONGEST_STAY) {
      problems.add(new Problem(place, "is a number of seconds from 1 to " + LONGEST_STAY));
    } else if (row.match() == Subject.CATEGORY) {
      problems.add(
          new Problem(place, "goes with PATH or URL: only pages are looked at for a time"));
    }
    return seconds;
  }

  private Optional<Share> share(Row row, List<MatrixRow.Mark> given, String at) {
    MatrixDefinition.Share written = row.share();
    if (written == null) {
      return Optional.empty();
    }
    String place = at + "/share";
    int before = problems.size();
    if (row.match() != Subject.CATEGORY) {
      problems.add(new Problem(place, "goes with CATEGORY: the share is one of all categories"));
    }
    if (given.stream().anyMatch(mark -> mark.tag().takes())) {
      problems.add(new Problem(place, "goes with tags that are written out, without {}"));
    }
    if (written.atLeast() == null
        || written.atLeast().signum() <= 0
        || written.atLeast().compareTo(BigDecimal.ONE) > 0) {
      problems.add(
          new Problem(place + "/atLeast", "is a number above 0 and at most 1, such as 0.6"));
    }
    if (written.minViews() == null || written.minViews() < 1 || written.minViews() > MOST_VIEWS) {
      problems.add(new Problem(place + "/minViews", "is a number from 1 to " + MOST_VIEWS));
    }
    Optional<Duration> within =
        Durations.parse(written.within(), longest).filter(time -> time.toSeconds() > 0);
    if (within.isEmpty()) {
      problems.add(
          new Problem(
              place + "/within",
              "needs an ISO 8601 duration such as \"P30D\", at least a second and at most "
                  + longest));
    }
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(
            new Share(
                written.atLeast(),
                written.minViews(),
                Duration.ofSeconds(within.orElseThrow().toSeconds())));
  }

  private Set<String> events(Row row, String at) {
    boolean timed = row.minActiveSeconds() != null;
    if (row.events().isEmpty()) {
      if (timed) {
        return Set.of(EventTypes.PAGE_ENGAGED);
      }
      return row.match() == Subject.CATEGORY
          ? Set.of(EventTypes.PRODUCT_VIEWED, EventTypes.CATEGORY_VIEWED)
          : Set.of(EventTypes.PAGE_VIEWED);
    }
    if (row.events().size() > MOST_EVENTS) {
      problems.add(new Problem(at + "/events", "has at most " + MOST_EVENTS + " types"));
      return Set.of();
    }
    List<Activity> activities =
        row.events().stream().map(type -> new Activity(type, null)).toList();
    for (Problem problem : ActivityParser.parse(activities, at + "/events").problems()) {
      String place = problem.pointer().replaceAll("/event$", "");
      problems.add(new Problem(place, problem.message()));
    }
    if (timed && !row.events().equals(List.of(EventTypes.PAGE_ENGAGED))) {
      problems.add(
          new Problem(
              at + "/events",
              "leave it out beside minActiveSeconds: only page.engaged says how long"));
    }
    return new LinkedHashSet<>(row.events());
  }
}
