package io.impuls.scoring.domain.traits;

import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import io.impuls.scoring.domain.traits.Grading.Graded;
import io.impuls.scoring.domain.traits.TraitVersions.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Lets the rows of rules by trait follow the facts in a person's log, and keeps the grades. What is
 * there is always what the facts and the versions give, so it does not matter in which order they
 * come; nothing is done while no plan looks at traits.
 *
 * @param versions what the plans say
 */
public record TraitKeeper(TraitVersions versions) {

  /**
   * What a step comes to.
   *
   * @param changes rows by trait that came, went or are different, in total order
   * @param standing until when was judged; with the grades as they were
   * @param history what is known now; empty where nothing of that changed
   */
  public record Followed(
      List<EntryChange> changes, TraitStanding standing, Optional<TraitHistory> history) {
    public Followed {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Brings the log up to what its facts give, where a change of it or of the plans may have made a
   * difference.
   *
   * @param changes of the log, which has them already
   * @param log takes the rows
   */
  public Followed follow(TraitStanding before, List<EntryChange> changes, MatchLog log) {
    Instant newest = before.until();
    boolean told = false;
    for (EntryChange change : changes) {
      Match match = change.match();
      newest = newest == null || match.occurredAt().isAfter(newest) ? match.occurredAt() : newest;
      told |= match.part() == Match.Part.FACT;
    }
    return versions.isEmpty() || newest == null
        ? new Followed(List.of(), before, Optional.empty())
        : follow(before, newest, told, log);
  }

  /** Brings the log up to an instant; the plans may have changed since it was last judged. */
  public Followed follow(TraitStanding before, Instant now, MatchLog log) {
    Instant until = before.until() == null || now.isAfter(before.until()) ? now : before.until();
    return follow(before, until, false, log);
  }

  private Followed follow(TraitStanding before, Instant until, boolean told, MatchLog log) {
    int begun = versions.begun(until);
    TraitStanding standing = new TraitStanding(until, begun, before.grades());
    if (!told && begun <= before.begun()) {
      return new Followed(List.of(), standing, Optional.empty());
    }
    TraitHistory history = TraitHistory.in(log);
    return new Followed(
        new TraitRows(versions, log).put(rows(history, until)), standing, Optional.of(history));
  }

  private List<Match> rows(TraitHistory history, Instant until) {
    return versions.plans().stream()
        .flatMap(plan -> TraitPoints.rows(versions, plan, history, until).stream())
        .toList();
  }

  /**
   * Gives what the plans make of a person now.
   *
   * @param followed what was followed before
   * @param history reads what is known; asked only when a grade is to be found
   * @param scores gives the score and the band in a plan
   */
  public TraitStanding grade(Followed followed, Supplier<TraitHistory> history, Scores scores) {
    TraitStanding standing = followed.standing();
    Map<String, Graded> grades = new TreeMap<>();
    if (standing.until() == null) {
      return standing;
    }
    for (String plan : versions.plans()) {
      Grading grading =
          versions
              .inForce(plan, standing.until())
              .map(Version::traits)
              .map(PlanTraits::grading)
              .orElse(Grading.NONE);
      if (!grading.isEmpty()) {
        boolean again = followed.history().isPresent() || !standing.grades().containsKey(plan);
        String grade =
            again
                ? grading.grade(followed.history().orElseGet(history))
                : standing.of(plan).grade();
        grades.put(plan, grading.graded(grade, scores.score(plan), scores.band(plan)));
      }
    }
    return new TraitStanding(standing.until(), standing.begun(), new TreeMap<>(grades));
  }

  /** Where a person stands. */
  public interface Scores {

    /** Gives the score in a plan, in thousandths. */
    long score(String plan);

    /** Gives the band in a plan; null for none. */
    String band(String plan);
  }
}
