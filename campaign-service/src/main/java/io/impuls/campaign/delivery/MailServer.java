package io.impuls.campaign.delivery;

import io.impuls.campaign.domain.Backoff;
import io.impuls.campaign.domain.Handover;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the mail server answers. While it does not, everybody waits together, so that an outage
 * costs a few tries and not one for each mail.
 */
public final class MailServer {

  private final Backoff backoff;
  private int failures;
  private Instant awaySince;
  private Instant tryAgainAt = Instant.MIN;

  public MailServer(Backoff backoff) {
    this.backoff = backoff;
  }

  /** Whether to try now. */
  public synchronized boolean mayTry(Instant now) {
    return !now.isBefore(tryAgainAt);
  }

  /** Learns from a hand-over. */
  public synchronized void learn(Handover outcome, Instant now) {
    if (outcome instanceof Handover.Unfit) {
      return;
    }
    if (!(outcome instanceof Handover.Unreachable)) {
      failures = 0;
      awaySince = null;
      tryAgainAt = Instant.MIN;
      return;
    }
    if (mayTry(now)) {
      failures++;
      tryAgainAt = now.plus(backoff.after(failures));
      awaySince = awaySince == null ? now : awaySince;
    }
  }

  /** Gives since when it does not answer; empty while it does. */
  public synchronized Optional<Instant> awaySince() {
    return Optional.ofNullable(awaySince);
  }
}
