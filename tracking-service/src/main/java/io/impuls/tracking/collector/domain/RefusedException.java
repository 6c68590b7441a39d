package io.impuls.tracking.collector.domain;

/**
 * Carries a refusal up through the nested reading of one event. Whoever judges events turns it into
 * a {@link Verdict}. Without a stack trace, as hostile input would pay for it.
 */
public final class RefusedException extends Exception {

  private final transient Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.detail(), null, false, false);
    this.refusal = refusal;
  }

  /** Gives why. */
  public Refusal refusal() {
    return refusal;
  }
}
