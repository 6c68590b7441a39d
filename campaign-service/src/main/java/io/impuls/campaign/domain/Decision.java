package io.impuls.campaign.domain;

import java.time.Instant;
import java.util.Optional;

/** What to do about an occasion. */
public sealed interface Decision {

  /** Mail it. */
  record Send(EmailAddress to) implements Decision {}

  /** Something is missing that may come before {@code until}. */
  record Wait(Instant until) implements Decision {}

  /** Do not mail it. */
  record Skip(Reason reason) implements Decision {}

  /**
   * Decides when the trigger is read. What is past its useful time is skipped, however complete.
   */
  static Decision first(Instant usefulUntil, Mailbox mailbox, Instant now) {
    return decide(usefulUntil, mailbox, now, Reason.of(Reason.Kind.TOO_LATE));
  }

  /** Decides again about one that waited; when its time is over, what was missing is the reason. */
  static Decision again(Instant usefulUntil, Mailbox mailbox, Instant now) {
    return decide(
        usefulUntil, mailbox, now, mailbox.missing().orElse(Reason.of(Reason.Kind.TOO_LATE)));
  }

  private static Decision decide(
      Instant usefulUntil, Mailbox mailbox, Instant now, Reason whenOver) {
    if (now.isAfter(usefulUntil)) {
      return new Skip(whenOver);
    }
    Optional<Reason> missing = mailbox.missing();
    if (missing.isPresent()) {
      return new Wait(usefulUntil);
    }
    return mailbox.taken()
        ? new Skip(Reason.of(Reason.Kind.ADDRESS_TAKEN))
        : new Send(mailbox.address());
  }
}
