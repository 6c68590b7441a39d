package io.impuls.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Topics;
import io.impuls.testkit.EmbeddedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A site of a shop that reports to the built service, and what becomes of its visitors' events. */
final class BrowsedSite implements AutoCloseable {

  static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");

  /** Write key of the site. */
  static final String KEY = "wk_demo_site";

  private final String kafka;
  private final TrackingProcess tracking;

  /** Starts with empty topics, and waits until the service takes the site's events. */
  BrowsedSite(String kafka, Path directory, Path log) throws Exception {
    this.kafka = kafka;
    EmbeddedServers.resetKafka();
    tracking =
        new TrackingProcess(
            kafka, directory, log, Map.of("IMPULS_TRACKING_DEMO_SHOP_ENABLED", "true"));
    try {
      // only now: just after the reset a record can still go to the topic that is being deleted
      tracking.awaitReady(Duration.ofSeconds(90));
      publishSite();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(tracking.post(KEY, "[]").statusCode()).isEqualTo(200));
    } catch (Throwable e) {
      tracking.close();
      throw e;
    }
  }

  TrackingProcess tracking() {
    return tracking;
  }

  /** Gives a visitor's own events in the order of time, once each of these types is among them. */
  List<Event> resolvedWith(String visitor, String... expected) {
    return resolvedOnce(
        e -> visitor.equals(e.identity().visitorId()),
        events -> {
          List<String> missing = new ArrayList<>(List.of(expected));
          types(events).forEach(missing::remove);
          return missing.isEmpty();
        });
  }

  /** Gives the events of somebody in the order of time, once there are so many. */
  List<Event> resolved(Predicate<Event> whose, int atLeast) {
    return resolvedOnce(whose, events -> events.size() >= atLeast);
  }

  /** Gives a visitor's own events in the order of time, once the last ones are of these types. */
  List<Event> resolvedUntil(String visitor, String... lastTypes) {
    List<String> last = List.of(lastTypes);
    return resolvedOnce(
        e -> visitor.equals(e.identity().visitorId()),
        events ->
            events.size() >= last.size()
                && types(events).subList(events.size() - last.size(), events.size()).equals(last));
  }

  private List<Event> resolvedOnce(Predicate<Event> whose, Predicate<List<Event>> complete) {
    return await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () ->
                all().stream()
                    .filter(e -> !e.type().startsWith("session."))
                    .filter(e -> !e.type().equals(EventTypes.PERSON_MERGED))
                    .filter(whose)
                    .sorted(Comparator.comparing(BrowsedSite::sentTime))
                    .toList(),
            complete::test);
  }

  /** By the browser's clock: requests that overtake each other cannot disturb that order. */
  private static Instant sentTime(Event event) {
    return event.clock() == null || event.clock().timestamp() == null
        ? event.occurredAt()
        : event.clock().timestamp();
  }

  /** Gives every event that is published so far. */
  List<Event> all() {
    return Committed.values(kafka, Topics.EVENTS);
  }

  /** Gives the only event of a type. */
  static Event one(List<Event> events, String type) {
    List<Event> found = events.stream().filter(e -> e.type().equals(type)).toList();
    assertThat(found).as(type).hasSize(1);
    return found.get(0);
  }

  static List<String> types(List<Event> events) {
    return events.stream().map(Event::type).toList();
  }

  /** Gives the session of events that all belong to one. */
  static UUID oneVisit(List<Event> events) {
    UUID session = events.get(0).resolution().sessionId();
    assertThat(session).isNotNull();
    assertThat(events).allMatch(e -> session.equals(e.resolution().sessionId()));
    return session;
  }

  private void publishSite() throws Exception {
    TrackingSource site =
        new TrackingSource(
            WORKSPACE,
            "site",
            Source.Kind.BROWSER,
            "demo-site",
            KEY,
            null,
            List.of(tracking.url()),
            List.of("127.0.0.1"),
            List.of(),
            Duration.ofDays(30),
            true,
            null,
            null,
            List.of("shop-web"),
            TrackingSource.ConsentPolicy.ASSUMED);
    try (KafkaProducer<String, TrackingSource> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) kafka),
            Topics.SOURCES.keySerde().serializer(),
            Topics.SOURCES.serde().serializer())) {
      producer.send(new ProducerRecord<>(Topics.SOURCES.name(), site.key(), site)).get();
    }
  }

  @Override
  public void close() {
    tracking.close();
  }
}
