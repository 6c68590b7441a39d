package io.impuls.campaign.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.campaign.domain.Outbox.Parcel;
import io.impuls.campaign.domain.Recipient;
import io.impuls.campaign.domain.Samples;
import io.impuls.campaign.domain.Send;
import io.impuls.campaign.domain.SentEvent;
import io.impuls.contracts.delivery.Delivery;
import io.impuls.contracts.delivery.Delivery.State;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.Topics;
import io.impuls.testkit.Events;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaPublisherTest {

  private final Send send = Samples.send(Samples.ANN, State.SENT, null);

  @Test
  void writesDeliveriesUnderTheirPerson() {
    Delivery delivery = send.delivery(Samples.NOON);

    ProducerRecord<String, byte[]> record = KafkaPublisher.record(new Parcel.OfDelivery(delivery));

    assertThat(record.topic()).isEqualTo("campaign.deliveries");
    assertThat(record.key()).isEqualTo(Samples.WORKSPACE + "|" + Samples.ANN);
    assertThat(Topics.DELIVERIES.serde().deserialize(record.topic(), record.value()))
        .isEqualTo(delivery);
    assertThat(new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
        .isEqualTo("io.impuls.campaign.delivery.v1");
  }

  @Test
  void writesSentEventsAsTheCollectorWould() {
    Recipient ann =
        Recipient.unknown(Samples.WORKSPACE, Samples.ANN)
            .with(Events.identified(null, "ann@example.test").build());
    Event event = SentEvent.of(send, ann, Samples.NOON).orElseThrow();

    ProducerRecord<String, byte[]> record = KafkaPublisher.record(new Parcel.OfEvent(event));

    assertThat(record.topic()).isEqualTo("tracking.collected");
    assertThat(record.key()).isEqualTo(Samples.WORKSPACE + "|EMAIL:ann@example.test");
    assertThat(Topics.COLLECTED.serde().deserialize(record.topic(), record.value()))
        .isEqualTo(event);
  }
}
