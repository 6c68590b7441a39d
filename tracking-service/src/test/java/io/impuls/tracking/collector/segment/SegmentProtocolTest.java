package io.impuls.tracking.collector.segment;

import static io.impuls.tracking.collector.TestSources.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.TestRequest;
import io.impuls.tracking.collector.TestSources;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.KnownSources;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.domain.RequestLimits;
import io.impuls.tracking.collector.domain.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentProtocolTest {

  private static final String VISITOR = "6f2c1a6e-52c0-4d58-9a40-0a5c1f2d9b11";
  private static final String DEVICE = "3b9ac9ff-77aa-4a53-bd2f-10f0a7a6c0de";
  private static final Map<String, TrackingSource> SOURCES =
      Map.of(
          "secret", TestSources.source("shop", Source.Kind.BACKEND, "secret"),
          "public",
              TestSources.source("site", Source.Kind.BROWSER, "public", "https://shop.example"));
  private static final KnownSources KNOWN = key -> Optional.ofNullable(SOURCES.get(key));
  private static final SegmentProtocol PROTOCOL =
      new SegmentProtocol(
          KNOWN,
          new RequestLimits(
              2_500_000, 2_500, Limits.ofEventBytes(32 << 10), Limits.ofEventBytes(256 << 10)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/track",
        "/v1/t",
        "/v1/track/",
        "/v1/t/",
      })
  void aSingleCallIsWhatItsPathSays(String path) {
    Event event =
        event(
            server(
                path,
                "{\"event\":\"Signed Up\",\"userId\":\"u\",\"messageId\":\"m-1\","
                    + "\"properties\":{\"plan\":\"gold\"}}"));

    assertThat(event.type()).isEqualTo("custom.Signed Up");
    assertThat(event.eventId()).isEqualTo(Ids.event(WORKSPACE, "shop", "m-1"));
    assertThat(event.properties()).isEqualTo(Map.of("plan", "gold"));
  }

  @Test
  void aTypeThatDiffersFromThePathIsRefused() {
    RejectedEvent refused = refused(server("/v1/p", "{\"type\":\"track\",\"userId\":\"u\"}"));

    assertThat(refused.reason()).isEqualTo(RejectionReason.PROTOCOL_VIOLATION);
    assertThat(refused.field()).isEqualTo("/type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/batch", "/v1/import", "/v1/b", "/v1/batch/"})
  void aBatchSharesItsContextUnderEachMessagesOwn(String path) {
    List<Verdict> verdicts =
        verdicts(
            server(
                path,
                """
                {"batch":[
                  {"type":"track","event":"A","userId":"u","context":{"locale":"pl-PL",
                   "library":{"version":"9"}},"integrations":{"Webhook":true}},
                  {"type":"track","event":"B","userId":"u"}],
                 "context":{"locale":"en-GB","library":{"name":"x","version":"1"}},
                 "integrations":{"All":false},"sentAt":"2026-11-22T10:00:00Z","sequence":1}
                """));

    Event first = event(verdicts.get(0));
    assertThat(first.context())
        .containsEntry("locale", "pl-PL")
        .containsEntry("library", Map.of("name", "x", "version", "9"))
        .containsEntry("integrations", Map.of("All", false, "Webhook", true));
    assertThat(event(verdicts.get(1)).context()).containsEntry("locale", "en-GB");
  }

  @Test
  void anIdentifyNamesThePersonAndTheDevice() {
    Event event =
        event(
            server(
                "/v1/identify",
                """
                {"anonymousId":"anon-7","userId":1001,"traits":{"email":" Anna@Example.TEST ",
                 "phone":"+48 501 222 333","firstName":"Anna","address":{"city":"Łódź"}}}
                """));

    assertThat(event.type()).isEqualTo("person.identified");
    assertThat(event.identity().anonymousId()).isEqualTo("anon-7");
    assertThat(event.identity().userId()).isEqualTo("1001");
    assertThat(event.identity().email()).isEqualTo("anna@example.test");
    assertThat(event.identity().phone()).isEqualTo("+48501222333");
    assertThat(event.traits())
        .containsEntry("firstName", "Anna")
        .containsEntry("address", Map.of("city", "Łódź"));
  }

  @Test
  void traitsThatNameNobodyDoNotLoseTheCall() {
    Event bad =
        event(server("/v1/i", "{\"userId\":\"u\",\"traits\":{\"email\":\"n/a\",\"age\":41}}"));
    Event anonymous = event(server("/v1/i", "{\"anonymousId\":\"a\",\"traits\":{\"age\":41}}"));

    assertThat(bad.identity().email()).isNull();
    assertThat(bad.traits()).containsEntry("email", "n/a");
    assertThat(anonymous.type()).isEqualTo("custom.identify");
    assertThat(anonymous.traits()).isEqualTo(Map.of("age", 41L));
  }

  @Test
  void whoIsNotActiveIsKnownBetterAndOpensNoVisit() {
    String identify =
        "{\"userId\":\"u\",\"traits\":{\"plan\":\"gold\"},\"context\":{\"active\":%s}}";

    assertThat(event(server("/v1/i", identify.formatted(false))).flags())
        .containsExactly(EventFlag.PASSIVE);
    assertThat(event(server("/v1/i", identify.formatted(true))).flags()).isEmpty();
  }

  @Test
  void anAliasJoinsTheEarlierId() {
    Event event = event(server("/v1/alias", "{\"userId\":\"u\",\"previousId\":\"anon-7\"}"));

    assertThat(event.type()).isEqualTo("person.identified");
    assertThat(event.identity().userId()).isEqualTo("u");
    assertThat(event.identity().anonymousId()).isEqualTo("anon-7");
    assertThat(event.properties()).isEqualTo(Map.of("previousId", "anon-7"));
  }

  @Test
  void anAliasOfAnAddressNamesThePersonByIt() {
    Event event =
        event(server("/v1/alias", "{\"userId\":\"u\",\"previousId\":\"Anna@Example.test\"}"));

    assertThat(event.identity().email()).isEqualTo("anna@example.test");
    assertThat(event.identity().anonymousId()).isNull();
  }

  @Test
  void aGroupKeepsWhatIsSaidOfTheGroupApartFromThePerson() {
    Event event =
        event(
            server(
                "/v1/g",
                "{\"userId\":\"u\",\"groupId\":55,\"traits\":{\"email\":\"info@initech.test\"}}"));

    assertThat(event.type()).isEqualTo("custom.group");
    assertThat(event.identity().email()).isNull();
    assertThat(event.properties())
        .isEqualTo(Map.of("groupId", "55", "traits", Map.of("email", "info@initech.test")));
  }

  @Test
  void aPageIsPiecedTogetherFromPropertiesAndContext() {
    Event event =
        event(
            server(
                "/v1/page",
                """
                {"userId":"u","name":"Home","category":"Docs",
                 "properties":{"url":"https://shop.example/home#top","title":"Home"},
                 "context":{"page":{"search":"?gclid=1","referrer":"https://www.google.com/"},
                  "campaign":{"source":"news letter","name":"Spring"}}}
                """));

    assertThat(event.type()).isEqualTo("page.viewed");
    assertThat(event.page().url())
        .isEqualTo(
            "https://shop.example/home?gclid=1&utm_source=news+letter&utm_campaign=Spring#top");
    assertThat(event.page().path()).isEqualTo("/home");
    assertThat(event.page().title()).isEqualTo("Home");
    assertThat(event.page().referrer()).isEqualTo("https://www.google.com/");
    assertThat(event.properties()).containsEntry("name", "Home").containsEntry("category", "Docs");
  }

  @Test
  void aPageWithoutAddressIsKeptAsWhatItIs() {
    assertThat(event(server("/v1/page", "{\"userId\":\"u\",\"name\":\"Home\"}")).type())
        .isEqualTo("custom.page");
    assertThat(event(server("/v1/s", "{\"userId\":\"u\",\"name\":\"Basket\"}")).properties())
        .isEqualTo(Map.of("name", "Basket"));
  }

  @ParameterizedTest
  @CsvSource({
    "Products Searched,search.performed",
    "Product List Viewed,category.viewed",
    "Product Clicked,product.clicked",
    "Product Viewed,product.viewed",
    "Product Added,cart.added",
    "Product Removed,cart.removed",
    "Cart Viewed,cart.viewed",
    "Checkout Started,checkout.started",
    "Order Completed,order.placed",
    "Order Cancelled,order.cancelled",
    "Order Refunded,order.refunded",
    "Product Added to Wishlist,wishlist.added",
    "Product Removed from Wishlist,wishlist.removed",
    "Wishlist Product Added to Cart,cart.added",
    "Email Delivered,email.delivered",
    "Email Opened,email.opened",
    "Email Link Clicked,email.clicked",
    "Email Bounced,email.bounced",
    "Email Marked as Spam,email.complained",
    "Unsubscribed,email.unsubscribed",
    "SMS Sent,sms.sent",
    "SMS Delivered,sms.delivered",
    "SMS Failed,sms.failed",
    "SMS Link Clicked,sms.clicked",
    "SMS Replied,sms.replied",
    "SMS Unsubscribed,sms.unsubscribed",
    "Coupon Applied,custom.Coupon Applied",
    "page.viewed,custom.page.viewed"
  })
  void eventNamesAreOurs(String name, String type) {
    Event event =
        event(
            server(
                "/v1/track",
                "{\"event\":\"%s\",\"userId\":\"u\",\"properties\":{\"product_id\":\"P\",\"order_id\":\"O\"}}"
                    .formatted(name)));

    assertThat(event.type()).isEqualTo(type);
    assertThat(event.properties()).containsEntry("product_id", "P");
  }

  @Test
  void anOrderHasItsTotalAndLinesHoweverNumbersAreWritten() {
    Event event =
        event(
            server(
                "/v1/track",
                """
                {"event":"Order Completed","userId":"u","properties":{"order_id":7,
                 "total":"1,299.90","revenue":1200,"currency":"pln","coupon":"HELLO",
                 "products":[{"product_id":17,"name":"Runner","price":"59,99","quantity":"2"},
                  {"sku":"S-2","price":59.99,"quantity":1,"category":"Shoes","brand":"Acme"}]}}
                """));

    assertThat(event.order().id()).isEqualTo("7");
    assertThat(event.order().value()).isEqualByComparingTo("1299.90");
    assertThat(event.order().currency()).isEqualTo("PLN");
    assertThat(event.products()).extracting("id").containsExactly("17", "S-2");
    assertThat(event.products().get(0).price()).isEqualByComparingTo("59.99");
    assertThat(event.products().get(0).quantity()).isEqualByComparingTo("2");
    assertThat(event.properties()).containsEntry("total", "1,299.90");
  }

  @Test
  void mailToolsNameTheRecipientInTheContext() {
    Event event =
        event(
            server(
                "/v1/track",
                """
                {"event":"Email Link Clicked","user_id":"u","properties":{"email_id":"e-1",
                 "campaign_id":"c-9","link_id":"l-1","link_url":"https://shop.example/"},
                 "context":{"traits":{"email":"anna@example.test"},"ip":"203.0.113.7",
                 "user_agent":"Mozilla/5.0"}}
                """));

    assertThat(event.identity().userId()).isEqualTo("u");
    assertThat(event.identity().email()).isEqualTo("anna@example.test");
    assertThat(event.server().userAgent()).isEqualTo("Mozilla/5.0");
    assertThat(event.server().address()).isEqualTo("203.0.113.0");
    assertThat(event.properties())
        .containsEntry("message", "e-1")
        .containsEntry("campaign", "c-9")
        .containsEntry("link", "l-1")
        .containsEntry("url", "https://shop.example/");
  }

  @Test
  void aPublicKeyDoesNotTellWhatBecameOfMailButLosesNothing() {
    assertThat(event(browser("{\"event\":\"Unsubscribed\",\"anonymousId\":\"a\"}")).type())
        .isEqualTo("custom.Unsubscribed");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T09:00:00Z,2026-11-22T09:00:00Z",
    "2026-11-22T10:00:00.5+01:00,2026-11-22T09:00:00.500Z",
    "2026-11-22T10:00:00.123456789+0100,2026-11-22T09:00:00.123Z",
    "2026-11-22 09:00:00,2026-11-22T09:00:00Z",
    "2026-11-22t07:30-01:30,2026-11-22T09:00:00Z"
  })
  void timesAreReadInEveryForm(String sent, Instant expected) {
    Event event = event(server("/v1/t", message("\"originalTimestamp\":\"%s\"".formatted(sent))));

    assertThat(event.occurredAt()).isEqualTo(expected);
  }

  @Test
  void theClientsClockIsCorrectedByWhenTheBatchWasSent() {
    // sent an hour ahead of us, happened 30 s before it was sent
    Event event =
        event(
            server(
                "/v1/batch",
                "{\"batch\":[{\"type\":\"track\",\"event\":\"A\",\"userId\":\"u\","
                    + "\"timestamp\":\"2026-11-22T10:59:30Z\"}],"
                    + "\"sentAt\":\"2026-11-22T11:00:00.000Z\"}"));

    assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-11-22T09:59:30Z"));
  }

  @Test
  void aMessageWithoutIdIsNamedByItsContent() {
    String body = message("\"timestamp\":\"2026-11-22T09:00:00Z\"");

    assertThat(event(server("/v1/t", body)).clientId()).matches("[0-9a-f]{64}");
    assertThat(event(server("/v1/t", body)).eventId())
        .isEqualTo(event(server("/v1/t", body)).eventId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"event\":\"A\"}|NO_IDENTITY|",
        "{\"event\":\"A\",\"userId\":\"\",\"anonymousId\":null}|NO_IDENTITY|",
        "{\"event\":\"A\",\"userId\":\"undefined\"}|NO_IDENTITY|",
        "{\"userId\":\"u\"}|MISSING_FIELD|/event",
        "{\"event\":\"Product Viewed\",\"userId\":\"u\"}|MISSING_FIELD|/product",
        "{\"event\":\"Order Completed\",\"userId\":\"u\"}|MISSING_FIELD|/order",
        "{\"event\":\"A\",\"userId\":{}}|INVALID_FIELD|/userId",
        "{\"event\":\"A\",\"userId\":\"u\",\"properties\":7}|INVALID_FIELD|/properties",
        "{\"event\":\"A\",\"userId\":\"u\",\"timestamp\":\"soon\"}|INVALID_TIME|/timestamp",
        "{\"event\":\"A\",\"userId\":\"u\",\"a\":1,\"a\":2}|INVALID_FIELD|/a",
        "{\"event\":\"A\",\"userId\":\"u\"|MALFORMED|"
      })
  void saysWhatIsWrong(String body, RejectionReason reason, String field) {
    RejectedEvent rejected = refused(server("/v1/track", body));

    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.field()).isEqualTo(field);
    assertThat(rejected.payload()).isEqualTo(body);
  }

  @Test
  void anEmptyListStandsForAnEmptyObject() {
    assertThat(
            event(server("/v1/t", message("\"properties\":[],\"context\":[],\"integrations\":[]")))
                .properties())
        .isEmpty();
  }

  @Test
  void oneBadMessageDoesNotHarmItsNeighbours() {
    List<Verdict> verdicts =
        verdicts(
            server(
                "/v1/batch",
                """
                {"batch":[{"type":"track","event":"A","userId":"u"},{"type":"dance","userId":"u"},
                 {"type":"track","event":nonsense},7,{"type":"track","event":"B","userId":"u"}]}
                """));

    assertThat(verdicts)
        .extracting(v -> v instanceof Verdict.Rejected r ? r.event().reason() : null)
        .containsExactly(
            null,
            RejectionReason.PROTOCOL_VIOLATION,
            RejectionReason.MALFORMED,
            RejectionReason.MALFORMED,
            null);
    assertThat(((Verdict.Rejected) verdicts.get(2)).event().index()).isEqualTo(2);
  }

  @Test
  void theKeyComesFromTheHeaderElseTheBody() {
    String inBody = message("\"writeKey\":\"secret\"");
    String basic = Base64.getEncoder().encodeToString("secret:".getBytes(StandardCharsets.UTF_8));
    String bare = Base64.getEncoder().encodeToString("secret".getBytes(StandardCharsets.UTF_8));

    assertThat(event(PROTOCOL.judge(TestRequest.post("/v1/t", inBody))).context())
        .doesNotContainKey("writeKey");
    for (String header : List.of("Basic " + basic, "basic " + bare)) {
      assertThat(
              verdicts(
                  PROTOCOL.judge(
                      TestRequest.post("/v1/t", message("\"writeKey\":\"other\""))
                          .with("Authorization", header))))
          .hasSize(1);
    }
    assertThat(
            verdicts(
                PROTOCOL.judge(
                    TestRequest.post(
                            "/v1/b",
                            "{\"batch\":[" + inBody + "],\"sentAt\":\"2026-11-22T10:00:00Z\"}")
                        .with("Authorization", "Bearer token-of-oauth"))))
        .hasSize(1);
    assertThat(status(TestRequest.post("/v1/t", message("\"writeKey\":\"x\"")))).isEqualTo(401);
    assertThat(status(TestRequest.post("/v1/t", message("\"a\":1")))).isEqualTo(401);
  }

  @Test
  void whatCanNeverBecomeRightIsRefusedWhole() {
    assertThat(answer(server("/v1/batch", "hello")).status()).isEqualTo(400);
    assertThat(answer(server("/v1/batch", "")).status()).isEqualTo(400);
    assertThat(answer(server("/v1/batch", "{\"sentAt\":\"\"}")).status()).isEqualTo(400);
    assertThat(answer(server("/v1/track", "{\"event\":")).status()).isEqualTo(400);
    assertThat(answer(server("/v1/batch", "{\"batch\":[]}")).status()).isEqualTo(200);
    String many = "{\"batch\":[" + "{},".repeat(2_500) + "{}]}";
    assertThat(answer(server("/v1/batch", many)).status()).isEqualTo(400);
    String blownUp =
        "{\"batch\":[%s{}],\"context\":{\"a\":\"%s\"}}"
            .formatted("{},".repeat(2_000), "x".repeat(2_000));
    assertThat(answer(server("/v1/batch", blownUp)).status()).isEqualTo(400);
    assertThat(PROTOCOL.later().status()).isEqualTo(503);
    assertThat(PROTOCOL.later().headers()).extracting(Reply.Header::name).contains("Retry-After");
    assertThat(PROTOCOL.tooLarge(1).status()).isEqualTo(400);
  }

  @Test
  void aBrowsersVisitorKeepsOurCookie() {
    Judgement judged =
        PROTOCOL.judge(
            TestRequest.post("/v1/t", message("\"writeKey\":\"public\""))
                .with("Origin", "https://shop.example")
                .cookie("impuls_vid", VISITOR));

    assertThat(event(judged).identity().visitorId()).isEqualTo(VISITOR);
    assertThat(setCookie(judged)).startsWith("impuls_vid=" + VISITOR);
    assertThat(
            status(
                TestRequest.post("/v1/t", message("\"writeKey\":\"public\""))
                    .with("Origin", "https://elsewhere.example")))
        .isEqualTo(403);
  }

  @Test
  void whoKeepsNoCookiesStaysOneVisitor() {
    String body = "{\"event\":\"A\",\"anonymousId\":\"%s\"}";
    Judgement first = browser(body.formatted(DEVICE));

    assertThat(event(first).identity().visitorId())
        .isEqualTo(event(browser(body.formatted(DEVICE))).identity().visitorId());
    assertThat(setCookie(first)).contains(event(first).identity().visitorId());
    // short and made-up ids do not name one device
    for (String junk : List.of("kiosk", "11111111-1111-1111-1111-111111111111")) {
      assertThat(event(browser(body.formatted(junk))).identity().visitorId())
          .isNotEqualTo(event(browser(body.formatted(junk))).identity().visitorId());
    }
  }

  @Test
  void theLibrarysCookieNamesTheDeviceWhereTheMessageDoesNot() {
    Event event =
        event(
            PROTOCOL.judge(
                TestRequest.post("/v1/t", "{\"event\":\"A\",\"writeKey\":\"public\"}")
                    .cookie("ajs_anonymous_id", "%22" + DEVICE + "%22")));

    assertThat(event.identity().anonymousId()).isEqualTo(DEVICE);
  }

  @Test
  void aFullBatchIsTaken() {
    String batch =
        IntStream.range(0, 2_500)
            .mapToObj(
                i ->
                    "{\"type\":\"track\",\"event\":\"A\",\"userId\":\"u\",\"messageId\":" + i + "}")
            .collect(Collectors.joining(",", "{\"batch\":[", "]}"));

    assertThat(verdicts(server("/v1/batch", batch)))
        .hasSize(2_500)
        .allMatch(Verdict.Accepted.class::isInstance);
  }

  private static String message(String fields) {
    return "{\"type\":\"track\",\"event\":\"A\",\"userId\":\"u\"," + fields + "}";
  }

  private static Judgement server(String path, String body) {
    String basic = Base64.getEncoder().encodeToString("secret:".getBytes(StandardCharsets.UTF_8));
    return PROTOCOL.judge(TestRequest.post(path, body).with("Authorization", "Basic " + basic));
  }

  private static Judgement browser(String body) {
    return PROTOCOL.judge(
        TestRequest.post("/v1/t", body.replaceFirst("\\{", "{\"writeKey\":\"public\",")));
  }

  private static int status(TestRequest request) {
    return answer(PROTOCOL.judge(request)).status();
  }

  private static Reply answer(Judgement judgement) {
    return judgement instanceof Judgement.Store store
        ? store.whenStored()
        : ((Judgement.AnswerNow) judgement).reply();
  }

  private static String setCookie(Judgement judgement) {
    return answer(judgement).headers().stream()
        .filter(header -> header.name().equals("Set-Cookie"))
        .map(Reply.Header::value)
        .findFirst()
        .orElseThrow();
  }

  private static List<Verdict> verdicts(Judgement judgement) {
    assertThat(judgement).isInstanceOf(Judgement.Store.class);
    return ((Judgement.Store) judgement).verdicts();
  }

  private static Event event(Judgement judgement) {
    assertThat(verdicts(judgement)).hasSize(1);
    return event(verdicts(judgement).get(0));
  }

  private static Event event(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted) verdict).event();
  }

  private static RejectedEvent refused(Judgement judgement) {
    assertThat(verdicts(judgement)).hasSize(1);
    assertThat(verdicts(judgement).get(0)).isInstanceOf(Verdict.Rejected.class);
    return ((Verdict.Rejected) verdicts(judgement).get(0)).event();
  }
}
