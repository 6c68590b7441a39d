package io.impuls.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.embedded.ServerKind;
import io.impuls.embedded.ServerPorts;
import io.impuls.embedded.Servers;
import io.impuls.testkit.TestTokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What operators and strangers meet: keys, rates, imports, refused events, and a power cut. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CollectorEdgeIT {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final String EMAIL = "quiet.person@letters.example";
  private static final String ADDRESS = "203.0.113.177";
  private static final Path LOG = Path.of("target", "collector-edge-it.log");

  @TempDir static Path directory;
  private static Servers servers;
  private static TrackingProcess tracking;
  private static String secret;

  @BeforeAll
  static void start() throws Exception {
    servers =
        new Servers(
            Set.of(ServerKind.KAFKA),
            directory.resolve("data"),
            directory.resolve("logs"),
            ServerPorts.free());
    servers.start(message -> {});
    tracking =
        new TrackingProcess(
            servers.get(ServerKind.KAFKA).address(),
            directory,
            LOG,
            Map.of(
                "IMPULS_TRACKING_COLLECTOR_ADDRESS_REQUESTS_PER_SECOND",
                "2",
                "IMPULS_TRACKING_COLLECTOR_BELIEVED_PROXIES",
                "127.0.0.0/8",
                "IMPULS_TRACKING_COLLECTOR_LONGEST_BODY",
                "PT5S"));
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
  void aNewSourcesSecretIsShownOnceAndWorksAtOnce() {
    HttpResponse<String> made =
        call("POST", "/v1/sources", "{\"id\":\"erp\",\"kind\":\"BACKEND\"}");

    assertThat(made.statusCode()).isEqualTo(201);
    secret = json(made).get("key").textValue();
    assertThat(secret).matches("sk_[A-Za-z0-9_-]{43}");
    assertThat(tracking.post(secret, event("by-new-key")).statusCode()).isEqualTo(200);
    HttpResponse<String> list = call("GET", "/v1/sources", null);
    assertThat(json(list).get(0).get("id").textValue()).isEqualTo("erp");
    assertThat(list.body()).doesNotContain(secret).doesNotContain("secretHash");
    assertThat(values(Topics.SOURCES))
        .allSatisfy(source -> assertThat(source.toString()).doesNotContain(secret));
  }

  @Test
  @Order(2)
  void keysAreRotatedWithOverlapAndEndedAtOnce() {
    HttpResponse<String> second =
        call(
            "POST",
            "/v1/sources/erp/keys",
            "{\"oldKeysUntil\":\"" + Instant.now().plusSeconds(3600) + "\"}");
    String young = json(second).get("key").textValue();
    assertThat(tracking.post(secret, event("old-key")).statusCode()).isEqualTo(200);
    assertThat(tracking.post(young, event("young-key")).statusCode()).isEqualTo(200);

    // the overlap ends now
    assertThat(
            call("POST", "/v1/sources/erp/keys", "{\"oldKeysUntil\":\"" + Instant.now() + "\"}")
                .statusCode())
        .isEqualTo(201);
    assertThat(tracking.post(secret, event("dead-key")).statusCode()).isEqualTo(401);
    assertThat(tracking.post(young, event("dead-key")).statusCode()).isEqualTo(401);

    JsonNode third = json(call("POST", "/v1/sources/erp/keys", null));
    secret = third.get("key").textValue();
    String removed = json(call("POST", "/v1/sources/erp/keys", "{}")).get("keyId").textValue();
    assertThat(call("DELETE", "/v1/sources/erp/keys/" + removed, null).statusCode()).isEqualTo(204);
    assertThat(call("DELETE", "/v1/sources/erp/keys/" + removed, null).statusCode()).isEqualTo(404);
    assertThat(tracking.post(secret, event("third-key")).statusCode()).isEqualTo(200);
  }

  @Test
  @Order(3)
  void sourcesAreTheOperatorsOfTheirWorkspace() {
    assertThat(tracking.send(tracking.request("/v1/sources").GET().build()).statusCode())
        .isEqualTo(401);
    assertThat(call("GET", "/v1/sources", null, TestTokens.marketer(WORKSPACE)).statusCode())
        .isEqualTo(403);
    String other = TestTokens.operator(UUID.randomUUID());
    assertThat(call("GET", "/v1/sources", null, other).body()).isEqualTo("[]");
    assertThat(call("POST", "/v1/sources/erp/keys", "{}", other).statusCode()).isEqualTo(404);
    assertThat(call("POST", "/v1/sources", "{\"id\":\"erp\",\"kind\":\"BACKEND\"}").statusCode())
        .isEqualTo(409);
    HttpResponse<String> wrong =
        call(
            "POST",
            "/v1/sources",
            "{\"id\":\"A b\",\"kind\":\"CAMPAIGN\",\"origins\":[\"https://a.example/x\"],"
                + "\"eventsPerSecond\":0}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(wrong).get("errors").findValuesAsText("pointer"))
        .containsExactly("/id", "/kind", "/origins/0", "/eventsPerSecond");
  }

  @Test
  @Order(3)
  void aSourcesSettingsAreChangedAtOnceForAllItsKeys() {
    JsonNode one =
        json(
            call(
                "POST",
                "/v1/sources",
                "{\"id\":\"pos\",\"kind\":\"BACKEND\",\"eventTypes\":[\"order.placed\"]}"));
    JsonNode two = json(call("POST", "/v1/sources/pos/keys", "{}"));
    List<String> keys = List.of(one.get("key").textValue(), two.get("key").textValue());
    assertThat(keys)
        .allSatisfy(
            key -> assertThat(tracking.post(key, event("pos")).body()).contains("TYPE_NOT"));

    HttpResponse<String> changed =
        call("PUT", "/v1/sources/pos", "{\"eventTypes\":[\"custom.a\"],\"eventsPerSecond\":50}");

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(json(changed).get("eventTypes").get(0).textValue()).isEqualTo("custom.a");
    assertThat(json(changed).get("eventsPerSecond").intValue()).isEqualTo(50);
    assertThat(json(changed).get("keys")).hasSize(2);
    assertThat(json(changed).get("changedBy").textValue()).isNotBlank();
    assertThat(Instant.parse(json(changed).get("changedAt").textValue())).isBefore(Instant.now());
    assertThat(keys)
        .allSatisfy(
            key -> assertThat(tracking.post(key, event("pos")).body()).contains("\"accepted\":1"));
    // every collector reads it from the topic
    assertThat(values(Topics.SOURCES))
        .filteredOn(source -> source != null && source.id().equals("pos"))
        .filteredOn(source -> source.eventTypes().contains("custom.a"))
        .extracting(TrackingSource::keyId)
        .containsExactlyInAnyOrder(one.get("keyId").textValue(), two.get("keyId").textValue());
  }

  @Test
  @Order(3)
  void whatASourceCannotBecomeIsRefusedWithReasons() {
    HttpResponse<String> wrong =
        call(
            "PUT",
            "/v1/sources/erp",
            "{\"id\":\"other\",\"kind\":\"BROWSER\",\"latenessHorizon\":\"P99D\"}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(wrong).get("errors").findValuesAsText("pointer"))
        .containsExactly("/id", "/kind", "/latenessHorizon");
    assertThat(call("PUT", "/v1/sources/erp", "{\"doNotTrack\":\"PERHAPS\"}").statusCode())
        .isEqualTo(400);
    assertThat(call("PUT", "/v1/sources/nothing", "{}").statusCode()).isEqualTo(404);
    assertThat(
            call("PUT", "/v1/sources/erp", "{}", TestTokens.operator(UUID.randomUUID()))
                .statusCode())
        .isEqualTo(404);
    assertThat(call("PUT", "/v1/sources/erp", "{}", TestTokens.marketer(WORKSPACE)).statusCode())
        .isEqualTo(403);
  }

  @Test
  @Order(4)
  void aKeyThatSendsTooMuchIsToldWhenToComeAgainAndNothingIsStored() {
    String slow =
        json(call(
                "POST",
                "/v1/sources",
                "{\"id\":\"slow\",\"kind\":\"BACKEND\",\"eventsPerSecond\":2}"))
            .get("key")
            .textValue();
    String batch =
        IntStream.range(0, 100)
            .mapToObj(i -> event("slow-" + i))
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(tracking.post(slow, batch).statusCode()).isEqualTo(200);

    HttpResponse<String> refused = tracking.post(slow, event("slow-too-much"));

    assertThat(refused.statusCode()).isEqualTo(429);
    // 98 events are owed, at two a second
    assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(30, 50);
    assertThat(values(Topics.COLLECTED))
        .extracting(Event::clientId)
        .contains("slow-99")
        .doesNotContain("slow-too-much");
  }

  @Test
  @Order(5)
  void aClientThatSendsTooMuchIsOneAddressBehindABelievedProxy() {
    List<Integer> flood = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      flood.add(
          tracking
              .post(secret, event("flood"), "X-Forwarded-For", "198.51.100.1, " + ADDRESS)
              .statusCode());
    }

    assertThat(flood).contains(200, 429);
    assertThat(
            tracking
                .post(secret, event("other"), "X-Forwarded-For", "198.51.100.1, 203.0.113.9")
                .statusCode())
        .isEqualTo(200);
    String metrics = tracking.send(tracking.request("/q/metrics").GET().build()).body();
    assertThat(metrics)
        .containsPattern("tracking_collector_limited_total\\{by=\"address\"[^}]*} [1-9]");
    assertThat(metrics).doesNotContain(ADDRESS);
  }

  @Test
  @Order(6)
  void historyOfAnyLengthIsTakenOnceHoweverOftenItComes() throws IOException {
    int rows = 30_000;
    String filling = "x".repeat(400);
    StringBuilder lines = new StringBuilder();
    for (int row = 1; row <= rows; row++) {
      lines.append(row == 777 ? "{\"type\":7}" : row(row, filling)).append('\n');
    }
    byte[] plain = lines.toString().getBytes(StandardCharsets.UTF_8);
    // more than Quarkus lets any other body be
    assertThat(plain.length).isGreaterThan(12 << 20);

    HttpResponse<String> first = importRows("history", 1, plain);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(json(first).get("accepted").intValue()).isEqualTo(rows - 1);
    assertThat(json(first).get("nextRow").intValue()).isEqualTo(rows + 1);
    assertThat(json(first).get("errors").get(0).get("row").intValue()).isEqualTo(777);
    // the last thousand once more, packed
    String tail =
        IntStream.rangeClosed(rows - 999, rows)
            .mapToObj(row -> row(row, filling))
            .collect(Collectors.joining("\n"));
    HttpResponse<String> again = importRows("history", rows - 999, packed(tail));
    assertThat(json(again).get("accepted").intValue()).isEqualTo(1_000);
    await()
        .atMost(Duration.ofSeconds(180))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThat(
                        values(Topics.EVENTS).stream()
                            .filter(e -> e.type().equals("custom.history")))
                    .hasSize(rows - 1)
                    .allMatch(e -> e.flags().contains(EventFlag.BACKFILL)));
    // the repetitions lie behind the last of the rows
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                json(call("GET", "/v1/resolver/counters", null)).get("duplicates").intValue()
                    >= 1_000);
  }

  @Test
  @Order(7)
  void importsNeedAServerKeyAndARun() {
    byte[] row = row(1, "").getBytes(StandardCharsets.UTF_8);
    String site =
        json(call("POST", "/v1/sources", "{\"id\":\"site\",\"kind\":\"BROWSER\"}"))
            .get("key")
            .textValue();
    assertThat(importRows(null, 1, row).statusCode()).isEqualTo(400);
    assertThat(importRows("a\nb", 1, row).statusCode()).isEqualTo(400);
    assertThat(importRows("r", 0, row).statusCode()).isEqualTo(400);
    assertThat(importRows("r", 1, row, "nobody").statusCode()).isEqualTo(401);
    assertThat(importRows("r", 1, row, site).statusCode()).isEqualTo(403);
    assertThat(importRows("r", 1, new byte[] {0x1F, (byte) 0x8B, 8, 1}).statusCode())
        .isEqualTo(400);
  }

  @Test
  @Order(8)
  void aRefusedEventIsMendedAndReplayedOnce() {
    String broken =
        "{\"id\":\"mended\",\"type\":\"order.placed\",\"email\":\""
            + EMAIL
            + "\",\"order\":{\"id\":\"9\",\"value\":\"x\"}}";
    assertThat(tracking.post(secret, broken).body()).contains("INVALID_FIELD");
    JsonNode page = json(call("GET", "/v1/rejected?reason=INVALID_FIELD&limit=1", null));
    JsonNode first = page.get("rejected").get(0);
    assertThat(first.get("clientId").textValue()).isEqualTo("mended");
    assertThat(first.get("payload")).isNull();
    String id = first.get("id").textValue();
    assertThat(json(call("GET", "/v1/rejected/" + id, null)).get("payload").textValue())
        .isEqualTo(broken);

    assertThat(call("POST", "/v1/rejected/" + id + "/replay", null).statusCode()).isEqualTo(422);
    assertThat(call("POST", "/v1/rejected/" + id + "/repair", broken).statusCode()).isEqualTo(422);
    String mended = broken.replace("\"x\"", "12.50");
    HttpResponse<String> kept = call("POST", "/v1/rejected/" + id + "/repair", mended);
    assertThat(kept.statusCode()).isEqualTo(200);
    assertThat(json(kept).get("state").textValue()).isEqualTo("REPAIRED");
    HttpResponse<String> replayed = call("POST", "/v1/rejected/" + id + "/replay", null);
    assertThat(replayed.statusCode()).isEqualTo(200);
    String eventId = json(replayed).get("eventId").textValue();

    assertThat(call("POST", "/v1/rejected/" + id + "/replay", null).statusCode()).isEqualTo(409);
    assertThat(call("POST", "/v1/rejected/" + id + "/repair", mended).statusCode()).isEqualTo(409);
    assertThat(values(Topics.COLLECTED))
        .filteredOn(e -> e.clientId().equals("mended"))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.eventId().toString()).isEqualTo(eventId);
              assertThat(e.order().value()).isEqualByComparingTo("12.50");
            });
    JsonNode afterwards = json(call("GET", "/v1/rejected?reason=INVALID_FIELD", null));
    assertThat(afterwards.get("rejected").get(0).get("state").textValue()).isEqualTo("REPLAYED");
  }

  @Test
  @Order(8)
  void aMessageOfAnotherProtocolIsReplayedTheWayItCame() {
    String site =
        json(call(
                "POST",
                "/v1/sources",
                "{\"id\":\"blog\",\"kind\":\"BROWSER\",\"eventTypes\":[\"page.viewed\"]}"))
            .get("key")
            .textValue();
    String batch =
        "{\"writeKey\":\"%s\",\"context\":{\"locale\":\"pl-PL\"},\"batch\":[".formatted(site)
            + "{\"type\":\"track\",\"event\":\"A\",\"messageId\":\"as-it-came\",\"anonymousId\":\"d\"},"
            + "{\"type\":\"trakc\",\"event\":\"B\",\"messageId\":\"as-mended\",\"anonymousId\":\"d\"}]}";
    assertThat(
            tracking
                .send(
                    tracking
                        .request("/v1/batch")
                        .header("User-Agent", "Mozilla/5.0 Firefox")
                        .POST(BodyPublishers.ofString(batch))
                        .build())
                .statusCode())
        .isEqualTo(200);
    JsonNode refused = json(call("GET", "/v1/rejected?limit=2", null)).get("rejected");
    String mended = "/v1/rejected/" + refused.get(0).get("id").textValue();
    String asItCame = "/v1/rejected/" + refused.get(1).get("id").textValue();
    JsonNode shown = json(call("GET", mended, null));
    assertThat(shown.get("envelope").textValue()).contains("pl-PL").doesNotContain(site);

    assertThat(call("POST", asItCame + "/replay", null).statusCode()).isEqualTo(422);
    assertThat(call("PUT", "/v1/sources/blog", "{}").statusCode()).isEqualTo(200);
    HttpResponse<String> replayed = call("POST", asItCame + "/replay", null);
    assertThat(replayed.statusCode()).isEqualTo(200);
    assertThat(call("POST", asItCame + "/replay", null).statusCode()).isEqualTo(409);
    String payload = shown.get("payload").textValue().replace("trakc", "track");
    assertThat(call("POST", mended + "/repair?form=other", payload).statusCode()).isEqualTo(400);
    JsonNode kept = json(call("POST", mended + "/repair?form=sent", payload));
    assertThat(kept.get("form").textValue()).isEqualTo("SENT");
    assertThat(call("POST", mended + "/replay", null).statusCode()).isEqualTo(200);

    for (String id : List.of("as-it-came", "as-mended")) {
      assertThat(values(Topics.COLLECTED))
          .filteredOn(e -> e.clientId().equals(id))
          .singleElement()
          .satisfies(
              e -> {
                assertThat(e.source().id()).isEqualTo("blog");
                assertThat(e.identity().visitorId()).isNotNull();
                assertThat(e.context()).containsEntry("locale", "pl-PL");
                assertThat(e.server().userAgent()).isEqualTo("Mozilla/5.0 Firefox");
              });
    }
    assertThat(json(replayed).get("eventId").textValue())
        .isEqualTo(
            values(Topics.COLLECTED).stream()
                .filter(e -> e.clientId().equals("as-it-came"))
                .findFirst()
                .orElseThrow()
                .eventId()
                .toString());
  }

  @Test
  @Order(9)
  void refusedEventsAreTheOperatorsOfTheirWorkspace() {
    String id =
        json(call("GET", "/v1/rejected", null)).get("rejected").get(0).get("id").textValue();
    String other = TestTokens.operator(UUID.randomUUID());

    assertThat(call("GET", "/v1/rejected/" + id, null, other).statusCode()).isEqualTo(404);
    assertThat(json(call("GET", "/v1/rejected", null, other)).get("rejected")).isEmpty();
    assertThat(call("GET", "/v1/rejected", null, TestTokens.viewer(WORKSPACE)).statusCode())
        .isEqualTo(403);
    assertThat(call("GET", "/v1/rejected?reason=NONSENSE", null).statusCode()).isEqualTo(400);
    assertThat(call("GET", "/v1/rejected?limit=0", null).statusCode()).isEqualTo(400);
    assertThat(call("GET", "/v1/rejected/nonsense", null).statusCode()).isEqualTo(400);
    assertThat(call("GET", "/v1/rejected/0-999999", null).statusCode()).isEqualTo(404);
  }

  @Test
  @Order(10)
  void slowAndMonstrousSendersDoNotHoldUpTheOthers() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket socket = new Socket("127.0.0.1", tracking.port());
        slow.add(socket);
        socket
            .getOutputStream()
            .write(
                "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"
                    .getBytes(StandardCharsets.US_ASCII));
      }
      long begin = System.nanoTime();
      assertThat(tracking.post(secret, event("among-slow-ones")).statusCode()).isEqualTo(200);
      // far below the minute after which silent connections are closed
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    assertThat(raw("POST /v1/events HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(70_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
    assertThat(raw("POST /v1/" + "e".repeat(200_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
        .matches("HTTP/1\\.[01] 414(?s:.*)");
  }

  /** A byte now and then is no silence, and would keep its place for ever. */
  @Test
  @Order(10)
  void aBodyThatDripsIsCutOff() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", tracking.port())) {
      socket.setSoTimeout(1);
      socket
          .getOutputStream()
          .write(
              "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n["
                  .getBytes(StandardCharsets.US_ASCII));
      long begin = System.nanoTime();

      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> isClosedWhileDripping(socket));

      // not before its time, and long before the server's idle timeout of 60 s
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(4));
      assertThat(tracking.post(secret, event("after-dripping")).statusCode()).isEqualTo(200);
    }
  }

  private static boolean isClosedWhileDripping(Socket socket) throws IOException {
    try {
      socket.getOutputStream().write(' ');
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  @Test
  @Order(11)
  void theLogNamesNoSecretNoAddressAndNobody() throws IOException {
    tracking.post(
        secret,
        "{\"id\":\"r\\r\\nINJECTED\",\"type\":\"a\",\"email\":\"" + EMAIL + "\"}",
        "X-Forwarded-For",
        ADDRESS,
        "User-Agent",
        "agent-" + EMAIL);
    tracking.post(secret + "wrong", event("x"));

    String log = Files.readString(LOG);
    assertThat(log).isNotEmpty();
    for (String forbidden : List.of(secret, EMAIL, ADDRESS, "203.0.113", "INJECTED", "sk_")) {
      assertThat(log).as("the log names %s", forbidden).doesNotContain(forbidden);
    }
  }

  /** Answered means stored, even when the power is cut the moment after. */
  @Test
  @Order(12)
  void aPowerCutLosesNothingThatWasAnswered() throws Exception {
    Set<String> answered = ConcurrentHashMap.newKeySet();
    AtomicInteger failed = new AtomicInteger();
    ExecutorService senders = Executors.newFixedThreadPool(16);
    for (int sender = 0; sender < 16; sender++) {
      String prefix = "cut-" + sender + "-";
      senders.execute(
          () -> {
            for (int i = 0; i < 1_000_000; i++) {
              try {
                if (tracking.post(secret, event(prefix + i)).statusCode() == 200) {
                  answered.add(prefix + i);
                }
              } catch (UncheckedIOException e) {
                failed.incrementAndGet();
                return;
              }
            }
          });
    }
    await().atMost(Duration.ofSeconds(90)).until(() -> answered.size() > 2_000);

    tracking.kill();

    senders.shutdown();
    assertThat(senders.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    // every sender was at work until the cut
    assertThat(failed.get()).isEqualTo(16);
    Set<String> stored = new HashSet<>();
    values(Topics.COLLECTED).forEach(e -> stored.add(e.clientId()));
    assertThat(stored).containsAll(answered);
  }

  private static HttpResponse<String> importRows(String run, long from, byte[] body) {
    return importRows(run, from, body, secret);
  }

  private static HttpResponse<String> importRows(String run, long from, byte[] body, String key) {
    String query =
        run == null ? "" : "&run=" + java.net.URLEncoder.encode(run, StandardCharsets.UTF_8);
    return tracking.send(
        tracking
            .request("/v1/imports?from=" + from + query)
            .timeout(Duration.ofSeconds(120))
            .header("Authorization", "Bearer " + key)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private static String row(int row, String filling) {
    return ("{\"type\":\"history\",\"userId\":\"u%d\",\"timestamp\":\"2020-01-01T00:00:00Z\","
            + "\"properties\":{\"f\":\"%s\"}}")
        .formatted(row % 100, filling);
  }

  private static String event(String id) {
    return "{\"id\":\"%s\",\"type\":\"custom.a\",\"userId\":\"u\"}".formatted(id);
  }

  private static HttpResponse<String> call(String method, String path, String body) {
    return call(method, path, body, TestTokens.operator(WORKSPACE));
  }

  private static HttpResponse<String> call(String method, String path, String body, String token) {
    HttpRequest.Builder request = tracking.request(path).header("Authorization", "Bearer " + token);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return tracking.send(
        request
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return Json.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", tracking.port())) {
      socket.setSoTimeout(30_000);
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      } catch (SocketException e) {
        // refused before everything was written: the answer is there all the same
      }
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(40), StandardCharsets.US_ASCII);
    }
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Everything that is committed on a topic now. */
  private static <V> List<V> values(Topic<V> topic) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers.get(ServerKind.KAFKA).address(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    try (KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), topic.serde().deserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, topic.partitions())
              .mapToObj(p -> new TopicPartition(topic.name(), p))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<V> values = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }
}
