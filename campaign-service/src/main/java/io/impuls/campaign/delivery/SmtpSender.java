package io.impuls.campaign.delivery;

import io.impuls.campaign.domain.EmailAddress;
import io.impuls.campaign.domain.Handover;
import io.impuls.campaign.domain.MailTemplate;
import io.impuls.campaign.domain.Sender;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Sends by SMTP. The send's id is the mail's Message-ID, so a mail found anywhere names its send.
 */
public final class SmtpSender implements Sender {

  private static final Logger LOG = Logger.getLogger(SmtpSender.class);

  /** RFC 5321, 4.2.1: from here on a reply refuses for good. */
  private static final int PERMANENT = 500;

  private final ReactiveMailer mailer;
  private final String messageIdDomain;
  private final Duration bound;

  /**
   * Sends through {@code mailer}.
   *
   * @param messageIdDomain right side of the Message-ID
   * @param bound how long to wait for the server's answer; more than its connect time-out, so that
   *     a server that cannot be connected to is told from one that does not answer
   */
  public SmtpSender(ReactiveMailer mailer, String messageIdDomain, Duration bound) {
    this.mailer = mailer;
    this.messageIdDomain = messageIdDomain;
    this.bound = bound;
  }

  @Override
  public Handover send(UUID sendId, EmailAddress to, MailTemplate.Filled mail) {
    Mail message = new Mail();
    message.addTo(to.value());
    message.setSubject(mail.subject());
    message.setHtml(mail.html());
    message.setText(mail.text());
    message.addHeader("Message-ID", "<" + sendId + "@" + messageIdDomain + ">");
    mail.headers().forEach(message::addHeader);
    try {
      mailer.send(message).await().atMost(bound);
      return new Handover.Accepted();
    } catch (TimeoutException e) {
      return new Handover.Unclear("no answer within " + bound);
    } catch (RuntimeException e) {
      return outcome(e);
    }
  }

  /** Only what proves that the server does not have the mail counts as not handed over. */
  static Handover outcome(Throwable trouble) {
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (cause instanceof SMTPException reply) {
        int code = reply.getReplyCode();
        return code >= PERMANENT ? new Handover.Refused(code) : new Handover.Deferred(code);
      }
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof NoRouteToHostException) {
        return new Handover.Unreachable();
      }
    }
    // the message may hold the address: only the class is logged
    LOG.warnf("hand-over ended unclear cause=%s", trouble.getClass().getName());
    return new Handover.Unclear(trouble.getClass().getSimpleName());
  }
}
