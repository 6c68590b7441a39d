package io.impuls.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.embedded.EmbeddedServer;
import io.impuls.embedded.ServerKind;
import io.impuls.embedded.ServerPorts;
import io.impuls.embedded.Servers;
import io.impuls.testkit.TestTokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The built service against a broker of its own, which is killed in the end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrackingIT {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final String SITE = "wk_site";
  private static final String SHOP = "sk_shop";
  private static final String SHOP_PAGE = "https://shop.example/tv?from=mail";
  private static final UUID RECIPIENT = UUID.fromString("11111111-2222-5333-8444-555555555555");

  @TempDir static Path directory;
  private static Servers servers;
  private static TrackingProcess tracking;

  @BeforeAll
  static void start() throws Exception {
    servers =
        new Servers(
            java.util.Set.of(ServerKind.KAFKA),
            directory.resolve("data"),
            directory.resolve("logs"),
            ServerPorts.free());
    servers.start(message -> {});
    publishSources();
    tracking = new TrackingProcess(kafka().address(), directory);
    tracking.awaitReady(Duration.ofSeconds(90));
  }

  @AfterAll
  static void stop() {
    if (tracking != null) {
      tracking.close();
    }
    if (servers != null) {
      servers.kill();
    }
  }

  @Test
  @Order(1)
  void answersWhenKafkaHasTheEvent() {
    HttpResponse<String> answer =
        tracking.post(SHOP, "{\"id\":\"first\",\"type\":\"custom.a\",\"userId\":\"u\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"rejected\":[]}");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(values(Topics.COLLECTED)).extracting(Event::clientId).contains("first");
  }

  @Test
  @Order(2)
  void namesABrowsersVisitorAndKeepsTheName() {
    String view = "{\"type\":\"page.viewed\",\"page\":{\"url\":\"https://shop.example/\"}}";

    HttpResponse<String> first = tracking.post(SITE, view, "Origin", "https://shop.example");

    String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .matches("impuls_vid=[0-9a-f-]{36}; Max-Age=34560000; Path=/; HttpOnly; SameSite=Lax");
    assertThat(first.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://shop.example");
    assertThat(first.headers().firstValue("Access-Control-Allow-Credentials")).contains("true");
    String sent = cookie.substring(0, cookie.indexOf(';'));
    HttpResponse<String> second =
        tracking.post(SITE, view, "Cookie", sent, "X-Forwarded-Proto", "https");
    assertThat(second.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith(sent)
        .endsWith("; Secure");
    assertThat(
            tracking.post(SITE, view, "Cookie", "impuls_vid=me").headers().firstValue("Set-Cookie"))
        .get()
        .asString()
        .doesNotContain("=me;");
  }

  @Test
  @Order(3)
  void oneBrokenEventOfABatchIsNamedAndTheOthersAreTaken() throws IOException {
    String batch =
        IntStream.range(0, 500)
            .mapToObj(
                i ->
                    i == 250
                        ? "{\"id\":\"b250\",\"type\":\"custom.b\",\"userId\":\"u\",\"traits\":7}"
                        : "{\"id\":\"b" + i + "\",\"type\":\"custom.b\",\"userId\":\"u\"}")
            .collect(Collectors.joining(",", "[", "]"));

    HttpResponse<String> answer = tracking.post(SHOP, packed(batch), "Content-Encoding", "gzip");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode told = Json.mapper().readTree(answer.body());
    assertThat(told.get("accepted").intValue()).isEqualTo(499);
    assertThat(told.get("rejected")).hasSize(1);
    assertThat(told.get("rejected").get(0).get("index").intValue()).isEqualTo(250);
    assertThat(told.get("rejected").get(0).get("reason").textValue()).isEqualTo("INVALID_FIELD");
    assertThat(told.get("rejected").get(0).get("field").textValue()).isEqualTo("/traits");
    assertThat(values(Topics.REJECTED_EVENTS))
        .filteredOn(r -> "b250".equals(r.clientId()))
        .extracting(RejectedEvent::reason)
        .containsExactly(RejectionReason.INVALID_FIELD);
  }

  @Test
  @Order(4)
  void refusesWithTypedAnswers() throws IOException {
    assertThat(tracking.post("nobody", "{}").statusCode()).isEqualTo(401);
    assertThat(tracking.post(null, "{\"type\":\"x\"}").statusCode()).isEqualTo(401);
    assertThat(tracking.post(SHOP, "").statusCode()).isEqualTo(400);
    assertThat(tracking.post(SHOP, "hello").statusCode()).isEqualTo(400);
    assertThat(tracking.post(SHOP, "[{\"a\":").statusCode()).isEqualTo(400);
    assertThat(tracking.post(SHOP, "[" + "{},".repeat(500) + "{}]").statusCode()).isEqualTo(413);
    assertThat(tracking.post(SHOP, "x".repeat(2_500_001)).statusCode()).isEqualTo(413);
    assertThat(tracking.post(SHOP, packed(" ".repeat(50_000_000))).statusCode()).isEqualTo(413);
    assertThat(tracking.post(SHOP, new byte[] {0x1F, (byte) 0x8B, 8, 1}).statusCode())
        .isEqualTo(400);
    assertThat(tracking.post(SITE, "{}", "Origin", "https://elsewhere.example").statusCode())
        .isEqualTo(403);
    HttpResponse<String> wrong = tracking.send(tracking.request("/v1/events").GET().build());
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  @Order(5)
  void aPreflightNeedsNoKey() {
    HttpResponse<String> answer =
        tracking.send(
            tracking
                .request("/v1/events/")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody())
                .build());

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
        .contains("authorization,content-type");
    assertThat(answer.headers().firstValue("Access-Control-Max-Age")).contains("600");
  }

  @Test
  @Order(6)
  void everyAcceptedEventIsResolvedOnceAndCounted() {
    String again = "{\"id\":\"first\",\"type\":\"custom.a\",\"userId\":\"u\"}";
    assertThat(
            tracking.post(null, again.replace("}", ",\"writeKey\":\"" + SHOP + "\"}")).statusCode())
        .isEqualTo(200);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(counters().path("duplicates").longValue()).isOne();
              List<String> resolved = resolvedByShop();
              assertThat(resolved).hasSize(500).doesNotHaveDuplicates().contains("first", "b499");
            });
    assertThat(counters().path("sources").path("shop").path("accepted").longValue()).isEqualTo(500);
  }

  @Test
  @Order(7)
  void countersAreTheOperators() {
    assertThat(counters(null).statusCode()).isEqualTo(401);
    assertThat(counters(TestTokens.viewer(WORKSPACE)).statusCode()).isEqualTo(403);
    assertThat(counters(TestTokens.operator(UUID.randomUUID())).body()).contains("\"accepted\":0");
  }

  @Test
  @Order(8)
  void aMailLinkLeadsOnAndNamesTheBrowser() {
    HttpResponse<String> answer = tracking.send(tracking.request(clickPath()).GET().build());

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains(SHOP_PAGE);
    assertThat(answer.body()).isEmpty();
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(values(Topics.COLLECTED))
        .filteredOn(event -> event.type().equals(EventTypes.EMAIL_CLICKED))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.identity().recipient()).isEqualTo(RECIPIENT.toString());
              assertThat(cookie).startsWith("impuls_vid=" + event.identity().visitorId());
            });
    assertThat(tracking.send(tracking.request("/m/c/forged").GET().build()).statusCode())
        .isEqualTo(404);
  }

  @Test
  @Order(9)
  void aWithdrawalDeadensLinksThatWereSentBefore() {
    UUID reader = Ids.person(WORKSPACE, new Identifier(Identifier.Kind.USER_ID, "reader"));
    String link =
        "/m/c/"
            + MessageKeys.parse(List.of(TrackingProcess.MESSAGE_KEY))
                .seal(MessageToken.click(WORKSPACE, reader, "spring", "1", SHOP_PAGE));
    assertThat(click(link).headers().firstValue("Set-Cookie")).isPresent();

    String withdrawal =
        "{\"type\":\"consent.changed\",\"userId\":\"reader\",\"consent\":{\"mail_tracking\":false}}";
    assertThat(tracking.post(SHOP, withdrawal).statusCode()).isEqualTo(200);

    // it leads on as ever, and leaves nothing behind
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> click(link).headers().firstValue("Set-Cookie").isEmpty());
    long before = clicksOf(reader);
    assertThat(click(link).headers().firstValue("Location")).contains(SHOP_PAGE);
    assertThat(clicksOf(reader)).isEqualTo(before);
    assertThat(tracking.send(tracking.request("/q/metrics").GET().build()).body())
        .containsPattern("tracking_messages_unnamed_total\\{[^}]*email.clicked[^}]*} [2-9]");
  }

  private static HttpResponse<String> click(String link) {
    HttpResponse<String> answer = tracking.send(tracking.request(link).GET().build());
    assertThat(answer.statusCode()).isEqualTo(302);
    return answer;
  }

  private static long clicksOf(UUID reader) {
    return values(Topics.COLLECTED).stream()
        .filter(event -> event.type().equals(EventTypes.EMAIL_CLICKED))
        .filter(event -> reader.toString().equals(event.identity().recipient()))
        .count();
  }

  @Test
  @Order(9)
  void aProvidersWebhookIsTaken() {
    HttpResponse<String> answer =
        tracking.send(
            tracking
                .request("/v1/webhooks/sms?key=s3cret")
                .POST(
                    java.net.http.HttpRequest.BodyPublishers.ofString(
                        "sms_from=48123456789&sms_text=Stop%21&MsgId=in-1"))
                .build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("OK");
    assertThat(values(Topics.COLLECTED))
        .filteredOn(event -> event.type().equals(EventTypes.SMS_UNSUBSCRIBED))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.identity().phone()).isEqualTo("+48123456789");
              assertThat(event.consent()).isEqualTo(Map.of("marketing_sms", false));
              assertThat(event.source().id()).isEqualTo("sms");
            });
    assertThat(
            tracking
                .send(tracking.request("/v1/webhooks/sms?key=guess&MsgId=1").GET().build())
                .statusCode())
        .isEqualTo(401);
    assertThat(tracking.send(tracking.request("/v1/webhooks/other").GET().build()).statusCode())
        .isEqualTo(404);
  }

  @Test
  @Order(10)
  void withoutKafkaItSaysSoAtOnceAndRecovers() {
    String event = "{\"id\":\"survivor\",\"type\":\"custom.a\",\"userId\":\"u\"}";
    kafka().kill();

    // the first is sent while nobody knows yet that Kafka is away
    for (int i = 0; i < 5; i++) {
      long begin = System.nanoTime();
      HttpResponse<String> answer = tracking.post(SHOP, event);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
    await().atMost(Duration.ofSeconds(5)).until(() -> !tracking.ready());
    sendsClickersOn();

    kafka().start();
    kafka().awaitReady(Duration.ofSeconds(60));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> tracking.post(SHOP, event).statusCode() == 200);
    tracking.awaitReady(Duration.ofSeconds(60));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(values(Topics.EVENTS))
                    .filteredOn(e -> e.clientId().equals("survivor"))
                    .hasSize(1));
  }

  @Test
  @Order(11)
  void stopsInOrder() {
    assertThat(tracking.stop()).isTrue();
  }

  /** Whether Kafka is only silent yet or known to be away: a person comes to the page. */
  private static void sendsClickersOn() {
    for (int i = 0; i < 3; i++) {
      long begin = System.nanoTime();
      HttpResponse<String> answer = tracking.send(tracking.request(clickPath()).GET().build());
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location")).contains(SHOP_PAGE);
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                tracking
                    .send(tracking.request("/q/metrics").GET().build())
                    .body()
                    .contains("tracking_messages_lost_total 3.0"));
  }

  private static String clickPath() {
    return "/m/c/"
        + MessageKeys.parse(List.of(TrackingProcess.MESSAGE_KEY))
            .seal(MessageToken.click(WORKSPACE, RECIPIENT, "spring", "1", SHOP_PAGE));
  }

  private static List<String> resolvedByShop() {
    return values(Topics.EVENTS).stream()
        .filter(event -> event.source().id().equals("shop"))
        .map(Event::clientId)
        .toList();
  }

  private static JsonNode counters() {
    try {
      return Json.mapper().readTree(counters(TestTokens.operator(WORKSPACE)).body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> counters(String token) {
    var request = tracking.request("/v1/resolver/counters");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return tracking.send(request.GET().build());
  }

  private static <V> List<V> values(Topic<V> topic) {
    return Committed.values(kafka().address(), topic);
  }

  private static void publishSources() throws Exception {
    try (KafkaProducer<String, TrackingSource> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka().address()),
            Topics.SOURCES.keySerde().serializer(),
            Topics.SOURCES.serde().serializer())) {
      for (TrackingSource source :
          List.of(
              source("site", Source.Kind.BROWSER, SITE, null, List.of("https://shop.example")),
              source("shop", Source.Kind.BACKEND, null, sha256(SHOP), List.of()))) {
        producer.send(new ProducerRecord<>(Topics.SOURCES.name(), source.key(), source)).get();
      }
    }
  }

  private static TrackingSource source(
      String id, Source.Kind kind, String key, String hash, List<String> origins) {
    return new TrackingSource(
        WORKSPACE,
        id,
        kind,
        "key-" + id,
        key,
        hash,
        origins,
        List.of(),
        List.of(),
        Duration.ofDays(30),
        true);
  }

  private static EmbeddedServer kafka() {
    return servers.get(ServerKind.KAFKA);
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
