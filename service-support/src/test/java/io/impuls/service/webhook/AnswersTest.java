package io.impuls.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnswersTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void onlyWhatBeginsWithTwoIsSuccess() {
    assertThat(Answers.reply(200, null, NOW)).isEqualTo(new Reply.Taken(200));
    assertThat(Answers.reply(299, null, NOW)).isEqualTo(new Reply.Taken(299));
    assertThat(Answers.reply(410, null, NOW)).isEqualTo(new Reply.Gone());
    assertThat(failed(199, null).status()).isEqualTo(199);
    assertThat(failed(404, null).reason()).isEqualTo("answered 404");
    assertThat(failed(302, null).reason()).contains("redirects are not followed");
  }

  @Test
  void readsRetryAfterAsSecondsOrAsADate() {
    assertThat(failed(503, "120").retryAfter()).isEqualTo(Duration.ofMinutes(2));
    assertThat(failed(429, "Fri, 20 Nov 2026 10:00:30 GMT").retryAfter())
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(failed(429, "Fri, 20 Nov 2026 09:00:00 GMT").retryAfter()).isZero();
    assertThat(failed(503, "soon").retryAfter()).isZero();
    assertThat(failed(503, "-5").retryAfter()).isZero();
    assertThat(failed(503, null).retryAfter()).isZero();
  }

  private static Reply.Failed failed(int status, String retryAfter) {
    return (Reply.Failed) Answers.reply(status, retryAfter, NOW);
  }
}
