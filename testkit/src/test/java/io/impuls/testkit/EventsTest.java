package io.impuls.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.Topics;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventsTest {

  @Test
  void givesEveryEventAnIdOfItsOwnUnlessTheTestNamesOne() {
    Event one = Events.pageViewed("https://shop.example/a").build();
    Event other = Events.pageViewed("https://shop.example/a").build();
    Event named = Events.pageViewed("https://shop.example/a").id("first").build();
    Event again = Events.pageViewed("https://shop.example/b").id("first").build();

    assertThat(one.eventId()).isNotEqualTo(other.eventId());
    assertThat(named.eventId()).isEqualTo(again.eventId());
    assertThat(one.page().path()).isEqualTo("/a");
  }

  @Test
  void isAnEventAsCollectedUntilItHasAPerson() {
    UUID person = UUID.fromString("00000000-0000-5000-8000-000000000007");

    assertThat(Events.identified("17850", "a@example.test").build().resolution()).isNull();
    assertThat(Events.of("custom.dance").person(person).byMachine("test").build().resolution())
        .satisfies(
            found -> {
              assertThat(found.person()).isEqualTo(person);
              assertThat(found.agent().verdict()).isEqualTo(Agent.Verdict.MACHINE);
            });
  }

  @Test
  void survivesTheTopic() {
    Event event = Events.orderPlaced("o-1", "67.50", "GBP").product("LANTERN", "6.75", 10).build();
    byte[] bytes = Topics.COLLECTED.serde().serialize("any", event);

    assertThat(Topics.COLLECTED.serde().deserialize("any", bytes).products())
        .isEqualTo(event.products());
  }
}
