package io.impuls.campaign.domain;

import static io.impuls.campaign.domain.Samples.ANN;
import static io.impuls.campaign.domain.Samples.MAIL;
import static io.impuls.campaign.domain.Samples.NOON;
import static io.impuls.campaign.domain.Samples.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.delivery.Delivery;
import io.impuls.contracts.delivery.Delivery.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SendTest {

  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private final Instant later = NOON.plusSeconds(5);
  private final Send reserved = decided(new Decision.Send(MAIL));
  private final Send leaving = reserved.handingOff();

  @Test
  void hasTheSameIdForTheSameCampaignAndPerson() {
    assertThat(decided(new Decision.Wait(NOON)).id()).isEqualTo(reserved.id());
  }

  @Test
  void claimsAMailboxOnlyWhenReserved() {
    assertThat(reserved.progress())
        .isEqualTo(new Progress(State.RESERVED, null, MAIL.hash(WORKSPACE), 0, NOON));
    assertThat(decided(new Decision.Wait(NOON.plusSeconds(60))).progress())
        .isEqualTo(new Progress(State.WAITING, null, null, 0, NOON.plusSeconds(60).plusMillis(1)));
    assertThat(decided(new Decision.Skip(Reason.of(Reason.Kind.TOO_LATE))).progress())
        .isEqualTo(new Progress(State.FAILED, Reason.of(Reason.Kind.TOO_LATE), null, 0, null));
  }

  @Test
  void countsHandOversAndIsNotDueDuringOne() {
    assertThat(leaving.progress())
        .isEqualTo(new Progress(State.HANDING_OFF, null, MAIL.hash(WORKSPACE), 1, null));
  }

  @Test
  void isSentFailedOrUnknownByTheAnswer() {
    assertThat(after(new Handover.Accepted()).state()).isEqualTo(State.SENT);
    assertThat(after(new Handover.Refused(550)).progress().reason())
        .isEqualTo(new Reason(Reason.Kind.REFUSED, "550"));
    assertThat(after(new Handover.Refused(550)).state()).isEqualTo(State.FAILED);
    assertThat(after(new Handover.Unclear("time-out")).state()).isEqualTo(State.UNKNOWN);
    assertThat(leaving.abandoned().state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void isReservedAgainWhenNothingWasHandedOver() {
    Send deferred = after(new Handover.Deferred(451));
    assertThat(deferred.state()).isEqualTo(State.RESERVED);
    assertThat(deferred.progress().dueAt()).isEqualTo(later.plusSeconds(1));
    // the second time it waits twice as long: 1 s * 2
    assertThat(
            deferred
                .handingOff()
                .after(new Handover.Deferred(451), backoff, later)
                .progress()
                .dueAt())
        .isEqualTo(later.plusSeconds(2));
    assertThat(after(new Handover.Unreachable()).progress().dueAt()).isEqualTo(later);
  }

  @Test
  void freesTheMailboxWhenTheMailCouldNotBeMade() {
    Send unfit = after(new Handover.Unfit("html cannot be filled"));

    assertThat(unfit.state()).isEqualTo(State.FAILED);
    assertThat(unfit.progress().addressHash()).isNull();
    assertThat(unfit.startsAnew()).isTrue();
  }

  @Test
  void startsAnewOnlyWhenNothingCameOfIt() {
    assertThat(decided(new Decision.Skip(Reason.of(Reason.Kind.TOO_LATE))).startsAnew()).isTrue();
    assertThat(decided(new Decision.Skip(Reason.of(Reason.Kind.ADDRESS_TAKEN))).startsAnew())
        .isFalse();
    assertThat(after(new Handover.Refused(550)).startsAnew()).isFalse();
    assertThat(after(new Handover.Accepted()).startsAnew()).isFalse();
  }

  @Test
  void tellsOfItselfWithoutTheAddress() {
    Delivery delivery = after(new Handover.Accepted()).delivery(later);

    assertThat(delivery)
        .isEqualTo(
            new Delivery(
                WORKSPACE,
                ANN,
                "hot",
                reserved.id(),
                "EMAIL",
                State.SENT,
                null,
                ANN + "/1/7",
                NOON,
                later));
  }

  private Send after(Handover handover) {
    return leaving.after(handover, backoff, later);
  }

  private static Send decided(Decision decision) {
    return Send.decided(Samples.hotCampaign(), ANN, Samples.occasion(ANN, NOON), decision, NOON);
  }
}
