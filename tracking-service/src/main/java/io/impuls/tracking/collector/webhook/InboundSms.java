package io.impuls.tracking.collector.webhook;

import io.impuls.contracts.event.EventTypes;
import java.util.Optional;

/** A text from a person, by whatever provider it came. */
final class InboundSms {

  private InboundSms() {}

  /**
   * Begins the report of a text. STOP unsubscribes; START restores nothing, as consent takes the
   * words that it was given to.
   *
   * @param asked what the provider found it to ask for; empty to look ourselves
   */
  static MessageReport report(String provider, String text, Optional<Keyword> asked) {
    Optional<Keyword> keyword = asked.or(() -> Keyword.of(text));
    boolean stop = keyword.equals(Optional.of(Keyword.STOP));
    return new MessageReport(provider, stop ? EventTypes.SMS_UNSUBSCRIBED : EventTypes.SMS_REPLIED)
        .property("text", text)
        .property("keyword", keyword.map(Enum::name).orElse(null));
  }
}
