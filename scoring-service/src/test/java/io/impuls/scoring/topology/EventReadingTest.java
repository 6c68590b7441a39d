package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.streams.history.EventReading;
import io.impuls.testkit.Events;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EventReadingTest {

  private static final UUID ANNA = new UUID(0, 1);

  private final EventReading reading = new EventReading(Events.WORKSPACE, "page.viewed"::equals);

  @Test
  void readsTheWorkspacesEventsOfTheTypes() {
    Event view = Events.pageViewed("https://s.test/").person(ANNA).build();

    assertThat(reading.read(record(view))).contains(view);
    assertThat(reading.read(record(Events.of("file.downloaded").person(ANNA).build()))).isEmpty();
    assertThat(
            reading.read(
                record(
                    Events.pageViewed("https://s.test/").in(new UUID(7, 7)).person(ANNA).build())))
        .isEmpty();
    assertThat(reading.unreadable()).isZero();
  }

  @Test
  void aTypeInsideOfSomethingElseIsNotTheEvents() {
    Event other = Events.of("custom.x").property("type", "page.viewed").person(ANNA).build();

    assertThat(reading.read(record(other))).isEmpty();
  }

  /** Cut short after its type, and what is no event at all. */
  @Test
  void countsWhatItCannotRead() {
    assertThat(reading.read(record("{\"type\":\"page.viewed\",".getBytes(StandardCharsets.UTF_8))))
        .isEmpty();
    assertThat(reading.read(record("[]".getBytes(StandardCharsets.UTF_8)))).isEmpty();
    assertThat(reading.read(record("{}".getBytes(StandardCharsets.UTF_8)))).isEmpty();

    assertThat(reading.unreadable()).isEqualTo(3);
  }

  private static ConsumerRecord<byte[], byte[]> record(Event event) {
    byte[] value = Topics.EVENTS.serde().serialize(Topics.EVENTS.name(), event);
    return new ConsumerRecord<>(
        Topics.EVENTS.name(),
        0,
        0,
        new PersonKey(event.workspace(), ANNA).text().getBytes(StandardCharsets.UTF_8),
        value);
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
    return new ConsumerRecord<>(
        Topics.EVENTS.name(),
        0,
        0,
        new PersonKey(Events.WORKSPACE, ANNA).text().getBytes(StandardCharsets.UTF_8),
        value);
  }
}
