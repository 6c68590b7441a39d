package io.impuls.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.campaign.domain.Handover;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class SmtpSenderTest {

  @Test
  void tellsRefusalsFromDeferrals() {
    assertThat(outcome(reply(550))).isEqualTo(new Handover.Refused(550));
    assertThat(outcome(reply(451))).isEqualTo(new Handover.Deferred(451));
    assertThat(outcome(new CompletionException(reply(554)))).isEqualTo(new Handover.Refused(554));
  }

  @Test
  void knowsThatNothingWasHandedOverWithoutAConnection() {
    assertThat(outcome(new CompletionException(new ConnectException("refused"))))
        .isEqualTo(new Handover.Unreachable());
    assertThat(outcome(new RuntimeException(new UnknownHostException("mail"))))
        .isEqualTo(new Handover.Unreachable());
  }

  @Test
  void takesAnythingElseAsUnclear() {
    assertThat(outcome(new java.io.IOException("socket was closed unexpected.")))
        .isInstanceOf(Handover.Unclear.class);
  }

  private static Handover outcome(Throwable trouble) {
    return SmtpSender.outcome(trouble);
  }

  private static SMTPException reply(int code) {
    return new SMTPException("refused", code, List.of(code + " no"), true);
  }
}
