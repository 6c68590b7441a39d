package io.impuls.tracking.collector.message;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.message.MessageToken.Use;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.MailReaders;
import io.impuls.tracking.collector.domain.MessageMetrics;
import io.impuls.tracking.collector.domain.Reply;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The image that a mail program asks for when a mail is opened. It names no browser: it is mostly
 * fetched by a mail provider's proxy, and a cookie would be the proxy's.
 */
public final class OpenPixel extends MessageLink {

  /** The route. */
  public static final String PATH = "/m/o/:token";

  /** One transparent pixel. */
  private static final byte[] GIF =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  /** Makes the route. */
  public OpenPixel(MessageKeys keys, MailReaders readers, MessageMetrics metrics) {
    super(keys, Use.OPEN, readers, metrics);
  }

  @Override
  Judgement judge(MessageToken token, IntakeRequest request) {
    if (!token.personal()) {
      return unnamed(EventTypes.EMAIL_OPENED, image(200));
    }
    LinkUse use = new LinkUse(token, request);
    return new Judgement.Store(
        List.of(use.event(EventTypes.EMAIL_OPENED, null, Map.of(), Map.of())), image(200));
  }

  /** Not stored, and so not said to be; the image goes along, so that no gap shows in the mail. */
  @Override
  public Reply later() {
    return image(503).with("Retry-After", "1");
  }

  private static Reply image(int status) {
    return new Reply(status, "image/gif", GIF, List.of())
        .with("Cache-Control", "no-cache, no-store, must-revalidate");
  }
}
