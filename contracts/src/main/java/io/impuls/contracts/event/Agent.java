package io.impuls.contracts.event;

import java.util.Objects;

/**
 * Who acted: a human or a machine.
 *
 * @param verdict the class
 * @param reason why; null for a human
 */
public record Agent(Verdict verdict, String reason) {

  /** A human, as long as nothing says otherwise. */
  public static final Agent HUMAN = new Agent(Verdict.HUMAN, null);

  /** Classes of actor (3.28). */
  public enum Verdict {
    HUMAN,
    SUSPECT,
    MACHINE
  }

  public Agent {
    Objects.requireNonNull(verdict, "verdict");
  }
}
