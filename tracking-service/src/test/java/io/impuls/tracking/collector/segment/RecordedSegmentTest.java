package io.impuls.tracking.collector.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Source;
import io.impuls.tracking.collector.Recorded;
import io.impuls.tracking.collector.TestSources;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.RequestLimits;
import io.impuls.tracking.collector.domain.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the Node client once sent comes out as what its caller meant. */
class RecordedSegmentTest {

  private static final SegmentProtocol PROTOCOL =
      new SegmentProtocol(
          key ->
              key.equals("WRITE_KEY_1")
                  ? Optional.of(TestSources.source("shop", Source.Kind.BACKEND, key))
                  : Optional.empty(),
          new RequestLimits(
              2_500_000, 2_500, Limits.ofEventBytes(32 << 10), Limits.ofEventBytes(256 << 10)));

  @Test
  void everyCallOfTheNodeClientIsUnderstood() {
    List<Event> events = events();

    assertThat(events)
        .extracting(Event::type)
        .containsExactly(
            "person.identified",
            "page.viewed",
            "screen.viewed",
            "product.viewed",
            "order.placed",
            "email.opened",
            "custom.group",
            "person.identified");
    Event identify = events.get(0);
    assertThat(identify.identity().userId()).isEqualTo("u-1001");
    assertThat(identify.identity().anonymousId()).isEqualTo("anon-7f3a");
    assertThat(identify.identity().email()).isEqualTo("anna@example.com");
    assertThat(identify.identity().phone()).isEqualTo("+48501222333");
    assertThat(identify.traits()).containsEntry("plan", "gold");
    assertThat(identify.server().userAgent()).isEqualTo("Mozilla/5.0 (X11; Linux x86_64)");
    assertThat(identify.context()).containsKey("_metadata");
    assertThat(events.get(1).page().url()).isEqualTo("https://shop.example/home?utm_source=news");
    assertThat(events.get(2).identity().anonymousId()).isEqualTo("anon-7f3a");
    assertThat(events.get(7).identity().anonymousId()).isEqualTo("anon-7f3a");
    assertThat(events.get(7).identity().userId()).isEqualTo("u-1001");
  }

  @Test
  void pricesAndOrdersAreThere() {
    Event viewed = events().get(3);
    Event ordered = events().get(4);

    assertThat(viewed.products())
        .singleElement()
        .extracting("id", "name")
        .contains("P-17", "Runner");
    assertThat(viewed.products().get(0).price()).isEqualByComparingTo("59.99");
    assertThat(ordered.order().id()).isEqualTo("O-1");
    assertThat(ordered.order().value()).isEqualByComparingTo("129.97");
    assertThat(ordered.order().currency()).isEqualTo("PLN");
    assertThat(ordered.products().get(0).quantity()).isEqualByComparingTo("2");
    assertThat(ordered.context())
        .containsEntry("integrations", Map.of("All", false, "Webhook", true));
    // sentAt 07:36:20.024 and received 10:00:00: 2 h 23 min 39.976 s of clock error are taken out
    assertThat(ordered.occurredAt()).hasToString("2026-01-02T05:27:45.654Z");
  }

  private static List<Event> events() {
    Judgement judged = PROTOCOL.judge(Recorded.requests("segment-analytics-node.json").get(0));
    return ((Judgement.Store) judged)
        .verdicts().stream().map(verdict -> ((Verdict.Accepted) verdict).event()).toList();
  }
}
