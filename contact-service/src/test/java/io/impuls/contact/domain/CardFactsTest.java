package io.impuls.contact.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contact.domain.CardFacts.Merged;
import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.testkit.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CardFactsTest {

  private static final UUID ANNA = new UUID(0, 1);
  private static final UUID BEN = new UUID(0, 2);
  private static final PersonKey ANNA_KEY = new PersonKey(Events.WORKSPACE, ANNA);
  private static final PersonKey BEN_KEY = new PersonKey(Events.WORKSPACE, BEN);

  @Test
  void keepsTheLastSaidOfEachAttributeWhicheverComesFirst() {
    Event old = identified("2026-03-01T10:00:00Z").trait("city", "Kraków").build();
    Event young =
        identified("2026-03-01T11:00:00Z").trait("city", "Gdynia").trait("size", 42).build();

    for (List<Event> order : List.of(List.of(old, young), List.of(young, old))) {
      CardFacts facts = CardFacts.of(order);

      assertThat(facts.attributes().get(ANNA_KEY).get("city").value()).isEqualTo("Gdynia");
      assertThat(facts.attributes().get(ANNA_KEY).get("size").value()).isEqualTo(42);
    }
  }

  @Test
  void breaksATieOfTimesByTheUnsignedEventId() {
    Instant at = Instant.parse("2026-03-01T10:00:00Z");
    Stamp low = new Stamp(at, UUID.fromString("10000000-0000-5000-8000-000000000000"));
    // the highest bit is set: as a signed number it would be the lower one
    Stamp high = new Stamp(at, UUID.fromString("f0000000-0000-5000-8000-000000000000"));

    assertThat(new Stated<>("a", low).later(new Stated<>("b", high)).value()).isEqualTo("b");
    assertThat(new Stated<>("b", high).later(new Stated<>("a", low)).value()).isEqualTo("b");
  }

  @Test
  void joinsSightingsToTheEarliestAndTheLatest() {
    CardFacts facts =
        CardFacts.of(
            List.of(
                viewed("2026-03-02T10:00:00Z").build(),
                viewed("2026-03-01T10:00:00Z").build(),
                viewed("2026-03-03T10:00:00Z").build()));

    Sighting seen = facts.sightings().get(ANNA_KEY);
    assertThat(seen.firstSeen()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(seen.lastSeen()).isEqualTo("2026-03-03T10:00:00Z");
    assertThat(seen.human()).isTrue();
    assertThat(seen.machine()).isFalse();
    assertThat(seen.known()).isFalse();
  }

  @Test
  void collectsTheIdentifiersOfAPersonWithTheirFirstUse() {
    CardFacts facts =
        CardFacts.of(
            List.of(
                identified("2026-03-02T10:00:00Z").visitor("v1").build(),
                viewed("2026-03-01T10:00:00Z").visitor("v1").build()));

    assertThat(facts.identifiers().get(ANNA_KEY))
        .containsOnlyKeys(
            new Identifier(Kind.USER_ID, "17850"),
            new Identifier(Kind.EMAIL, "customer-17850@example.test"),
            new Identifier(Kind.VISITOR, "v1"))
        .containsEntry(new Identifier(Kind.VISITOR, "v1"), Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(facts.sightings().get(ANNA_KEY).known()).isTrue();
  }

  @Test
  void takesNothingButTheSightingFromAnEventBeyondTheHorizon() {
    CardFacts facts =
        CardFacts.of(
            List.of(
                identified("2026-01-01T10:00:00Z")
                    .trait("city", "Lublin")
                    .consent("marketing_email", true)
                    .timeliness(Timeliness.HISTORICAL)
                    .build()));

    assertThat(facts.sightings()).containsKey(ANNA_KEY);
    assertThat(facts.attributes()).isEmpty();
    assertThat(facts.consents()).isEmpty();
  }

  @Test
  void takesEverythingFromImportedHistory() {
    CardFacts facts =
        CardFacts.of(
            List.of(
                identified("2026-01-01T10:00:00Z")
                    .trait("city", "Lublin")
                    .timeliness(Timeliness.HISTORICAL)
                    .flag(EventFlag.BACKFILL)
                    .build()));

    assertThat(facts.attributes().get(ANNA_KEY)).containsKey("city");
    assertThat(facts.identifiers()).containsKey(ANNA_KEY);
  }

  @Test
  void leavesOurOwnSendsOutOfTheCard() {
    Event sent =
        Events.of("email.sent").from("campaign", Source.Kind.CAMPAIGN).person(ANNA).build();

    assertThat(CardFacts.of(List.of(sent)).isEmpty()).isTrue();
  }

  @Test
  void marksMachinesWithoutCallingThemHuman() {
    Event robot = Events.pageViewed("https://a.test/x").person(ANNA).byMachine("googlebot").build();

    Sighting seen = CardFacts.of(List.of(robot)).sightings().get(ANNA_KEY);

    assertThat(seen.machine()).isTrue();
    assertThat(seen.human()).isFalse();
  }

  @Test
  void givesTheFactsOfAMergedPersonToTheSurvivor() {
    CardFacts facts =
        CardFacts.of(
            List.of(
                identified("2026-03-01T10:00:00Z").trait("city", "Kraków").build(),
                Events.identified("17850", null)
                    .at("2026-03-01T09:00:00Z")
                    .person(BEN)
                    .trait("city", "Gdynia")
                    .trait("size", 42)
                    .build()));

    CardFacts moved = facts.under(person -> person.equals(BEN_KEY) ? ANNA_KEY : person);

    assertThat(moved.sightings()).containsOnlyKeys(ANNA_KEY);
    assertThat(moved.attributes().get(ANNA_KEY).get("city").value()).isEqualTo("Kraków");
    assertThat(moved.attributes().get(ANNA_KEY).get("size").value()).isEqualTo(42);
  }

  @Test
  void leavesConsentWhereItWasStated() {
    CardFacts facts =
        CardFacts.of(
            List.of(
                viewed("2026-03-01T10:00:00Z").person(BEN).consent("marketing_email", true).build(),
                identified("2026-03-01T10:00:01Z").consent("marketing_sms", true).build()));

    CardFacts moved = facts.under(person -> ANNA_KEY);

    assertThat(moved.consents().get(ANNA_KEY)).containsOnlyKeys("marketing_sms");
    assertThat(moved.consents().get(BEN_KEY)).containsOnlyKeys("marketing_email");
  }

  @Test
  void seesBothPersonsOfAMerge() {
    CardFacts facts = CardFacts.of(List.of(Merges.merged(BEN, ANNA, "2026-03-01T10:00:00Z")));

    assertThat(facts.merges())
        .containsExactly(new Merged(BEN_KEY, ANNA_KEY, Instant.parse("2026-03-01T10:00:00Z")));
    assertThat(facts.sightings()).containsOnlyKeys(ANNA_KEY, BEN_KEY);
  }

  @Test
  void saysTheSameInAnyOrderOfEvents() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      events.add(
          identified("2026-03-01T10:00:%02dZ".formatted(i % 7))
              .id("e" + i)
              .trait("t" + i % 3, i)
              .consent("marketing_email", i % 2 == 0)
              .build());
    }
    CardFacts inOrder = CardFacts.of(events);

    for (int seed = 0; seed < 50; seed++) {
      Collections.shuffle(events, new java.util.Random(seed));
      CardFacts shuffled = CardFacts.of(events);

      assertThat(shuffled.attributes()).as("seed %d", seed).isEqualTo(inOrder.attributes());
      assertThat(shuffled.consents()).isEqualTo(inOrder.consents());
      assertThat(shuffled.sightings()).isEqualTo(inOrder.sightings());
    }
  }

  private static Events identified(String at) {
    return Events.identified("17850", "customer-17850@example.test").at(at).person(ANNA);
  }

  private static Events viewed(String at) {
    return Events.pageViewed("https://a.test/x").at(at).person(ANNA);
  }
}
