package io.impuls.tracking.collector.nativeprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.RequestBody;
import io.impuls.tracking.collector.domain.Slice;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.json.SliceReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeProtocolTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String VISITOR = "6f2c1a6e-52c0-4d58-9a40-0a5c1f2d9b11";

  @Test
  void readsAWholeOrder() {
    Event event =
        accepted(
            """
            {"id":"o-1","type":"order.placed","timestamp":"2026-11-22T10:30:00.5+01:00",
             "userId":17850,"email":" Anna@Example.TEST ","phone":"+48 123 456 789",
             "order":{"id":536365,"value":139.12,"currency":"gbp","coupon":"XMAS"},
             "products":[{"id":"85123A","name":"T-LIGHT HOLDER","price":2.55,"quantity":-6,"size":"L"}],
             "consent":{"marketing_email":true},"traits":{"city":"Kraków"},
             "properties":{"gift":{"wrapped":true,"cards":[1,2.50]}},
             "context":{"userAgent":"Mozilla/5.0","ip":"203.0.113.77"},"shelf":"A"}
            """);

    assertThat(event.eventId()).isEqualTo(Ids.event(WORKSPACE, "shop", "o-1"));
    assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-11-22T09:30:00.500Z"));
    assertThat(event.identity().userId()).isEqualTo("17850");
    assertThat(event.identity().email()).isEqualTo("anna@example.test");
    assertThat(event.identity().phone()).isEqualTo("+48123456789");
    assertThat(event.order().id()).isEqualTo("536365");
    assertThat(event.order().value()).isEqualByComparingTo("139.12");
    assertThat(event.order().currency()).isEqualTo("GBP");
    assertThat(event.products()).hasSize(1);
    assertThat(event.products().get(0).quantity()).isEqualByComparingTo(BigDecimal.valueOf(-6));
    assertThat(event.properties())
        .isEqualTo(
            Map.of("gift", Map.of("wrapped", true, "cards", List.of(1L, new BigDecimal("2.50")))));
    assertThat(event.server().userAgent()).isEqualTo("Mozilla/5.0");
    assertThat(event.server().address()).isEqualTo("203.0.113.0");
    assertThat(event.context())
        .containsEntry("ip", "203.0.113.0")
        .containsEntry("shelf", "A")
        .containsEntry("order", Map.of("coupon", "XMAS"))
        .containsEntry("products/0", Map.of("size", "L"));
  }

  @Test
  void aBrowsersEventIsItsVisitors() {
    Event event =
        acceptedFromBrowser(
            "{\"type\":\"page.viewed\",\"page\":{\"url\":\"https://shop.example/cennik?a=b\"}}");

    assertThat(event.identity().visitorId()).isEqualTo(VISITOR);
    assertThat(event.page().path()).isEqualTo("/cennik");
    assertThat(event.server().userAgent()).isEqualTo("Firefox");
    assertThat(event.server().address()).isEqualTo("198.51.100.0");
    assertThat(event.occurredAt()).isEqualTo(NOW);
  }

  @Test
  void oneBadEventDoesNotLoseItsNeighbours() {
    List<Verdict> verdicts =
        judge(
            """
            [{"type":"custom.a","userId":"u"},
             {"type":"custom.b","userId":"u","properties":{"x":nonsense}},
             {"type":"custom.c","userId":"u","email":"not-an-address"},
             [1,2],
             {"type":"custom.d","userId":"u"}]
            """);

    assertThat(verdicts)
        .extracting(v -> v instanceof Verdict.Rejected r ? r.event().reason() : null)
        .containsExactly(
            null,
            RejectionReason.MALFORMED,
            RejectionReason.INVALID_FIELD,
            RejectionReason.MALFORMED,
            null);
    RejectedEvent third = ((Verdict.Rejected) verdicts.get(2)).event();
    assertThat(third.index()).isEqualTo(2);
    assertThat(third.field()).isEqualTo("/email");
    assertThat(third.payload()).contains("not-an-address");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|MISSING_FIELD|/type",
        "{\"type\":\"custom.x\"}|NO_IDENTITY|",
        "{\"type\":\"custom.x\",\"userId\":\" \"}|NO_IDENTITY|",
        "{\"type\":\"custom.x\",\"userId\":\"undefined\"}|NO_IDENTITY|",
        "{\"type\":\"person.identified\",\"anonymousId\":\"a\"}|NO_IDENTITY|",
        "{\"type\":\"person.merged\",\"userId\":\"u\"}|TYPE_NOT_ALLOWED|/type",
        "{\"type\":\"session.ended\",\"userId\":\"u\"}|TYPE_NOT_ALLOWED|/type",
        "{\"type\":\"session.started\",\"userId\":\"u\"}|TYPE_NOT_ALLOWED|/type",
        "{\"type\":{\"a\":1},\"userId\":\"u\"}|INVALID_FIELD|/type",
        "{\"type\":\"x\",\"userId\":[\"u\"]}|INVALID_FIELD|/userId",
        "{\"type\":\"x\",\"userId\":1.5}|INVALID_FIELD|/userId",
        "{\"type\":\"x\",\"userId\":true}|INVALID_FIELD|/userId",
        "{\"type\":\"x\",\"userId\":\"a\\u0000b\"}|INVALID_FIELD|/userId",
        "{\"type\":\"x\",\"userId\":\"a\\nb\"}|INVALID_FIELD|/userId",
        "{\"id\":\"\\ud800\",\"type\":\"x\",\"userId\":\"u\"}|INVALID_FIELD|/id",
        "{\"type\":\"x\",\"userId\":\"u\",\"userId\":\"v\"}|INVALID_FIELD|/userId",
        "{\"type\":\"x\",\"userId\":\"u\",\"traits\":{\"a\":1,\"a\":2}}|INVALID_FIELD|/traits/a",
        "{\"type\":\"x\",\"userId\":\"u\",\"traits\":[]}|INVALID_FIELD|/traits",
        "{\"type\":\"x\",\"userId\":\"u\",\"traits\":{\"a\\u0000\":1}}|INVALID_FIELD|/traits",
        "{\"type\":\"x\",\"userId\":\"u\",\"consent\":{\"a/b\":\"yes\"}}|INVALID_FIELD|/consent/a~1b",
        "{\"type\":\"x\",\"userId\":\"u\",\"order\":{\"value\":\"12\"}}|INVALID_FIELD|/order/value",
        "{\"type\":\"x\",\"userId\":\"u\",\"order\":{\"value\":1e999999999}}|INVALID_FIELD|/order/value",
        "{\"type\":\"x\",\"userId\":\"u\",\"order\":{\"currency\":\"zł\"}}|INVALID_FIELD|/order/currency",
        "{\"type\":\"x\",\"userId\":\"u\",\"products\":{}}|INVALID_FIELD|/products",
        "{\"type\":\"x\",\"userId\":\"u\",\"products\":[1]}|INVALID_FIELD|/products/0",
        "{\"type\":\"x\",\"userId\":\"u\",\"timestamp\":12}|INVALID_TIME|/timestamp",
        "{\"type\":\"x\",\"userId\":\"u\",\"timestamp\":\"yesterday\"}|INVALID_TIME|/timestamp",
        "{\"type\":\"x\",\"userId\":\"u\",\"timestamp\":\"2026-11-22T10:00:00\"}|INVALID_TIME|/timestamp",
        "{\"type\":\"x\",\"userId\":\"u\",\"timestamp\":\"1815-06-18T10:00:00Z\"}|INVALID_TIME|/timestamp",
        "{\"type\":\"x\",\"userId\":\"u\",\"timestamp\":\"99999-06-18T10:00:00Z\"}|INVALID_TIME|/timestamp",
        "{\"type\":\"x\",\"userId\":\"u\",\"phone\":\"call me\"}|INVALID_FIELD|/phone",
        "{\"type\":\"page.viewed\",\"userId\":\"u\"}|MISSING_FIELD|/page/url",
        "{\"type\":\"page.viewed\",\"userId\":\"u\",\"page\":{\"url\":\"x\"}}|INVALID_FIELD|/page/url",
        "{\"type\":\"order.placed\",\"userId\":\"u\"}|MISSING_FIELD|/order",
        "{\"type\":\"product.viewed\",\"userId\":\"u\"}|MISSING_FIELD|/product",
        "{\"type\":\"x\",\"userId\":\"u\"} trailing|MALFORMED|",
        "{\"type\":\"x\",\"userId\":\"u\"|MALFORMED|",
        "{\"type\":\"x\",\"userId\":NaN}|MALFORMED|",
        "{\"type\":\"x\",'userId':'u'}|MALFORMED|",
        "{\"type\":\"x\",\"userId\":\"u\",\"n\":00012}|MALFORMED|"
      })
  void saysWhatIsWrong(String event, RejectionReason reason, String field) {
    RejectedEvent rejected = rejected(event);

    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.field()).isEqualTo(field);
    assertThat(rejected.detail()).isNotBlank();
  }

  @Test
  void refusesTenThousandProperties() {
    String many =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "\"p" + i + "\":1")
            .collect(Collectors.joining(","));

    assertThat(rejected(with("\"properties\":{" + many + "}")).reason())
        .isEqualTo(RejectionReason.TOO_LARGE);
  }

  @Test
  void refusesDepthWithoutRunningOutOfStack() {
    for (int levels : new int[] {17, 70, 40_000}) {
      String deep = "[".repeat(levels) + "]".repeat(levels);

      assertThat(rejected(with("\"properties\":{\"d\":" + deep + "}")).reason())
          .as("%d levels", levels)
          .isEqualTo(RejectionReason.TOO_LARGE);
    }
  }

  @Test
  void refusesTextsAndNumbersWithoutEnd() {
    assertThat(rejected(with("\"properties\":{\"t\":\"" + "x".repeat(20_000) + "\"}")).reason())
        .isEqualTo(RejectionReason.TOO_LARGE);
    assertThat(rejected(with("\"properties\":{\"n\":" + "9".repeat(5_000) + "}")).reason())
        .isEqualTo(RejectionReason.TOO_LARGE);
    assertThat(rejected(with("\"id\":\"" + "x".repeat(256) + "\"")).reason())
        .isEqualTo(RejectionReason.TOO_LARGE);
  }

  @Test
  void publicKeysAllowLessThanSecretOnes() {
    String large = with("\"properties\":{\"t\":[" + "\"0123456789\",".repeat(3_000) + "1]}");

    assertThat(judge(large)).allMatch(Verdict.Accepted.class::isInstance);
    assertThat(judge(large, browser())).allMatch(Verdict.Rejected.class::isInstance);
  }

  @Test
  void bytesThatAreNoUtf8AreMalformed() {
    byte[] body = with("\"properties\":{\"t\":\"?\"}").getBytes(StandardCharsets.UTF_8);
    body[new String(body, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xFF;

    assertThat(judge(body, backend()))
        .singleElement()
        .extracting(v -> ((Verdict.Rejected) v).event().reason())
        .isEqualTo(RejectionReason.MALFORMED);
  }

  @Test
  void takesControlCharactersOutOfTexts() {
    Event event =
        accepted(with("\"properties\":{\"t\":\"a\\u0000b\\u001fc\\td\\ud83d\\ude00e\\udc00\"}"));

    assertThat(event.properties()).containsEntry("t", "abc\td\uD83D\uDE00e\uFFFD");
  }

  @Test
  void flagsAClockThatRunsAhead() {
    Event event = accepted(with("\"timestamp\":\"2026-11-22T11:00:00Z\""));

    assertThat(event.occurredAt()).isEqualTo(NOW);
    assertThat(event.flags()).containsExactly(EventFlag.CLOCK_AHEAD);
  }

  @Test
  void aRetryHasTheSameHashAndAnotherEventNot() {
    String first = accepted(with("\"id\":\"1\",\"properties\":{\"a\":1,\"b\":2.0}")).payloadHash();

    assertThat(
            accepted(
                    with(
                        "\"properties\":{\"b\":2,\"a\":1},\"id\":\"1\","
                            + "\"sentAt\":\"2026-11-22T09:59:59Z\""))
                .payloadHash())
        .isEqualTo(first);
    assertThat(accepted(with("\"id\":\"1\",\"properties\":{\"a\":1,\"b\":3}")).payloadHash())
        .isNotEqualTo(first);
  }

  /**
   * Or a retry across releases would be a conflict. The SHA-256 of: s1"1" (id), s1"t" (type), n n
   * (no time, no anonymousId), s2"ż" (userId), n n (no e-mail, no phone), m0 m0 (no traits, no
   * consent), n n (no page, no order), m1 s1"a" #3"1.5" (properties), m0 (no context); the digits
   * are sizes, of four bytes each.
   */
  @Test
  void theHashOfAnEventStaysAsItIs() {
    Event event =
        accepted("{\"id\":\"1\",\"type\":\"t\",\"userId\":\"ż\",\"properties\":{\"a\":1.50}}");

    assertThat(event.payloadHash())
        .isEqualTo("2118d8ae79e9c0fe99607a434c7a0f93e31d3ceeaedf8f0b3f0d82dcf144ef9d");
  }

  @Test
  void keepsEveryDigitOfAWholeNumber() {
    Event event =
        accepted(
            with(
                "\"properties\":{\"a\":-99999999999999999,\"b\":999999999999999999,"
                    + "\"c\":1000000000000000000,\"d\":123456789012345678901}"));

    assertThat(event.properties())
        .containsEntry("a", -99_999_999_999_999_999L)
        .containsEntry("b", 999_999_999_999_999_999L)
        .containsEntry("c", new BigDecimal("1000000000000000000"))
        .containsEntry("d", new BigDecimal("123456789012345678901"));
  }

  @Test
  void anEventWithoutIdIsNamedByItsContent() {
    String body = with("\"timestamp\":\"2026-11-22T09:00:00Z\",\"properties\":{\"a\":1}");
    String other = with("\"timestamp\":\"2026-11-22T09:00:00.001Z\",\"properties\":{\"a\":1}");

    assertThat(accepted(body).eventId()).isEqualTo(accepted(body).eventId());
    assertThat(accepted(body).clientId()).matches("[0-9a-f]{64}");
    assertThat(accepted(other).eventId()).isNotEqualTo(accepted(body).eventId());
  }

  @Test
  void typesOutsideTheListAreCustom() {
    assertThat(accepted("{\"type\":\"poll.answered\",\"userId\":\"u\"}").type())
        .isEqualTo("custom.poll.answered");
    assertThat(accepted("{\"type\":\"custom.poll\",\"userId\":\"u\"}").type())
        .isEqualTo("custom.poll");
  }

  @Test
  void aPublicKeyCannotTellWhatBecameOfMail() {
    String opened = "{\"type\":\"email.opened\",\"email\":\"a@example.test\"}";

    assertThat(accepted(opened).type()).isEqualTo("email.opened");
    assertThat(((Verdict.Rejected) judge(opened, browser()).get(0)).event().reason())
        .isEqualTo(RejectionReason.TYPE_NOT_ALLOWED);
  }

  @Test
  void findsTheKeyInTheBody() {
    byte[] body =
        "{\"a\":{\"writeKey\":\"no\"},\"writeKey\":\"wk_1\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(SliceReader.topLevelText(body, new Slice(0, body.length), "writeKey"))
        .isEqualTo("wk_1");
    assertThat(rejected(with("\"writeKey\":\"another\"")).field()).isEqualTo("/writeKey");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverFailsOnRandomDamage(int seed) {
    java.util.Random random = new java.util.Random(seed);
    byte[] whole =
        ("["
                + with(
                    "\"order\":{\"id\":\"1\",\"value\":1.5},\"properties\":{\"a\":[1,{\"b\":null}]}")
                + ","
                + with("\"traits\":{\"x\":\"\\u0041\"}")
                + "]")
            .getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 2_000; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        damaged[1 + random.nextInt(damaged.length - 1)] = (byte) random.nextInt(256);
      }

      assertThat(judge(damaged, backend())).isNotEmpty();
    }
  }

  private static String with(String fields) {
    return "{\"type\":\"custom.x\",\"userId\":\"u\"," + fields + "}";
  }

  private static Event accepted(String event) {
    return event(judge(event));
  }

  private static Event acceptedFromBrowser(String event) {
    return event(judge(event, browser()));
  }

  private static Event event(List<Verdict> verdicts) {
    assertThat(verdicts).hasSize(1);
    assertThat(verdicts.get(0)).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted) verdicts.get(0)).event();
  }

  private static RejectedEvent rejected(String event) {
    List<Verdict> verdicts = judge(event);
    assertThat(verdicts).hasSize(1);
    assertThat(verdicts.get(0)).isInstanceOf(Verdict.Rejected.class);
    return ((Verdict.Rejected) verdicts.get(0)).event();
  }

  private static List<Verdict> judge(String body) {
    return judge(body, backend());
  }

  private static List<Verdict> judge(String body, Arrival arrival) {
    return judge(body.getBytes(StandardCharsets.UTF_8), arrival);
  }

  private static List<Verdict> judge(byte[] body, Arrival arrival) {
    Limits limits =
        Limits.ofEventBytes(arrival.source().kind() == Source.Kind.BACKEND ? 256 << 10 : 32 << 10);
    return NativeProtocol.judge(
        body, (RequestBody.Events) RequestBody.of(body, 500), arrival, limits, "key");
  }

  private static Arrival backend() {
    return new Arrival(
        source("shop", Source.Kind.BACKEND), NOW, null, "curl/8", "192.0.2.1", null, "/v1/events");
  }

  private static Arrival browser() {
    return new Arrival(
        source("site", Source.Kind.BROWSER),
        NOW,
        VISITOR,
        "Firefox",
        "198.51.100.23",
        "pl-PL",
        "/v1/events");
  }

  private static TrackingSource source(String id, Source.Kind kind) {
    return new TrackingSource(
        WORKSPACE,
        id,
        kind,
        "key-" + id,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        Duration.ofDays(30),
        true);
  }
}
