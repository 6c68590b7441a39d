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

/**
 * Puts what happened to one person into the records that scoring publishes.
 *
 * @param person whose score
 * @param cause the event behind it
 */
public record ScoreRecords(PersonKey person, Cause cause) {

  /** State epoch: raised when scoring's state is rebuilt from scratch (decision 18). */
  public static final int EPOCH = 1;

  /** Gives the decision on a match that is new, or whose verdict turned. */
  public ScoreDecision decision(EntryChange change) {
    Match match = change.after().match();
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

  /** Gives the change of a plan's score or band. */
  public ScoreChange change(PlanChange change, long version) {
    List<LedgerEntry> entries = new ArrayList<>();
    for (EntryChange entry : change.entries()) {
      if (entry.delta() != 0) {
        entries.add(entry(entry));
      }
    }
    return change(change.plan(), version, change.before(), change.after(), entries, null);
  }

  /** Gives the decision that takes a plan's whole sum away, because another person has it now. */
  public ScoreDecision transferred(String plan, PlanScore left) {
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
        new Points(Math.negateExact(left.total())),
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
        EPOCH,
        version,
        new Points(before.total()),
        new Points(after.total()),
        before.band(),
        after.band(),
        cause.occurredAt(),
        cause,
        entries,
        mergedInto,
        0);
  }

  private static LedgerEntry entry(EntryChange change) {
    Match match = change.after().match();
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
    boolean takenBack = !change.isNew() && after.awarded() == 0;
    return takenBack ? Outcome.VOIDED : Explainer.outcome(after);
  }
}
