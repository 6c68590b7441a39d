package io.impuls.scoring.domain;

import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreChange.GradeChange;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import io.impuls.scoring.domain.traits.Grading.Graded;
import io.impuls.scoring.domain.traits.SettledTraits;
import io.impuls.scoring.domain.traits.TraitHistory;
import io.impuls.scoring.domain.traits.TraitKeeper;
import io.impuls.scoring.domain.traits.TraitKeeper.Followed;
import io.impuls.scoring.domain.traits.TraitStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a step of a person's ledger means for their traits: points by them, and grades. */
public final class TraitTurn {

  private final TraitKeeper keeper;
  private final ScoreCard before;
  private final MatchLog log;
  private final Followed followed;
  private final List<EntryChange> changes;
  private TraitStanding standing;

  /**
   * Brings the rows by trait up to what the step made known.
   *
   * @param before the person's card
   * @param changes of the ledger, which the log has already
   * @param log takes the rows
   */
  public TraitTurn(PlanVersions plans, ScoreCard before, List<EntryChange> changes, MatchLog log) {
    this.keeper = new TraitKeeper(plans.traits());
    this.before = before;
    this.log = log;
    this.followed = keeper.follow(before.traits(), changes, log);
    this.changes = scored(changes, followed);
    this.standing = followed.standing();
  }

  /** Brings the rows by trait up to an instant at which nothing happened. */
  TraitTurn(PlanVersions plans, ScoreCard before, Instant now, MatchLog log) {
    this.keeper = new TraitKeeper(plans.traits());
    this.before = before;
    this.log = log;
    this.followed = keeper.follow(before.traits(), now, log);
    this.changes = followed.changes();
    this.standing = followed.standing();
  }

  /** Facts are no part of any plan. */
  private static List<EntryChange> scored(List<EntryChange> changes, Followed followed) {
    return Stream.concat(
            changes.stream().filter(change -> change.match().part() != Match.Part.FACT),
            followed.changes().stream())
        .toList();
  }

  /** Gives what scores are made of: the changes without the facts, and with the rows by trait. */
  public List<EntryChange> changes() {
    return changes;
  }

  /** Grades the person, and gives the changes with those plans in which only that is different. */
  public List<PlanChange> graded(List<PlanChange> scored) {
    Map<String, PlanScore> after = new HashMap<>();
    scored.forEach(change -> after.put(change.plan(), change.after()));
    standing =
        keeper.grade(
            followed,
            () -> TraitHistory.in(log),
            scores(plan -> after.getOrDefault(plan, before.of(plan))));
    List<PlanChange> all = new ArrayList<>(scored);
    Set<String> graded = new TreeSet<>(standing.grades().keySet());
    graded.addAll(before.traits().grades().keySet());
    for (String plan : graded) {
      if (!after.containsKey(plan) && regrades(plan)) {
        all.add(new PlanChange(plan, before.of(plan), before.of(plan), List.of()));
      }
    }
    return all;
  }

  /** Whether the person has another grade in a plan, or another segment. */
  public boolean regrades(String plan) {
    return !before.traits().of(plan).equals(standing.of(plan));
  }

  /** Gives what is kept of the person's traits after the step. */
  public TraitStanding standing() {
    return standing;
  }

  /** Gives a change of a plan's score with the grade before and after; without, where is none. */
  public ScoreChange on(ScoreChange change) {
    Graded was = before.traits().of(change.plan());
    Graded is = standing.of(change.plan());
    return was.equals(Graded.NOTHING) && is.equals(Graded.NOTHING)
        ? change
        : change.graded(new GradeChange(was.grade(), is.grade(), was.segment(), is.segment()));
  }

  /**
   * Gives how a person was graded at an instant.
   *
   * @param log their log
   * @param then their scores at the time
   */
  static TraitStanding graded(
      PlanVersions plans, List<Entry> log, Instant at, Map<String, PlanScore> then) {
    TraitHistory history = TraitHistory.of(log).until(at);
    Followed nothing =
        new Followed(
            List.of(),
            new TraitStanding(at, 0, Collections.emptySortedMap()),
            Optional.of(history));
    return new TraitKeeper(plans.traits()).grade(nothing, () -> history, scores(then::get));
  }

  private static TraitKeeper.Scores scores(Function<String, PlanScore> of) {
    return new TraitKeeper.Scores() {
      @Override
      public long score(String plan) {
        return standing(plan).score();
      }

      @Override
      public String band(String plan) {
        return standing(plan).band();
      }

      private PlanScore standing(String plan) {
        return Objects.requireNonNullElse(of.apply(plan), PlanScore.NONE);
      }
    };
  }

  /**
   * Gives the card with which a person goes on when the oldest entries leave the ledger. What is
   * given for traits stays there, and is part of the start from now on.
   */
  public static ScoreCard folded(
      Scorekeeper keeper, PlanVersions plans, ScoreCard card, List<Entry> oldest) {
    ScoreCard folded =
        keeper.fold(
            card,
            oldest.stream().filter(entry -> entry.match().part() != Match.Part.FACT).toList());
    Map<String, PlanScore> lines = new HashMap<>();
    for (Match row : SettledTraits.of(plans.traits(), oldest).after()) {
      String plan = Lineage.parse(row.lineage()).plan();
      PlanScore line = lines.getOrDefault(plan, folded.of(plan));
      Position at = new Position(row.occurredAt(), row.eventId());
      Reached reached = line.folded();
      if (reached.last() == null || at.compareTo(reached.last()) > 0) {
        lines.put(plan, line.folded(new Reached(reached.band(), reached.version(), at)));
      }
    }
    return folded.with(lines);
  }
}
