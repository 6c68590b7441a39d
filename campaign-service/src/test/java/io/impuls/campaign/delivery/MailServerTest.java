package io.impuls.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.campaign.domain.Backoff;
import io.impuls.campaign.domain.Handover;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MailServerTest {

  private final Instant noon = Instant.parse("2026-03-02T12:00:00Z");
  private final MailServer server =
      new MailServer(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4)));

  @Test
  void isTriedLessAndLessWhileAway() {
    server.learn(new Handover.Unreachable(), noon);
    assertThat(server.mayTry(noon.plusMillis(999))).isFalse();
    assertThat(server.mayTry(noon.plusSeconds(1))).isTrue();

    server.learn(new Handover.Unreachable(), noon.plusSeconds(1));
    assertThat(server.mayTry(noon.plusMillis(2_999))).isFalse();
    assertThat(server.mayTry(noon.plusSeconds(3))).isTrue();
    assertThat(server.awaySince()).contains(noon);
  }

  @Test
  void countsConcurrentFailuresOnce() {
    server.learn(new Handover.Unreachable(), noon);
    server.learn(new Handover.Unreachable(), noon.plusMillis(1));

    assertThat(server.mayTry(noon.plusSeconds(1))).isTrue();
  }

  @Test
  void isBackWithTheFirstAnswer() {
    server.learn(new Handover.Unreachable(), noon);
    server.learn(new Handover.Deferred(451), noon.plusSeconds(1));

    assertThat(server.mayTry(noon.plusSeconds(1))).isTrue();
    assertThat(server.awaySince()).isEmpty();
  }
}
