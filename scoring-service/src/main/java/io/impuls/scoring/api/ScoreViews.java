package io.impuls.scoring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contracts.Points;
import io.impuls.scoring.domain.NextChange;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.Why;
import io.impuls.scoring.domain.traits.Grading.Graded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The answers about scores. */
final class ScoreViews {

  private ScoreViews() {}

  /**
   * All scores of a person.
   *
   * @param person who; another than asked for when that one was merged into this
   * @param version score changes of the person so far
   * @param plans standing in each plan
   * @param recent newest entries of the ledger over all plans, newest first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Person(UUID person, long version, List<Standing> plans, List<Why> recent) {}

  /**
   * Standing in one plan.
   *
   * @param plan id of the plan
   * @param score the score
   * @param raw the score before the limits of the plan: what the next points are added to; absent
   *     where it is the score
   * @param groups sums of the plan's groups of rules, before their limits; absent without any
   * @param band name of the band; absent in none
   * @param lastChange event time of the newest entry that gave or took points
   * @param lastActivity event time of the newest match that was not a robot's
   * @param next what passing time will do next, if nothing else happens; absent for nothing
   * @param grade what the plan makes of what is known of the person; absent for none
   * @param segment what sales call such people, by score and grade; absent for none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Standing(
      String plan,
      Points score,
      Points raw,
      Map<String, Points> groups,
      String band,
      Instant lastChange,
      Instant lastActivity,
      NextChange next,
      String grade,
      String segment) {
    static Standing of(String plan, PlanScore score, long raw, Optional<NextChange> next) {
      Map<String, Points> groups = new TreeMap<>();
      score.groupsNow().forEach((group, sum) -> groups.put(group, new Points(sum)));
      return new Standing(
          plan,
          new Points(score.score()),
          raw == score.score() ? null : new Points(raw),
          groups.isEmpty() ? null : groups,
          score.band(),
          score.last() == null ? null : score.last().occurredAt(),
          score.lastActivity(),
          next.orElse(null),
          null,
          null);
    }

    /** Gives the same with what the plan makes of the person. */
    Standing graded(Graded found) {
      return new Standing(
          plan,
          score,
          raw,
          groups,
          band,
          lastChange,
          lastActivity,
          next,
          found.grade(),
          found.segment());
    }
  }

  /**
   * Why a person has the score.
   *
   * @param person who; another than asked for when that one was merged into this
   * @param entries newest first
   */
  record Reasons(UUID person, List<Why> entries) {}

  /**
   * The people with most points.
   *
   * @param plan id of the plan
   * @param people best first
   */
  record Top(String plan, List<Place> people) {}

  /**
   * One of the people with most points.
   *
   * @param rank from 1
   * @param person who
   * @param score the score
   * @param band name of the band; absent in none
   * @param lastActivity event time of the newest match that was not a robot's
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Place(int rank, UUID person, Points score, String band, Instant lastActivity) {}

  /**
   * What one instance contributes to {@link Top}.
   *
   * @param partitions partitions that it looked through
   * @param people the best of them, best first
   */
  record LocalTop(Set<Integer> partitions, List<Place> people) implements AllInstances.Part {}
}
