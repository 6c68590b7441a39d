package io.impuls.tracking.collector.domain;

/**
 * Carries a refusal up through the nested reading of one event. It never leaves this package: the
 * outcome that callers see is a value. Without a stack trace, as hostile input would pay for it.
 */
final class RefusedException extends Exception {

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.detail(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
