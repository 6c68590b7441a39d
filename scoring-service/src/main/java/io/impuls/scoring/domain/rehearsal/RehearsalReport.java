package io.impuls.scoring.domain.rehearsal;

import io.impuls.scoring.domain.Distribution;
import java.util.Comparator;
import java.util.List;

/**
 * What would be another if the draft were in force.
 *
 * @param people of whom it tells: who did something that either plan looks at, or ordered; robots
 *     are none of them
 * @param moves people by the band that they are in and the one they would be in, most first; those
 *     whose band stays the same are left out
 * @param stayed people whose band stays the same
 * @param before scores and bands by the version in force
 * @param after scores and bands by the draft
 * @param rulesBefore what each rule of the version in force did
 * @param rulesAfter what each rule of the draft did
 * @param shifts the people whose score changes most, largest difference first
 * @param fit how well the bands tell buyers from others
 * @param leftOut ids of the rules of both plans that a rehearsal does not judge
 */
public record RehearsalReport(
    long people,
    List<BandMove> moves,
    long stayed,
    Distribution before,
    Distribution after,
    List<RuleTally> rulesBefore,
    List<RuleTally> rulesAfter,
    List<ScoreShift> shifts,
    PurchaseFit fit,
    List<String> leftOut) {

  public RehearsalReport {
    moves = List.copyOf(moves);
    rulesBefore = List.copyOf(rulesBefore);
    rulesAfter = List.copyOf(rulesAfter);
    shifts = List.copyOf(shifts);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * People who go from a band to another.
   *
   * @param from band by the version in force; null for none
   * @param to band by the draft; null for none
   * @param people how many
   */
  public record BandMove(String from, String to, long people) {}

  /** Gives the ids of the draft's rules that matched nothing. */
  public List<String> neverFired() {
    return rulesAfter.stream().filter(rule -> rule.matches() == 0).map(RuleTally::rule).toList();
  }

  /**
   * Gives the draft's rules whose caps held something back, the one that bound most often first.
   */
  public List<RuleTally> tightestCaps() {
    return rulesAfter.stream()
        .filter(rule -> rule.bound() > 0)
        .sorted(Comparator.comparingLong(RuleTally::bound).reversed())
        .toList();
  }
}
