package io.impuls.rules.ledger;

import io.impuls.contracts.score.Suppression;
import java.util.Objects;

/**
 * A cap that several rules fill together (semantics 3.4).
 *
 * @param name what it is counted by, over all versions: awards of every rule whose version names it
 * @param cap how much in which window
 * @param reason what is said of an award that it leaves less than all
 */
public record SharedCap(String name, Cap cap, Suppression reason) {

  public SharedCap {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(cap, "cap");
    Objects.requireNonNull(reason, "reason");
  }
}
