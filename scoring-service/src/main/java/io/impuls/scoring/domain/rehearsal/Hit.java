package io.impuls.scoring.domain.rehearsal;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Match;

/**
 * A rule of a rehearsed plan matched an event: all that judging it later needs.
 *
 * @param rule number of the rule in its plan, from 0
 * @param capValue value of the cap's {@code per} field; null for a cap without one
 * @param potential thousandths of a point that the rule gives without caps
 * @param part what it is for its rule
 * @param hold why the event alone rules out an award; null when it does not
 */
public record Hit(int rule, String capValue, long potential, Match.Part part, Suppression hold) {

  /** Gives the same, with nothing that stands against it. */
  Hit released() {
    return new Hit(rule, capValue, potential, part, null);
  }
}
