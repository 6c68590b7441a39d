package io.impuls.campaign.domain;

import static io.impuls.campaign.domain.Samples.ANN;
import static io.impuls.campaign.domain.Samples.BEN;
import static io.impuls.campaign.domain.Samples.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.testkit.Events;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecipientTest {

  private final Recipient nobody = Recipient.unknown(WORKSPACE, ANN);

  @Test
  void keepsTheLatestOfEachFactInWhateverOrderTheyArrive() {
    List<Event> events =
        new ArrayList<>(
            List.of(
                Events.identified("1", "old@example.test")
                    .trait("firstName", "An")
                    .at("2026-03-01T10:00:00Z")
                    .build(),
                Events.identified("1", "new@example.test").at("2026-03-01T11:00:00Z").build(),
                Events.identified("1", null)
                    .trait("firstName", "Ann")
                    .at("2026-03-01T12:00:00Z")
                    .build(),
                Events.identified("1", null)
                    .trait("city", "Berlin")
                    .consent(Campaign.PURPOSE, true)
                    .at("2026-03-01T09:00:00Z")
                    .build()));
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(events, random);
      Recipient recipient = nobody;
      for (Event event : events) {
        recipient = recipient.with(event);
      }
      assertThat(recipient.mailAddress()).contains(new EmailAddress("new@example.test"));
      assertThat(recipient.traitTexts()).isEqualTo(Map.of("firstName", "Ann", "city", "Berlin"));
      assertThat(recipient.consent().get(Campaign.PURPOSE).value()).isTrue();
    }
  }

  @Test
  void breaksTiesByEventId() {
    Event a = Events.identified("1", "a@example.test").build();
    Event b = Events.identified("1", "b@example.test").build();

    assertThat(nobody.with(a).with(b)).isEqualTo(nobody.with(b).with(a));
  }

  @Test
  void leavesConsentThatCameWithAnAddressToTheAddress() {
    Event both = Events.identified("1", "ann@example.test").consent(Campaign.PURPOSE, true).build();

    assertThat(nobody.with(both).consent()).isEmpty();
  }

  @Test
  void carriesNoConsentOverToAnotherPersonButAWithdrawal() {
    Event agreed = Events.identified("1", null).consent(Campaign.PURPOSE, true).build();
    Event refused = Events.identified("1", null).consent(Campaign.PURPOSE, false).build();
    Recipient survivor = Recipient.unknown(WORKSPACE, BEN);

    assertThat(survivor.absorbing(nobody.with(agreed)).consent()).isEmpty();
    assertThat(survivor.absorbing(nobody.with(refused)).consent().get(Campaign.PURPOSE).value())
        .isFalse();
  }

  @Test
  void takesOverAddressAndTraitsOfWhoItAbsorbs() {
    Recipient other =
        nobody.with(Events.identified("1", "ann@example.test").trait("firstName", "Ann").build());

    Recipient survivor = Recipient.unknown(WORKSPACE, BEN).absorbing(other);

    assertThat(survivor.person()).isEqualTo(BEN);
    assertThat(survivor.mailAddress()).contains(new EmailAddress("ann@example.test"));
    assertThat(survivor.traitTexts()).containsEntry("firstName", "Ann");
  }

  @Test
  void keepsNoStructuresAndNoEndlessTexts() {
    Recipient recipient =
        nobody.with(
            Events.identified("1", null)
                .trait("nested", Map.of("a", 1))
                .trait("list", List.of(1))
                .trait("age", 42)
                .trait("novel", "x".repeat(5_000))
                .build());

    assertThat(recipient.traitTexts()).containsOnlyKeys("age", "novel").containsEntry("age", "42");
    assertThat(recipient.traitTexts().get("novel")).hasSize(Recipient.LONGEST_TRAIT);
  }
}
