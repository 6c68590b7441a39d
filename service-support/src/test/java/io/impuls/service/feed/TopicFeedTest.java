package io.impuls.service.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.impuls.contracts.topic.Topics;
import io.impuls.service.problem.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TopicFeedTest {

  @Test
  void oneListenerTooManyIsAskedToComeAgain() {
    assertThat(refusal(feed(0)).problem().detail())
        .isEqualTo("This instance already has 0 listeners to scoring.score-changes");
  }

  @Test
  void whereKafkaIsAwayItSaysSoAndGivesThePlaceBack() {
    TopicFeed feed = feed(1);

    for (int i = 0; i < 2; i++) {
      assertThat(refusal(feed).problem().detail()).startsWith("Kafka does not answer");
    }
  }

  private static TopicFeed feed(int listeners) {
    return new TopicFeed(
        Topics.SCORE_CHANGES,
        "score-change",
        "127.0.0.1:1",
        "test",
        listeners,
        InstantSource.system(),
        new SimpleMeterRegistry());
  }

  private static ProblemException refusal(TopicFeed feed) {
    ProblemException refusal =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                feed.open(
                    null, new FeedStart.Now(), UUID.randomUUID(), record -> true, Instant.MAX));
    assertThat(refusal.problem().status()).isEqualTo(503);
    assertThat(refusal.retryAfter()).isPresent();
    return refusal;
  }
}
