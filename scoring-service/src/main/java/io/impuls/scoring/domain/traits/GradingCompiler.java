package io.impuls.scoring.domain.traits;

import io.impuls.contracts.Points;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.rules.Problem;
import io.impuls.rules.condition.Condition;
import io.impuls.rules.definition.DefinitionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the grades and the matrix of one plan.
 *
 * @param problems takes what is wrong
 */
public record GradingCompiler(List<Problem> problems) {

  private static final int MOST_GRADES = 26;
  private static final int MOST_CELLS = 200;

  /** Gives the grading; incomplete when something is wrong with it. */
  public Grading compile(ScoringPlanDefinition plan) {
    ScoringPlanDefinition.Grading written = plan.grade();
    if (written == null) {
      return Grading.NONE;
    }
    if (written.grades().isEmpty() || written.grades().size() > MOST_GRADES) {
      problem(
          "/grade/grades",
          "needs 1 to %d grades, such as {\"name\": \"A\", \"when\": {\"field\": \"contact.city\", \"equals\": \"Kraków\"}}"
              .formatted(MOST_GRADES));
    }
    List<Grade> grades = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < written.grades().size(); i++) {
      ScoringPlanDefinition.Grade grade = written.grades().get(i);
      String at = "/grade/grades/" + i;
      if (!DefinitionName.valid(grade.name())) {
        problem(at + "/name", "a grade " + DefinitionName.RULE);
      } else if (!names.add(grade.name())) {
        problem(at + "/name", "another grade has this name already");
      }
      if (grade.when() == null || grade.when().isNull()) {
        if (i + 1 < written.grades().size()) {
          problem(at, "needs \"when\", as nobody would be left for the grades after it");
        }
        grades.add(new Grade(String.valueOf(grade.name()), Condition.ALWAYS));
      } else {
        new TraitCompiler(problems)
            .condition(grade.when(), at + "/when")
            .ifPresent(when -> grades.add(new Grade(String.valueOf(grade.name()), when)));
      }
    }
    return new Grading(grades, matrix(plan, names));
  }

  private List<Cell> matrix(ScoringPlanDefinition plan, Set<String> grades) {
    List<ScoringPlanDefinition.Cell> written = plan.grade().matrix();
    if (written.size() > MOST_CELLS) {
      problem("/grade/matrix", "has at most " + MOST_CELLS + " cells");
      return List.of();
    }
    Set<String> bands =
        plan.bands().stream()
            .map(ScoringPlanDefinition.Band::name)
            .filter(name -> name != null)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      ScoringPlanDefinition.Cell cell = written.get(i);
      String at = "/grade/matrix/" + i;
      int before = problems.size();
      if (!DefinitionName.valid(cell.segment())) {
        problem(at + "/segment", "a segment " + DefinitionName.RULE);
      }
      known(cell.bands(), bands, at + "/bands", "bands");
      known(cell.grades(), grades, at + "/grades", "grades");
      long least = cell.min() == null ? Long.MIN_VALUE : cell.min().thousandths();
      long below = cell.below() == null ? Long.MAX_VALUE : cell.below().thousandths();
      if (least >= below) {
        problem(at + "/below", "is above the \"min\" of %s".formatted(new Points(least)));
      }
      if (problems.size() == before) {
        cells.add(
            new Cell(
                cell.segment(), Set.copyOf(cell.bands()), least, below, Set.copyOf(cell.grades())));
      }
    }
    return cells;
  }

  private void known(List<String> named, Set<String> all, String at, String what) {
    for (int i = 0; i < named.size(); i++) {
      if (!all.contains(named.get(i))) {
        problem(
            at + "/" + i,
            all.isEmpty()
                ? "the plan has no " + what + ": leave it out"
                : "is one of the plan's " + what + ": " + String.join(", ", all));
      }
    }
  }

  private void problem(String at, String message) {
    problems.add(new Problem(at, message));
  }
}
