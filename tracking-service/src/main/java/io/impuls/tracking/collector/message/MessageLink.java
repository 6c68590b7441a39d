package io.impuls.tracking.collector.message;

import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.message.MessageToken.Use;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.MessageMetrics;
import io.impuls.tracking.collector.domain.Reply;

/**
 * One kind of link: its token is the last part of the path. A token that is not ours gets a page
 * that says so, leads nowhere and leaves nothing behind.
 */
abstract class MessageLink implements IntakeProtocol {

  /** Ends the address of an image, for mail programs that look at it. */
  private static final String GIF = ".gif";

  private final MessageKeys keys;
  private final Use use;
  private final MessageMetrics metrics;

  MessageLink(MessageKeys keys, Use use, MessageMetrics metrics) {
    this.keys = keys;
    this.use = use;
    this.metrics = metrics;
  }

  @Override
  public final Judgement judge(IntakeRequest request) {
    return keys.open(token(request.path()), use)
        .map(token -> judge(token, request))
        .orElseGet(
            () -> {
              metrics.unknownToken();
              return new Judgement.AnswerNow(Pages.unknown(request));
            });
  }

  /** Judges the use of a link that one of us made. */
  abstract Judgement judge(MessageToken token, IntakeRequest request);

  /** Counts the use of a link that names nobody, and answers it. */
  final Judgement unnamed(String eventType, Reply reply) {
    metrics.unnamed(eventType);
    return new Judgement.AnswerNow(reply);
  }

  @Override
  public Reply later() {
    return Pages.later();
  }

  @Override
  public Reply tooLarge(int most) {
    return Reply.empty(413);
  }

  @Override
  public Reply notUnpackable() {
    return Reply.empty(400);
  }

  private static String token(String path) {
    String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String last = whole.substring(whole.lastIndexOf('/') + 1);
    return last.endsWith(GIF) ? last.substring(0, last.length() - GIF.length()) : last;
  }
}
