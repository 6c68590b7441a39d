package io.impuls.scoring.domain;

import io.impuls.contracts.score.ManualEntry;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.rules.ledger.Match;

/**
 * What users do to scores by hand, as entries of the ledger: no cap and no quiet hours hold them.
 */
public final class ByHand {

  private ByHand() {}

  /** Gives the match that stands for an act. */
  public static Match match(ManualEntry entry) {
    return new Match(
        new Lineage(entry.plan(), ManualEntry.RULE).toString(),
        entry.planVersion(),
        null,
        entry.at(),
        entry.entryId(),
        ManualEntry.EVENT_TYPE,
        entry.at(),
        entry.person(),
        entry.points().thousandths(),
        null,
        words(entry));
  }

  /** Gives the act as the cause of what it changes. */
  public static Cause cause(ManualEntry entry) {
    return new Cause(entry.entryId(), ManualEntry.EVENT_TYPE, entry.at(), entry.at());
  }

  /** Whether a user brought a match about. */
  static boolean is(Match match) {
    return ManualEntry.EVENT_TYPE.equals(match.eventType());
  }

  private static String words(ManualEntry entry) {
    String done =
        switch (entry.act()) {
          case SET ->
              "set from %s to %s".formatted(entry.from(), entry.from().plus(entry.points()));
          case ADJUST -> "adjusted";
          case RESET -> "reset from %s".formatted(entry.from());
        };
    return done + " by " + entry.author() + ": " + entry.reason();
  }
}
