package io.impuls.scoring.domain.rehearsal;

import io.impuls.contracts.Points;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * How a person's score would be another, and by which rules.
 *
 * @param person who
 * @param before points by the version in force
 * @param after points by the draft
 * @param bandBefore band by the version in force; null for none
 * @param bandAfter band by the draft; null for none
 * @param rules the rules that give this person other points, the largest difference first
 */
public record ScoreShift(
    UUID person,
    Points before,
    Points after,
    String bandBefore,
    String bandAfter,
    List<ByRule> rules) {

  /** Largest difference first; ties by the person, so that a report is the same each time. */
  public static final Comparator<ScoreShift> LARGEST_FIRST =
      Comparator.comparingLong((ScoreShift shift) -> size(shift.before, shift.after))
          .reversed()
          .thenComparing(ScoreShift::person);

  /**
   * What one rule gives.
   *
   * @param rule its id
   * @param before points by the version in force
   * @param after points by the draft
   */
  public record ByRule(String rule, Points before, Points after) {}

  public ScoreShift {
    rules = List.copyOf(rules);
  }

  static ScoreShift of(PersonRehearsal person) {
    SortedMap<String, Points> before = person.current().byRule();
    SortedMap<String, Points> after = person.draft().byRule();
    SortedSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    List<ByRule> rules = new ArrayList<>();
    for (String id : ids) {
      Points from = before.getOrDefault(id, Points.ZERO);
      Points to = after.getOrDefault(id, Points.ZERO);
      if (!from.equals(to)) {
        rules.add(new ByRule(id, from, to));
      }
    }
    rules.sort(
        Comparator.comparingLong((ByRule rule) -> size(rule.before(), rule.after()))
            .reversed()
            .thenComparing(ByRule::rule));
    return new ScoreShift(
        person.person(),
        new Points(person.current().score().score()),
        new Points(person.draft().score().score()),
        person.current().score().band(),
        person.draft().score().band(),
        rules);
  }

  private static long size(Points before, Points after) {
    return Math.abs(after.minus(before).thousandths());
  }
}
