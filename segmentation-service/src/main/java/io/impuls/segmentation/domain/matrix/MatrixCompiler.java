package io.impuls.segmentation.domain.matrix;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.plan.MatrixDefinition;
import io.impuls.contracts.plan.MatrixDefinition.Row;
import io.impuls.contracts.plan.MatrixDefinition.Subject;
import io.impuls.contracts.plan.ScoringPlanDefinition.Activity;
import io.impuls.contracts.plan.ScoringPlanDefinition.State;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.definition.ActivityParser;
import io.impuls.rules.definition.CapParser;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.definition.DefinitionName;
import io.impuls.rules.definition.Durations;
import io.impuls.rules.pattern.TextPattern;
import io.impuls.segmentation.domain.Tag;
import io.impuls.segmentation.domain.Ttl;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the table that a marketer wrote into a matrix, or into everything that is wrong with it.
 */
public final class MatrixCompiler {

  /** Most rows of a matrix. */
  public static final int MOST_ROWS = 10_000;

  /** Rows that have to be tried on every event of their kind. */
  public static final int MOST_WITHOUT_LITERAL = 100;

  /** Most different tags that rows may take from what a person looks at in a day. */
  public static final int MOST_NEW_TAGS = 1_000;

  /** The same where nothing is said. */
  public static final int NEW_TAGS = 20;

  /** Rows with a share: each is judged with every look at a category. */
  private static final int MOST_SHARES = 20;

  private static final int MOST_VIEWS = 10_000;
  private static final int MOST_MARKS = 10;
  private static final int MOST_EVENTS = 20;
  private static final int LONGEST_STAY = 86_400;
  private static final Points MOST_POINTS = Points.of(1_000_000);

  /** Problems that are told at once: a wrong file has thousands of the same. */
  private static final int MOST_PROBLEMS = 50;

  private final Duration longest;
  private final CapParser caps;

  /**
   * Makes the compiler.
   *
   * @param longest longest window of a cap and time to live: matches are kept only so long
   */
  public MatrixCompiler(Duration longest) {
    this.longest = longest;
    this.caps = new CapParser(longest, "UTC");
  }

  /** Gives the compiled matrix, or the problems with pointers into the definition. */
  public Parsed<Matrix> compile(String id, int version, MatrixDefinition written) {
    List<Problem> problems = new ArrayList<>();
    if (!DefinitionName.valid(written.name())) {
      problems.add(new Problem("/name", "a matrix " + DefinitionName.RULE));
    }
    if (written.rows().isEmpty() || written.rows().size() > MOST_ROWS) {
      problems.add(new Problem("/rows", "a matrix has 1 to " + MOST_ROWS + " rows"));
    }
    List<MatrixRow> rows = rows(written.rows(), problems);
    int newTags = written.newTagsPerDay() == null ? NEW_TAGS : written.newTagsPerDay();
    if (newTags < 1 || newTags > MOST_NEW_TAGS) {
      problems.add(new Problem("/newTagsPerDay", "is a number from 1 to " + MOST_NEW_TAGS));
    }
    long shares = rows.stream().filter(row -> row.share().isPresent()).count();
    if (shares > MOST_SHARES) {
      problems.add(
          new Problem("/rows", "at most " + MOST_SHARES + " rows of a matrix have a share"));
    }
    if (shares > 0 && (written.cap() != null || written.ttl() != null)) {
      problems.add(
          new Problem(
              written.cap() == null ? "/ttl" : "/cap",
              "leave it out, or put the rows with a share, which say by themselves how long their"
                  + " tags stay, into another matrix"));
    }
    Optional<CapPer> cap = cap(written, rows, problems);
    Optional<Ttl> ttl = ttl(written.ttl(), rows, problems);
    if (!problems.isEmpty()) {
      return new Parsed.Failed<>(problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS)));
    }
    boolean active = written.state() == State.ACTIVE || written.state() == State.DRAFT;
    return new Parsed.Ok<>(
        new Matrix(
            id,
            version,
            written.name(),
            rows,
            rows.stream().filter(row -> row.share().isPresent()).toList(),
            new RowIndex(rows),
            newTags,
            cap,
            ttl,
            active));
  }

  private List<MatrixRow> rows(List<Row> written, List<Problem> problems) {
    List<MatrixRow> rows = new ArrayList<>();
    int withoutLiteral = 0;
    for (int i = 0; i < written.size() && i < MOST_ROWS; i++) {
      String at = "/rows/" + i;
      Row row = written.get(i);
      if (row == null) {
        problems.add(new Problem(at, "a row needs a pattern and marks"));
        continue;
      }
      Optional<TextPattern> pattern = pattern(row, at, problems);
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
      int seconds = seconds(row, at, problems);
      Set<String> events = events(row, at, problems);
      List<MatrixRow.Mark> marks = marks(row, pattern, at, problems);
      Optional<Share> share = share(row, marks, at, problems);
      pattern.ifPresent(
          one ->
              rows.add(
                  new MatrixRow(rows.size() + 1, row.match(), one, events, seconds, marks, share)));
    }
    return rows;
  }

  private static Optional<TextPattern> pattern(Row row, String at, List<Problem> problems) {
    try {
      return Optional.of(TextPattern.of(row.pattern(), row.match()));
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(at + "/pattern", e.getMessage()));
      return Optional.empty();
    }
  }

  private static int seconds(Row row, String at, List<Problem> problems) {
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

  private Optional<Share> share(
      Row row, List<MatrixRow.Mark> marks, String at, List<Problem> problems) {
    MatrixDefinition.Share written = row.share();
    if (written == null) {
      return Optional.empty();
    }
    String place = at + "/share";
    int before = problems.size();
    if (row.match() != Subject.CATEGORY) {
      problems.add(new Problem(place, "goes with CATEGORY: the share is one of all categories"));
    }
    if (marks.stream().anyMatch(mark -> mark.tag().takes())) {
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

  private static Set<String> events(Row row, String at, List<Problem> problems) {
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

  private static List<MatrixRow.Mark> marks(
      Row row, Optional<TextPattern> pattern, String at, List<Problem> problems) {
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
      named(name, pattern, place + "/tag", problems);
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

  private static void named(
      MarkName name, Optional<TextPattern> pattern, String at, List<Problem> problems) {
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

  private Optional<CapPer> cap(
      MatrixDefinition written, List<MatrixRow> rows, List<Problem> problems) {
    if (written.cap() == null) {
      return Optional.empty();
    }
    if (takes(rows) || rows.stream().anyMatch(row -> row.minActiveSeconds() > 0)) {
      problems.add(
          new Problem(
              "/cap",
              "leave it out, or put the rows with minActiveSeconds, which count once a view, and"
                  + " those with {tag}, which the limit of the day holds, into another matrix"));
    }
    Parsed<CapPer> cap = caps.parse(written.cap(), "/cap");
    problems.addAll(cap.problems());
    if (cap.value().filter(CapPer::perVisit).isPresent()) {
      problems.add(
          new Problem("/cap", "a matrix has no cap over visits: give a window such as P1D"));
    }
    return cap.value();
  }

  private Optional<Ttl> ttl(
      TagRuleDefinition.Ttl written, List<MatrixRow> rows, List<Problem> problems) {
    if (written == null) {
      return Optional.empty();
    }
    if (takes(rows)) {
      problems.add(
          new Problem("/ttl", "leave it out, or put the rows with {tag} into another matrix"));
    }
    Optional<Duration> within = Durations.parse(written.within(), longest);
    if (within.isEmpty()) {
      problems.add(
          new Problem(
              "/ttl/within",
              "needs an ISO 8601 duration such as \"P30D\", more than nothing and at most "
                  + longest));
    }
    return within.map(length -> new Ttl(length, written.mode()));
  }

  private static boolean takes(List<MatrixRow> rows) {
    return rows.stream().anyMatch(row -> row.marks().stream().anyMatch(mark -> mark.tag().takes()));
  }
}
