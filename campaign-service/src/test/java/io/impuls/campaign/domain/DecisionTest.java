package io.impuls.campaign.domain;

import static io.impuls.campaign.domain.Samples.MAIL;
import static io.impuls.campaign.domain.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecisionTest {

  private final Instant until = NOON.plusSeconds(3600);
  private final Instant over = until.plusMillis(1);
  private final Mailbox open = new Mailbox(MAIL, Consent.GRANTED, false);
  private final Mailbox none = new Mailbox(null, Consent.GRANTED, false);
  private final Mailbox withdrawn = new Mailbox(MAIL, Consent.WITHDRAWN, false);
  private final Mailbox unasked = new Mailbox(MAIL, Consent.UNKNOWN, false);

  @Test
  void sendsToWhoHasAnAddressAndAgreed() {
    assertThat(Decision.first(until, open, NOON)).isEqualTo(new Decision.Send(MAIL));
    // the last useful instant is still useful
    assertThat(Decision.first(until, open, until)).isEqualTo(new Decision.Send(MAIL));
  }

  @Test
  void waitsForAnAddressAndForConsentWithinTheUsefulTime() {
    assertThat(Decision.first(until, none, NOON)).isEqualTo(new Decision.Wait(until));
    assertThat(Decision.first(until, unasked, NOON)).isEqualTo(new Decision.Wait(until));
    assertThat(Decision.again(until, withdrawn, NOON)).isEqualTo(new Decision.Wait(until));
  }

  @Test
  void skipsATriggerThatIsTooOldWhenRead() {
    assertThat(Decision.first(until, open, over)).isEqualTo(skip(Reason.Kind.TOO_LATE));
    assertThat(Decision.first(until, none, over)).isEqualTo(skip(Reason.Kind.TOO_LATE));
  }

  @Test
  void namesWhatWasMissingWhenTheWaitIsOver() {
    assertThat(Decision.again(until, none, over)).isEqualTo(skip(Reason.Kind.NO_ADDRESS));
    assertThat(Decision.again(until, withdrawn, over)).isEqualTo(skip(Reason.Kind.NO_CONSENT));
    assertThat(Decision.again(until, open, over)).isEqualTo(skip(Reason.Kind.TOO_LATE));
  }

  @Test
  void skipsAnAddressThatHasTheCampaignAlready() {
    Mailbox taken = new Mailbox(MAIL, Consent.GRANTED, true);
    assertThat(Decision.first(until, taken, NOON)).isEqualTo(skip(Reason.Kind.ADDRESS_TAKEN));
  }

  private static Decision skip(Reason.Kind kind) {
    return new Decision.Skip(Reason.of(kind));
  }
}
