package io.impuls.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.ClientClock;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Order;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.score.ScoreChange;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TopicsTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Instant AT = Instant.parse("2026-03-28T11:00:00.123Z");

  @Test
  void writesAnEventAndReadsTheSameBack() {
    Event event = order();

    byte[] json = Topics.EVENTS.serde().serialize(Topics.EVENTS.name(), event);

    assertThat(Topics.EVENTS.serde().deserialize(Topics.EVENTS.name(), json)).isEqualTo(event);
  }

  @Test
  void putsCloudEventsAttributesIntoHeaders() {
    Headers headers = new RecordHeaders();

    Topics.EVENTS.serde().serialize(Topics.EVENTS.name(), headers, order());

    assertThat(text(headers, "ce_specversion")).isEqualTo("1.0");
    assertThat(text(headers, "ce_type")).isEqualTo("io.impuls.tracking.event.v1");
    assertThat(text(headers, "ce_id")).isEqualTo(order().eventId().toString());
    assertThat(text(headers, "ce_source")).isEqualTo("/tracking/" + WORKSPACE + "/shop");
    assertThat(text(headers, "ce_time")).isEqualTo("2026-03-28T11:00:00.123Z");
    assertThat(text(headers, "content-type")).isEqualTo("application/json");
  }

  @Test
  void writesPointsAsPlainNumbersThatAnyoneCanRead() {
    ScoreChange change =
        new ScoreChange(
            WORKSPACE,
            WORKSPACE,
            "demo",
            1,
            7,
            Points.of(40),
            new Points(55_500),
            null,
            "HOT",
            AT,
            null,
            List.of(),
            null,
            0);

    String json =
        new String(
            Topics.SCORE_CHANGES.serde().serialize(Topics.SCORE_CHANGES.name(), change),
            StandardCharsets.UTF_8);

    assertThat(json).contains("\"from\":40,\"to\":55.5,\"bandTo\":\"HOT\"");
  }

  @Test
  void readsRecordsOfALaterReleaseWithFieldsItDoesNotKnow() {
    byte[] later =
        "{\"kind\":\"BROWSER\",\"id\":\"site\",\"colour\":\"red\"}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(JsonSerde.of(Source.class).deserialize("any", later))
        .isEqualTo(new Source("site", Source.Kind.BROWSER));
  }

  @Test
  void saysWhichTopicCouldNotBeRead() {
    assertThatThrownBy(() -> Topics.EVENTS.serde().deserialize("tracking.events", new byte[] {'{'}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("tracking.events");
  }

  @Test
  void topicsKeyedByPersonShareOnePartitionCountSoThatTheyCanBeJoined() {
    assertThat(
            List.of(
                Topics.EVENTS,
                Topics.SCORE_CHANGES,
                Topics.DECISIONS,
                Topics.TAG_CHANGES,
                Topics.CONTACT_CHANGES,
                Topics.DELIVERIES))
        .extracting(Topic::partitions)
        .containsOnly(Topics.PARTITIONS);
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static Event order() {
    return new Event(
        WORKSPACE,
        UUID.fromString("6f1d9c7e-2b7a-5c3e-9a51-0d7c1f4b8e21"),
        "order-536365",
        "order.placed",
        new Source("shop", Source.Kind.BACKEND),
        AT,
        AT.plusSeconds(1),
        new ClientClock(AT, null),
        new Identity(null, null, "17850", null, null),
        null,
        new Order("536365", new BigDecimal("139.12"), "GBP"),
        List.of(
            new Product(
                "85123A",
                "WHITE HANGING HEART T-LIGHT HOLDER",
                null,
                null,
                new BigDecimal("2.55"),
                BigDecimal.valueOf(6),
                null)),
        Map.of("channel", "web"),
        Map.of(),
        Map.of(),
        Map.of(),
        null,
        null,
        null,
        null);
  }
}
