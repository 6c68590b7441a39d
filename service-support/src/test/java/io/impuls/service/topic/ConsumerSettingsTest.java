package io.impuls.service.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsumerSettingsTest {

  @Test
  void readsCommittedRecordsOnlyAndCommitsItself() {
    assertThat(ConsumerSettings.properties(TopicReaderSettings.of("k:1", "contact", "contact-1")))
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("enable.auto.commit", false)
        .containsEntry("auto.offset.reset", "earliest")
        .containsEntry("group.instance.id", "contact-1")
        .containsEntry("session.timeout.ms", 15_000)
        .containsEntry("max.poll.records", 500);
  }

  @Test
  void refusesABackoffThatNeverEndsOrNeverWaits() {
    assertThatThrownBy(
            () ->
                new TopicReaderSettings("k:1", "g", null, 1, Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new TopicReaderSettings(
                    "k:1", "g", null, 1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
