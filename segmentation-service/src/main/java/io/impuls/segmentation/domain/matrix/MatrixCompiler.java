package io.impuls.segmentation.domain.matrix;

import io.impuls.contracts.plan.MatrixDefinition;
import io.impuls.contracts.plan.ScoringPlanDefinition.State;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.definition.CapParser;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.definition.DefinitionName;
import io.impuls.rules.definition.Durations;
import io.impuls.segmentation.domain.Ttl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns the table that a marketer wrote into a matrix, or into everything that is wrong with it.
 */
public final class MatrixCompiler {

  /** Most rows of a matrix. */
  public static final int MOST_ROWS = 10_000;

  /** Most different tags that rows may take from what a person looks at in a day. */
  public static final int MOST_NEW_TAGS = 1_000;

  /** The same where nothing is said. */
  public static final int NEW_TAGS = 20;

  /** Rows with a share: each is judged with every look at a category. */
  private static final int MOST_SHARES = 20;

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
    List<MatrixRow> rows = new RowCompiler(longest, problems).rows(written.rows());
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
