package io.impuls.scoring.domain;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.Outcome;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.score.ScoreChange.LedgerEntry;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Puts what happened to one person into the records that scoring publishes.
 *
 * @param person whose score
 * @param cause the event behind it
 * @param epoch state epoch: raised when scoring's state is rebuilt from the events (decision 18)
 */
public record ScoreRecords(PersonKey person, Cause cause, int epoch) {

  /** Entries in one score change: some 300 KB, far below the largest record. */
  static final int MOST_ENTRIES = 1_000;

  /** Gives the decision on a match that is new, or whose verdict turned; of none that left. */
  public ScoreDecision decision(EntryChange change) {
    Match match = change.match();
    Lineage lineage = Lineage.parse(match.lineage());
    return new ScoreDecision(
        person.workspace(),
        person.person(),
        match.originalPerson(),
        lineage.plan(),
        lineage.rule(),
        match.version(),
        match.eventId(),
        match.eventType(),
        match.occurredAt(),
        outcome(change),
        change.after().reason(),
        new Points(change.delta()),
        new Points(match.potential()),
        match.capValue());
  }

  /**
   * Gives the change of a plan's score or band: one record, or several that follow one another when
   * it is made up of more than {@link #MOST_ENTRIES} entries. The band moves with the last.
   *
   * @param version gives the next number of the person's changes
   */
  public List<ScoreChange> changes(PlanChange change, LongSupplier version) {
    List<EntryChange> moves = change.entries().stream().filter(e -> e.delta() != 0).toList();
    List<ScoreChange> parts = new ArrayList<>();
    PlanScore reached = change.before();
    // Between the parts nobody knows what the limits would have left of them.
    boolean limited = change.before().limited() || change.after().limited();
    int start = 0;
    for (; moves.size() - start > MOST_ENTRIES; start += MOST_ENTRIES) {
      List<EntryChange> part = moves.subList(start, start + MOST_ENTRIES);
      PlanScore next = limited ? reached : reached.plus(sum(part));
      parts.add(change(change.plan(), version.getAsLong(), reached, next, entries(part), null));
      reached = next;
    }
    List<LedgerEntry> rest = entries(moves.subList(start, moves.size()));
    parts.add(change(change.plan(), version.getAsLong(), reached, change.after(), rest, null));
    return parts;
  }

  private static long sum(List<EntryChange> entries) {
    return entries.stream().mapToLong(EntryChange::delta).sum();
  }

  /**
   * Gives the decision that takes points of a plan away, because another person has them now.
   *
   * @param left thousandths of a point
   */
  public ScoreDecision transferred(String plan, long left) {
    return new ScoreDecision(
        person.workspace(),
        person.person(),
        person.person(),
        plan,
        null,
        0,
        cause.eventId(),
        cause.type(),
        cause.occurredAt(),
        Outcome.TRANSFERRED,
        null,
        new Points(Math.negateExact(left)),
        Points.ZERO,
        null);
  }

  /** Gives the last change of a plan of a person that was merged away. */
  public ScoreChange last(String plan, long version, PlanScore left, UUID into) {
    return change(plan, version, left, PlanScore.NONE, List.of(), into);
  }

  private ScoreChange change(
      String plan,
      long version,
      PlanScore before,
      PlanScore after,
      List<LedgerEntry> entries,
      UUID mergedInto) {
    return new ScoreChange(
        person.workspace(),
        person.person(),
        plan,
        epoch,
        version,
        new Points(before.score()),
        new Points(after.score()),
        before.band(),
        after.band(),
        cause.occurredAt(),
        cause,
        entries,
        mergedInto,
        0);
  }

  private static List<LedgerEntry> entries(List<EntryChange> moves) {
    return moves.stream().map(ScoreRecords::entry).toList();
  }

  private static LedgerEntry entry(EntryChange change) {
    Match match = change.match();
    return new LedgerEntry(
        Lineage.parse(match.lineage()).rule(),
        match.version(),
        match.eventId(),
        match.occurredAt(),
        new Points(change.delta()),
        outcome(change));
  }

  private static Outcome outcome(EntryChange change) {
    Entry after = change.after();
    if (change.isGone()) {
      return Outcome.TRANSFERRED;
    }
    boolean takenBack = !change.isNew() && after.awarded() == 0;
    return takenBack ? Outcome.VOIDED : Explainer.outcome(after);
  }
}
