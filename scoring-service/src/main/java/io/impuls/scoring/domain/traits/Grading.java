package io.impuls.scoring.domain.traits;

import io.impuls.contracts.event.Event;
import io.impuls.rules.condition.ContactFields;
import io.impuls.rules.condition.Truth;
import java.util.List;

/**
 * The grades of one plan version, and its matrix of score and grade (semantics 3.8).
 *
 * @param grades from the best on
 * @param matrix from the first on; the first cell that fits counts
 */
public record Grading(List<Grade> grades, List<Cell> matrix) {

  /** A plan without. */
  public static final Grading NONE = new Grading(List.of(), List.of());

  public Grading {
    grades = List.copyOf(grades);
    matrix = List.copyOf(matrix);
  }

  /**
   * What a plan makes of a contact.
   *
   * @param grade the grade; null for none
   * @param segment what sales call such contacts; null for none
   */
  public record Graded(String grade, String segment) {

    /** Neither. */
    public static final Graded NOTHING = new Graded(null, null);
  }

  /** Whether there is nothing to say. */
  boolean isEmpty() {
    return grades.isEmpty() && matrix.isEmpty();
  }

  /** Gives the first grade that holds by what is known; null for none. */
  String grade(TraitHistory history) {
    Event contact = ContactFields.contact(history.known());
    return grades.stream()
        .filter(grade -> Truth.of(grade.condition(), contact) == Truth.YES)
        .findFirst()
        .map(Grade::name)
        .orElse(null);
  }

  /** Gives the grade together with the segment that it comes to. */
  Graded graded(String grade, long score, String band) {
    return new Graded(
        grade,
        matrix.stream()
            .filter(cell -> cell.fits(score, band, grade))
            .findFirst()
            .map(Cell::segment)
            .orElse(null));
  }
}
