package io.impuls.campaign.domain;

import java.util.UUID;

/** Port: a provider that takes mail. */
public interface Sender {

  /**
   * Hands a mail over and says what became of it; never throws for what a provider can do.
   *
   * @param sendId names the mail for ever, also to the provider
   */
  Handover send(UUID sendId, EmailAddress to, MailTemplate.Filled mail);
}
