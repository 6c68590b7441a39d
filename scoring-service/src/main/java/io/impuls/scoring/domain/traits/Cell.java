package io.impuls.scoring.domain.traits;

import java.util.Objects;
import java.util.Set;

/**
 * A cell of the matrix of score and grade.
 *
 * @param segment what sales call these contacts
 * @param bands bands of which the contact is in one; empty for any
 * @param least lowest score, in thousandths
 * @param below score, in thousandths, from which on the contact is not in it any more
 * @param grades grades of which the contact has one; empty for any
 */
public record Cell(String segment, Set<String> bands, long least, long below, Set<String> grades) {

  public Cell {
    Objects.requireNonNull(segment, "segment");
    bands = Set.copyOf(bands);
    grades = Set.copyOf(grades);
  }

  /** Whether a contact is in it; band and grade are null for none. */
  boolean fits(long score, String band, String grade) {
    return score >= least
        && score < below
        && (bands.isEmpty() || band != null && bands.contains(band))
        && (grades.isEmpty() || grade != null && grades.contains(grade));
  }
}
