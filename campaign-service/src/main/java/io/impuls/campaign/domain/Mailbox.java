package io.impuls.campaign.domain;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether a person can be mailed right now.
 *
 * @param address where to; null when unknown
 * @param consent whether the person agreed
 * @param taken whether this campaign has a send for the address already, by another person
 */
public record Mailbox(EmailAddress address, Consent consent, boolean taken) {
  public Mailbox {
    Objects.requireNonNull(consent, "consent");
  }

  /** Gives what is missing and may still come. */
  public Optional<Reason> missing() {
    if (address == null) {
      return Optional.of(Reason.of(Reason.Kind.NO_ADDRESS));
    }
    return consent == Consent.GRANTED
        ? Optional.empty()
        : Optional.of(Reason.of(Reason.Kind.NO_CONSENT));
  }
}
