package io.impuls.tracking.collector.snowplow;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.tracking.collector.Recorded;
import io.impuls.tracking.collector.TestRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Node tracker once sent, in each of its three ways, comes out as the same events. */
class RecordedSnowplowTest {

  private static final TrackerBatch BATCH = new TrackerBatch(Trackers.APPS, Trackers.SETTINGS);
  private static final TrackerPixel PIXEL = new TrackerPixel(Trackers.APPS, Trackers.SETTINGS);

  /** A second after they were sent: the times they tell are before that. */
  private static final Instant RECEIVED = Instant.ofEpochMilli(1_795_333_103_000L);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snowplow-node-tracker-post.json",
        "snowplow-node-tracker-post-nob64.json",
        "snowplow-node-tracker-get.json"
      })
  void everyEventOfTheNodeTrackerIsUnderstood(String file) {
    List<Event> events = events(file);

    assertThat(events)
        .extracting(Event::type)
        .containsExactly(
            "page.viewed",
            "page.engaged",
            "custom.add-to-basket",
            "custom.com.acme/add_to_cart",
            "order.placed",
            "custom.transaction_item",
            "screen.viewed",
            "link.clicked",
            "cart.added",
            "search.performed",
            "form.submitted",
            "page.viewed");
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.identity().userId()).isEqualTo("u-1001");
              assertThat(event.identity().anonymousId()).isEqualTo("5bd0a8d1e2f34a6b");
              assertThat(event.identity().visitorId())
                  .isEqualTo("8a6f5e2c-2a44-4d0f-9d1c-1d2b3c4d5e6f");
              assertThat(event.server().userAgent()).isEqualTo("Mozilla/5.0 (X11; Linux x86_64)");
              assertThat(event.server().address()).isEqualTo("203.0.113.0");
            });
    assertThat(events.get(0).page().title()).isEqualTo("Home – Główna");
    assertThat(events.get(0).page().url())
        .isEqualTo("https://shop.example/home?utm_source=news&utm_medium=email");
    assertThat(events.get(3).properties())
        .containsEntry("name", "Buty — żółte")
        .containsEntry("sku", "P-17");
    assertThat(events.get(3).context().get("entities"))
        .isEqualTo(
            List.of(
                Map.of(
                    "schema",
                    "iglu:com.acme/user/jsonschema/1-0-0",
                    "data",
                    Map.of("tier", "gold"))));
    assertThat(events.get(4).order().value()).isEqualByComparingTo("129.97");
    assertThat(events.get(5).products().get(0).price()).isEqualByComparingTo("59.99");
    assertThat(events.get(8).products().get(0).quantity()).isEqualByComparingTo("2");
    assertThat(events.get(9).properties()).containsEntry("query", "buty");
    // ttm is meant as it is
    assertThat(events.get(10).occurredAt()).isEqualTo(Instant.ofEpochMilli(1_767_323_045_678L));
    assertThat(events.get(10).toString()).doesNotContain("anna@example.com");
  }

  private static List<Event> events(String file) {
    return Recorded.requests(file).stream()
        .map(request -> request.at(RECEIVED))
        .flatMap(RecordedSnowplowTest::judged)
        .toList();
  }

  private static Stream<Event> judged(TestRequest request) {
    return Trackers.events(
        request.method().equals("GET") ? PIXEL.judge(request) : BATCH.judge(request))
        .stream();
  }
}
