package io.impuls.tracking.collector.message;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.message.MessageToken.Use;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.MailReaders;
import io.impuls.tracking.collector.domain.MessageMetrics;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.protocol.VisitorCookie;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A link of a mail or an SMS: on to the address in its signed token, and nowhere else. The browser
 * that follows it becomes the person's (CT-10), unless it says that nobody is behind it or asks not
 * to be followed.
 */
public final class ClickRedirect extends MessageLink {

  /** The route of links in mails. */
  public static final String MAIL_PATH = "/m/c/:token";

  /** The route of links in SMS. */
  public static final String SMS_PATH = "/s/:token";

  /**
   * How long somebody on the way to a page waits for Kafka. Being sent on late is forgotten, being
   * stranded is not.
   */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String type;

  private ClickRedirect(
      MessageKeys keys, Use use, String type, MailReaders readers, MessageMetrics metrics) {
    super(keys, use, readers, metrics);
    this.type = type;
  }

  /** Makes the route of links in mails. */
  public static ClickRedirect ofMail(
      MessageKeys keys, MailReaders readers, MessageMetrics metrics) {
    return new ClickRedirect(keys, Use.CLICK, EventTypes.EMAIL_CLICKED, readers, metrics);
  }

  /** Makes the route of links in SMS. */
  public static ClickRedirect ofSms(MessageKeys keys, MailReaders readers, MessageMetrics metrics) {
    return new ClickRedirect(keys, Use.SMS_CLICK, EventTypes.SMS_CLICKED, readers, metrics);
  }

  @Override
  Judgement judge(MessageToken token, IntakeRequest request) {
    Reply onwards = Reply.empty(302).with("Location", token.url());
    if (!token.personal()) {
      return unnamed(type, onwards);
    }
    LinkUse use = new LinkUse(token, request);
    Optional<VisitorCookie> cookie = cookie(use);
    return new Judgement.Store(
        List.of(use.event(type, cookie.map(VisitorCookie::id).orElse(null), Map.of(), Map.of())),
        cookie.map(c -> c.set(onwards)).orElse(onwards),
        // without the cookie: nobody knows yet whose it would be
        Optional.of(new Judgement.Unstored(onwards, PATIENCE)));
  }

  /** Somebody on the way to a page is sent on, with or without Kafka. */
  @Override
  public boolean needsKafka() {
    return false;
  }

  /** By Global Privacy Control (3.29) the click counts, and the browser stays unnamed. */
  private static Optional<VisitorCookie> cookie(LinkUse use) {
    return use.machine() != null || "1".equals(use.request().header("sec-gpc"))
        ? Optional.empty()
        : Optional.of(VisitorCookie.renew(use.request()));
  }
}
