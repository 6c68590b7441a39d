package io.impuls.scoring.domain.traits;

import io.impuls.scoring.domain.traits.Grading.Graded;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept of a person's traits beside their log.
 *
 * @param until newest event time by which was judged: versions that begin later are not; null
 *     before the first
 * @param begun how many versions had begun by then
 * @param grades id of the plan to what it makes of the person, as it was last told
 */
public record TraitStanding(Instant until, int begun, SortedMap<String, Graded> grades) {

  /** Of a person whom no plan looks at. */
  public static final TraitStanding NONE = new TraitStanding(null, 0, Collections.emptySortedMap());

  public TraitStanding {
    grades = Collections.unmodifiableSortedMap(new TreeMap<>(grades));
  }

  /** Gives what a plan makes of the person. */
  public Graded of(String plan) {
    return grades.getOrDefault(plan, Graded.NOTHING);
  }
}
