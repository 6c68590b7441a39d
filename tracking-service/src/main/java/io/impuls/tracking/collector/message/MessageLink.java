package io.impuls.tracking.collector.message;

import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.message.MessageToken.Use;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.MailReaders;
import io.impuls.tracking.collector.domain.MessageMetrics;
import io.impuls.tracking.collector.domain.Reply;
import java.util.Set;

/**
 * One kind of link: its token is the last part of the path. A token that is not ours gets a page
 * that says so, leads nowhere and leaves nothing behind.
 */
abstract class MessageLink implements IntakeProtocol {

  /** Ends the address of an image, for mail programs that look at it. */
  private static final String GIF = ".gif";

  /** What tells that somebody reads a mail; all else is the person's own act. */
  private static final Set<Use> OF_READERS = Set.of(Use.OPEN, Use.CLICK, Use.HIDDEN);

  private final MessageKeys keys;
  private final Use use;
  private final MailReaders readers;
  private final MessageMetrics metrics;

  MessageLink(MessageKeys keys, Use use, MailReaders readers, MessageMetrics metrics) {
    this.keys = keys;
    this.use = use;
    this.readers = readers;
    this.metrics = metrics;
  }

  @Override
  public final Judgement judge(IntakeRequest request) {
    return keys.open(token(request.path()), use)
        .map(token -> judge(deadened(token), request))
        .orElseGet(
            () -> {
              metrics.unknownToken();
              return new Judgement.AnswerNow(Pages.unknown(request));
            });
  }

  /** Links that were sent before somebody withdrew name nobody any more (semantics 3.25). */
  private MessageToken deadened(MessageToken token) {
    return token.personal()
            && OF_READERS.contains(use)
            && readers.withdrew(token.workspace(), token.person())
        ? token.impersonal()
        : token;
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
