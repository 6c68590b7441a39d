package io.impuls.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.segment.analytics.Analytics;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.TrackMessage;
import com.snowplowanalytics.snowplow.tracker.Snowplow;
import com.snowplowanalytics.snowplow.tracker.Tracker;
import com.snowplowanalytics.snowplow.tracker.configuration.EmitterConfiguration;
import com.snowplowanalytics.snowplow.tracker.configuration.NetworkConfiguration;
import com.snowplowanalytics.snowplow.tracker.configuration.SubjectConfiguration;
import com.snowplowanalytics.snowplow.tracker.configuration.TrackerConfiguration;
import com.snowplowanalytics.snowplow.tracker.events.EcommerceTransaction;
import com.snowplowanalytics.snowplow.tracker.events.EcommerceTransactionItem;
import com.snowplowanalytics.snowplow.tracker.events.PageView;
import com.snowplowanalytics.snowplow.tracker.events.SelfDescribing;
import com.snowplowanalytics.snowplow.tracker.payload.SelfDescribingJson;
import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Topics;
import io.impuls.embedded.ServerKind;
import io.impuls.testkit.EmbeddedServers;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published clients of the Segment and Snowplow families, with only host and key changed, and
 * what the built service makes of what they send.
 */
class ClientsIT {

  @RegisterExtension static final EmbeddedServers SERVERS = EmbeddedServers.with(ServerKind.KAFKA);

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final String SHOP = "sk_demo_shop";
  private static final String APP = "wk_clients_app";
  private static final String SITE = "wk_clients_site";

  /** When everything happened that the clients tell: a minute before they do. */
  private static final Instant HAPPENED =
      Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);

  @TempDir static Path directory;
  private static TrackingProcess tracking;

  @BeforeAll
  static void start() throws Exception {
    EmbeddedServers.resetKafka();
    tracking =
        new TrackingProcess(
            SERVERS.addresses().kafka(),
            directory,
            Path.of("target", "clients-it.log"),
            Map.of(
                "IMPULS_TRACKING_COLLECTOR_SNOWPLOW_REDIRECT_HOSTS",
                "shop.example",
                "IMPULS_TRACKING_COLLECTOR_SNOWPLOW_BATCH_PATHS",
                "/com.shop/track"));
    tracking.awaitReady(Duration.ofSeconds(90));
    // only now: just after the reset a record can still go to the topic that is being deleted
    publishSources();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(tracking.post(SITE, "[]"))
                    .as("the answer to a key that was published")
                    .satisfies(answer -> assertThat(answer.body()).contains("accepted"))
                    .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200)));
  }

  @AfterAll
  static void stop() {
    if (tracking != null) {
      tracking.close();
    }
  }

  @Test
  void clientsOfNodeChangeHostAndKeyOnly() throws Exception {
    NodeClients.install();
    NodeClients.send(tracking.url(), SHOP, HAPPENED.toString());

    List<Event> segment = resolved("node-anna", 6);
    assertThat(segment)
        .extracting(Event::type)
        .containsExactlyInAnyOrder(
            "person.identified",
            "page.viewed",
            "product.viewed",
            "order.placed",
            "custom.Survey Sent",
            "custom.group");
    assertThat(segment)
        .allSatisfy(event -> assertThat(event.occurredAt()).isCloseTo(HAPPENED, whatTheWayTakes()));
    assertThat(of(segment, "person.identified").identity().email())
        .isEqualTo("node-anna@example.test");
    assertThat(of(segment, "page.viewed").resolution().visitSource().kind())
        .isEqualTo(VisitSource.Kind.SOCIAL);
    assertThat(of(segment, "product.viewed").products().get(0).price())
        .isEqualByComparingTo("59.99");
    assertThat(of(segment, "order.placed").order().value()).isEqualByComparingTo("129.97");
    for (String name : List.of("node-post", "node-get")) {
      List<Event> snowplow = resolved(name, 5);
      assertThat(snowplow)
          .extracting(Event::type)
          .containsExactlyInAnyOrder(
              "page.viewed", "page.engaged", "cart.added", "order.placed", "custom.com.acme/poll");
      // a true time is taken as it is
      assertThat(snowplow).allSatisfy(event -> assertThat(event.occurredAt()).isEqualTo(HAPPENED));
      assertThat(of(snowplow, "page.viewed").page().title()).isEqualTo("Buty — żółte");
      assertThat(of(snowplow, "page.viewed").resolution().visitSource().kind())
          .isEqualTo(VisitSource.Kind.ORGANIC);
      assertThat(of(snowplow, "cart.added").products().get(0).price())
          .isEqualByComparingTo("59.99");
      assertThat(of(snowplow, "order.placed").order().id()).isEqualTo("O-" + name);
    }
  }

  @Test
  void theSegmentClientOfJavaFeedsVisitsOfAnApp() {
    Analytics analytics = Analytics.builder(APP).endpoint(tracking.url()).build();
    enqueue(
        analytics,
        PageMessage.builder("Home")
            .userId("java-anna")
            .properties(Map.of("url", "https://shop.example/home", "title", "Home")));
    enqueue(
        analytics,
        IdentifyMessage.builder()
            .userId("java-anna")
            .traits(Map.of("email", "java-anna@example.test")));
    enqueue(
        analytics,
        TrackMessage.builder("Product Added")
            .properties(Map.of("product_id", "P-17", "price", "59,99", "quantity", 2)));
    enqueue(
        analytics,
        TrackMessage.builder("Order Completed")
            .userId("java-anna")
            .properties(Map.of("order_id", "O-java", "total", "1,299.90", "currency", "PLN")));
    analytics.enqueue(
        AliasMessage.builder("java-old-device-of-anna")
            .userId("java-anna")
            .timestamp(Date.from(HAPPENED.plusSeconds(30))));
    analytics.flush();

    List<Event> events =
        resolved(
            "java-anna",
            found ->
                found.stream()
                    .map(Event::type)
                    .toList()
                    .containsAll(
                        List.of(
                            "session.started", "cart.added", "person.identified", "order.placed")));
    analytics.shutdown();
    Event order = of(events, "order.placed");
    assertThat(order.order().value()).isEqualByComparingTo("1299.90");
    assertThat(order.occurredAt()).isCloseTo(HAPPENED, whatTheWayTakes());
    assertThat(of(events, "cart.added").products().get(0).price()).isEqualByComparingTo("59.99");
    assertThat(order.resolution().sessionId())
        .isNotNull()
        .isEqualTo(of(events, "cart.added").resolution().sessionId());
  }

  @Test
  void theSnowplowTrackerOfJavaChangesTheCollectorOnly() {
    Tracker tracker =
        Snowplow.createTracker(
            new TrackerConfiguration("shop", "shop-backend"),
            new NetworkConfiguration(tracking.url()),
            new EmitterConfiguration().batchSize(2),
            new SubjectConfiguration()
                .userId("java-ola")
                .domainUserId("device-of-java-ola")
                .ipAddress("203.0.113.7"));
    long at = HAPPENED.toEpochMilli();
    tracker.track(
        PageView.builder()
            .pageUrl("https://shop.example/buty")
            .pageTitle("Buty")
            .trueTimestamp(at)
            .build());
    tracker.track(
        SelfDescribing.builder()
            .eventData(
                new SelfDescribingJson(
                    "iglu:com.snowplowanalytics.snowplow/site_search/jsonschema/1-0-0",
                    Map.of("terms", List.of("buty", "zimowe"))))
            .trueTimestamp(at)
            .build());
    tracker.track(
        EcommerceTransaction.builder()
            .orderId("O-java")
            .totalValue(129.97)
            .currency("PLN")
            .items(
                EcommerceTransactionItem.builder()
                    .itemId("O-java")
                    .sku("P-17")
                    .price(59.99)
                    .quantity(2)
                    .build())
            .trueTimestamp(at)
            .build());
    tracker.close();

    List<Event> events = resolved("java-ola", 4);
    assertThat(events)
        .extracting(Event::type)
        .containsExactlyInAnyOrder(
            "page.viewed", "search.performed", "order.placed", "custom.transaction_item");
    assertThat(of(events, "page.viewed").occurredAt()).isEqualTo(HAPPENED);
    assertThat(of(events, "search.performed").properties()).containsEntry("query", "buty zimowe");
    assertThat(of(events, "order.placed").order().value()).isEqualByComparingTo("129.97");
    assertThat(of(events, "custom.transaction_item").products().get(0).price())
        .isEqualByComparingTo("59.99");
  }

  @Test
  void theCommandsOfTheDocumentationWork() throws Exception {
    for (String command : Documented.commands("Segment", tracking.url())) {
      assertThat(Documented.run(command)).isEqualTo("{\"success\":true}");
    }
    for (String command : Documented.commands("Snowplow", tracking.url())) {
      assertThat(Documented.run(command)).isEqualTo("ok");
    }
    assertThat(resolved("u-1", 2))
        .extracting(Event::type)
        .containsExactlyInAnyOrder("order.placed", "page.viewed");
  }

  @Test
  void theCommandsOfMailLinksAndWebhooksWork() throws Exception {
    List<String> said = new ArrayList<>();
    for (String section : List.of("Mail links", "Webhooks")) {
      for (String command : Documented.commands(section, tracking.url())) {
        said.add(Documented.run(command).strip());
      }
    }

    assertThat(said).containsExactly("{\"accepted\":1,\"rejected\":[]}", "404", "OK");
  }

  @Test
  void theRouteOfImportsAnswersAsDocumented() throws Exception {
    List<String> commands =
        Documented.commands("Import history", tracking.url()).stream()
            .filter(command -> command.startsWith("curl"))
            .toList();
    assertThat(commands).hasSize(1);

    String said = Documented.run(commands.get(0));

    assertThat(said)
        .isEqualTo(
            "{\"run\":\"orders-2011\",\"accepted\":1,\"rejected\":0,\"nextRow\":2,\"errors\":[]}");
    assertThat(Documented.section("Import history")).contains("`" + said + "`");
    assertThat(of(resolved("17850", 1), "order.placed").order().value())
        .isEqualByComparingTo("12.50");
  }

  @Test
  void segmentsRoutesAnswerAsItsClientsExpect() {
    String call = "{\"userId\":\"plain\",\"event\":\"A\",\"messageId\":\"plain-1\"}";

    HttpResponse<String> stored = call("/v1/t/", SHOP, call);
    assertThat(stored.statusCode()).isEqualTo(200);
    assertThat(stored.body()).isEqualTo("{\"success\":true}");
    assertThat(call("/v1/batch", SHOP, "{\"batch\":").statusCode()).isEqualTo(400);
    assertThat(call("/v1/batch", SHOP, "x".repeat(2_500_001)).statusCode()).isEqualTo(400);
    assertThat(call("/v1/track", "nobody", call).statusCode()).isEqualTo(401);
    assertThat(tracking.send(tracking.request("/v1/track").GET().build()).statusCode())
        .isEqualTo(405);
    assertThat(call("/v1/track", SITE, call).headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("impuls_vid=");
    assertThat(call("/v1/track", SHOP, "{\"event\":\"A\"}").statusCode()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(Committed.values(SERVERS.addresses().kafka(), Topics.REJECTED_EVENTS))
                    .filteredOn(refused -> "/v1/track".equals(refused.route()))
                    .extracting(RejectedEvent::reason)
                    .contains(RejectionReason.NO_IDENTITY));
  }

  @Test
  void snowplowsRoutesAnswerAsItsTrackersExpect() {
    String batch =
        "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4\","
            + "\"data\":[{\"e\":\"pv\",\"p\":\"srv\",\"tv\":\"x\",\"aid\":\"shop-backend\",\"uid\":\"plain-sp\","
            + "\"url\":\"https://shop.example/\",\"eid\":\"plain-sp-1\"}]}";

    for (String path : List.of("/com.snowplowanalytics.snowplow/tp2", "/com.shop/track/")) {
      HttpResponse<String> stored =
          tracking.send(
              tracking
                  .request(path)
                  .header("Content-Type", "text/plain")
                  .POST(BodyPublishers.ofString(batch))
                  .build());
      assertThat(stored.statusCode()).isEqualTo(200);
      assertThat(stored.body()).isEqualTo("ok");
    }
    assertThat(get("/com.acme/v9").statusCode()).isEqualTo(404);
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/ready").statusCode()).isEqualTo(200);
    assertThat(get("/robots.txt").body()).contains("Disallow: /");
    // an event of 18 kB in an image's address
    String large =
        "/i?e=pv&p=web&tv=x&aid=shop-backend&uid=u&url=https%3A%2F%2Fshop.example%2F&x="
            + "y".repeat(18_000);
    assertThat(get(large).headers().firstValue("Content-Type")).contains("image/gif");
    HttpResponse<String> head =
        tracking.send(
            tracking
                .request(large.substring(0, 90))
                .method("HEAD", BodyPublishers.noBody())
                .build());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(
            get("/r/tp2?aid=shop-backend&uid=u&u=https%3A%2F%2Fshop.example%2Fa")
                .headers()
                .firstValue("Location"))
        .contains("https://shop.example/a");
    assertThat(get("/r/tp2?aid=shop-backend&u=https%3A%2F%2Fevil.example%2F").statusCode())
        .isEqualTo(400);
    HttpResponse<String> preflight =
        tracking.send(
            tracking
                .request("/com.snowplowanalytics.snowplow/tp2")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Headers", "content-type,sp-anonymous")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
        .contains("content-type,sp-anonymous");
  }

  /** Far less than the minute by which it would be off if the receipt were taken. */
  private static org.assertj.core.data.TemporalUnitOffset whatTheWayTakes() {
    return within(15, ChronoUnit.SECONDS);
  }

  private static void enqueue(Analytics analytics, MessageBuilder<?, ?> message) {
    analytics.enqueue(
        message.anonymousId("5f1c2a6e-52c0-4d58-9a40-0a5c1f2d9b22").timestamp(Date.from(HAPPENED)));
  }

  private static HttpResponse<String> get(String path) {
    return tracking.send(tracking.request(path).GET().build());
  }

  private static HttpResponse<String> call(String path, String key, String body) {
    String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    return tracking.send(
        tracking
            .request(path)
            .header("Authorization", "Basic " + basic)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  /** Waits until so many events of a customer are resolved, and gives them all. */
  private static List<Event> resolved(String userId, int atLeast) {
    return resolved(userId, events -> events.size() >= atLeast);
  }

  private static List<Event> resolved(String userId, Predicate<List<Event>> complete) {
    UUID person = Ids.person(WORKSPACE, new Identifier(Identifier.Kind.USER_ID, userId));
    return await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () ->
                Committed.values(SERVERS.addresses().kafka(), Topics.EVENTS).stream()
                    .filter(event -> person.equals(event.person()))
                    .toList(),
            complete::test);
  }

  private static Event of(List<Event> events, String type) {
    return events.stream().filter(event -> event.type().equals(type)).findFirst().orElseThrow();
  }

  private static void publishSources() throws Exception {
    try (KafkaProducer<String, TrackingSource> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, SERVERS.addresses().kafka()),
            Topics.SOURCES.keySerde().serializer(),
            Topics.SOURCES.serde().serializer())) {
      for (TrackingSource source :
          List.of(
              source("shop", Source.Kind.BACKEND, null, sha256(SHOP), List.of("shop-backend")),
              source("app", Source.Kind.APP, APP, null, List.of()),
              source("site", Source.Kind.BROWSER, SITE, null, List.of("shop-web")))) {
        producer.send(new ProducerRecord<>(Topics.SOURCES.name(), source.key(), source)).get();
      }
    }
  }

  private static TrackingSource source(
      String id, Source.Kind kind, String key, String hash, List<String> appIds) {
    return new TrackingSource(
        WORKSPACE,
        id,
        kind,
        "key-" + id,
        key,
        hash,
        List.of(),
        List.of(),
        List.of(),
        Duration.ofDays(30),
        true,
        null,
        null,
        appIds,
        null);
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
