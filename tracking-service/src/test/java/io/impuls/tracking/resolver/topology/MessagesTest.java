package io.impuls.tracking.resolver.topology;

import static io.impuls.tracking.resolver.topology.ResolverDriver.START;
import static io.impuls.tracking.resolver.topology.ResolverDriver.view;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Agent.Verdict;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a message comes from many devices and is judged together. */
class MessagesTest {

  private static final String VISITOR = "11111111-1111-4111-8111-111111111111";
  private static final String SCANNER = "33333333-3333-4333-8333-333333333333";

  @TempDir Path stateDir;
  private ResolverDriver resolver;

  @BeforeEach
  void start() {
    resolver = new ResolverDriver(stateDir);
  }

  @AfterEach
  void stop() {
    resolver.close();
  }

  @Test
  void aScannerThatFollowsLinksFromTwoDevicesAtOnceIsAMachine() {
    resolver.send(told("email.sent", 0).property("sendId", "m").build());
    resolver.send(click(60_000, "a").visitor(SCANNER).build());
    resolver.send(click(60_400, "b").build());

    List<KeyValue<String, Event>> found = resolver.publishedWithKeys();
    assertThat(found).hasSize(3);
    assertThat(found)
        .allMatch(r -> r.key.equals(new PersonKey(r.value.workspace(), r.value.person()).text()));
    assertThat(found.get(1).value.resolution().agent().verdict()).isEqualTo(Verdict.SUSPECT);
    assertThat(found.get(2).value.resolution().agent().verdict()).isEqualTo(Verdict.MACHINE);
  }

  @Test
  void aClickOnADeviceThatVisitedBeforeIsAHumans() {
    resolver.send(view("v", VISITOR, ZERO));
    resolver.published();

    resolver.send(click(60_000, "a").visitor(VISITOR).build());

    assertThat(resolver.published())
        .filteredOn(e -> e.type().equals("email.clicked"))
        .extracting(e -> e.resolution().agent().verdict())
        .containsExactly(Verdict.HUMAN);
  }

  @Test
  void theSecondOpenWithinHalfAnHourIsFlagged() {
    resolver.send(told("email.opened", 0).property("message", "m").build());
    resolver.send(told("email.opened", 60_000).property("message", "m").build());
    resolver.send(told("email.opened", 60_001).property("message", "other").build());

    assertThat(resolver.published())
        .extracting(e -> e.flags().contains(EventFlag.DOUBLE_FIRE))
        .containsExactly(false, true, false);
  }

  private static Events click(long afterMillis, String link) {
    return told("email.clicked", afterMillis).property("message", "m").property("link", link);
  }

  private static Events told(String type, long afterMillis) {
    return Events.of(type)
        .from("messages", Source.Kind.CAMPAIGN)
        .user("anna")
        .at(START.plusMillis(afterMillis));
  }
}
