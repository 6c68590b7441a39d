package io.impuls.tracking.collector.message;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.message.MessageToken.Use;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.MailReaders;
import io.impuls.tracking.collector.domain.MessageMetrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Unsubscribing (RFC 8058, semantics 3.23): GET shows a page and changes nothing, as scanners
 * follow links; every POST acts, whatever its body says, since a refusal over a form's letters
 * would keep somebody subscribed. No cookie, no login, no redirect, and again is as once.
 */
public final class Unsubscription extends MessageLink {

  /** The route. */
  public static final String PATH = "/m/u/:token";

  /** What the page's other button sends: no marketing by any channel. */
  private static final String ALL = "scope=all";

  private static final Map<String, Boolean> THIS = Map.of("marketing_email", false);
  private static final Map<String, Boolean> EVERY =
      Map.of("marketing_email", false, "marketing_sms", false);

  /** Makes the route. */
  public Unsubscription(MessageKeys keys, MailReaders readers, MessageMetrics metrics) {
    super(keys, Use.UNSUBSCRIBE, readers, metrics);
  }

  @Override
  Judgement judge(MessageToken token, IntakeRequest request) {
    if (!request.method().equals("POST")) {
      return new Judgement.AnswerNow(Pages.unsubscribe(request));
    }
    boolean all = new String(request.body(), StandardCharsets.ISO_8859_1).contains(ALL);
    return new Judgement.Store(
        List.of(
            new LinkUse(token, request)
                .event(EventTypes.EMAIL_UNSUBSCRIBED, null, Map.of(), all ? EVERY : THIS)),
        Pages.unsubscribed(request));
  }
}
