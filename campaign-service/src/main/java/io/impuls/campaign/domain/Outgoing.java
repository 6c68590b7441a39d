package io.impuls.campaign.domain;

import java.util.Map;

/**
 * A send that is being handed over.
 *
 * @param send as kept, in state handing-off
 * @param to where
 * @param template what, not yet filled
 * @param data what the template may say
 * @param tracking whether the person agreed that openings and clicks are followed
 */
public record Outgoing(
    Send send, EmailAddress to, MailTemplate template, Map<String, String> data, Consent tracking) {
  public Outgoing {
    data = Map.copyOf(data);
  }
}
