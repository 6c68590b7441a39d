package io.impuls.tracking.collector.message;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.message.MessageToken.Use;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.MailReaders;
import io.impuls.tracking.collector.domain.MessageMetrics;
import java.util.List;
import java.util.Map;

/** A link that nobody sees: whoever follows it reads mails as machines do (semantics 3.28). */
public final class HiddenLink extends MessageLink {

  /** The route. */
  public static final String PATH = "/m/h/:token";

  /** Makes the route. */
  public HiddenLink(MessageKeys keys, MailReaders readers, MessageMetrics metrics) {
    super(keys, Use.HIDDEN, readers, metrics);
  }

  @Override
  Judgement judge(MessageToken token, IntakeRequest request) {
    if (!token.personal()) {
      return new Judgement.AnswerNow(Pages.hidden(request));
    }
    Map<String, Object> hidden =
        Map.of("hidden", true, "machine", true, "machineReason", "hidden link");
    return new Judgement.Store(
        List.of(
            new LinkUse(token, request).event(EventTypes.EMAIL_CLICKED, null, hidden, Map.of())),
        Pages.hidden(request));
  }
}
