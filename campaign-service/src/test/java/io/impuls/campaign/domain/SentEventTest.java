package io.impuls.campaign.domain;

import static io.impuls.campaign.domain.Samples.ANN;
import static io.impuls.campaign.domain.Samples.NOON;
import static io.impuls.campaign.domain.Samples.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Ids;
import io.impuls.contracts.delivery.Delivery.State;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Source;
import io.impuls.testkit.Events;
import org.junit.jupiter.api.Test;

class SentEventTest {

  private final Send send = Samples.send(ANN, State.SENT, null);
  private final Recipient nobody = Recipient.unknown(WORKSPACE, ANN);

  @Test
  void isOneEventHoweverOftenItIsTold() {
    Recipient ann = nobody.with(Events.identified(null, "ann@example.test").build());

    Event first = SentEvent.of(send, ann, NOON).orElseThrow();
    Event again = SentEvent.of(send, ann, NOON.plusSeconds(9)).orElseThrow();

    assertThat(first.eventId())
        .isEqualTo(again.eventId())
        .isEqualTo(Ids.event(WORKSPACE, "campaign", send.id().toString()));
    assertThat(first.payloadHash()).isEqualTo(again.payloadHash());
    assertThat(first.type()).isEqualTo("email.sent");
    assertThat(first.source().kind()).isEqualTo(Source.Kind.CAMPAIGN);
    assertThat(first.properties())
        .containsEntry("campaign", "hot")
        .containsEntry("sendId", send.id().toString());
    assertThat(first.identity().intakeKey().orElseThrow()).hasToString("EMAIL:ann@example.test");
  }

  @Test
  void namesThePersonByTheShopsIdWhereThereIsOne() {
    Recipient ann = nobody.with(Events.identified("17850", "ann@example.test").build());

    Event event = SentEvent.of(send, ann, NOON).orElseThrow();

    assertThat(event.identity().known()).hasSize(1);
    assertThat(event.identity().intakeKey().orElseThrow()).hasToString("USER_ID:17850");
  }

  @Test
  void isNothingForWhoCannotBeNamed() {
    assertThat(SentEvent.of(send, nobody, NOON)).isEmpty();
  }
}
