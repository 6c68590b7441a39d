package io.impuls.tracking.collector.snowplow;

import static io.impuls.tracking.collector.TestSources.WORKSPACE;
import static io.impuls.tracking.collector.snowplow.Trackers.base64;
import static io.impuls.tracking.collector.snowplow.Trackers.batch;
import static io.impuls.tracking.collector.snowplow.Trackers.contexts;
import static io.impuls.tracking.collector.snowplow.Trackers.entity;
import static io.impuls.tracking.collector.snowplow.Trackers.event;
import static io.impuls.tracking.collector.snowplow.Trackers.refused;
import static io.impuls.tracking.collector.snowplow.Trackers.unstruct;
import static io.impuls.tracking.collector.snowplow.Trackers.verdicts;
import static io.impuls.tracking.collector.snowplow.Trackers.web;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Json;
import io.impuls.tracking.collector.TestRequest;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerBatchTest {

  private static final String SHOP_ACTION = "snowplow_ecommerce_action";
  private static final String SHOP = "com.snowplowanalytics.snowplow.ecommerce";
  private static final TrackerBatch PROTOCOL = new TrackerBatch(Trackers.APPS, Trackers.SETTINGS);

  @Test
  void aPageViewCarriesPageVisitorAndClient() {
    Event event =
        event(
            post(
                web(
                    """
                    "e":"pv","eid":"1d8bca17-4082-4c76-a76b-09f30f2039a3","url":"https://shop.example/tv?a=b",
                    "page":"TV","refr":"https://www.google.com/","uid":"u-1",
                    "nuid":"8a6f5e2c-2a44-4d0f-9d1c-1d2b3c4d5e6f","lang":"pl-PL","res":"1920x1080",
                    "mystery":"kept"
                    """)));

    assertThat(event.type()).isEqualTo("page.viewed");
    assertThat(event.eventId())
        .isEqualTo(Ids.event(WORKSPACE, "site", "1d8bca17-4082-4c76-a76b-09f30f2039a3"));
    assertThat(event.page().path()).isEqualTo("/tv");
    assertThat(event.page().title()).isEqualTo("TV");
    assertThat(event.page().referrer()).isEqualTo("https://www.google.com/");
    assertThat(event.identity().visitorId()).isEqualTo("8a6f5e2c-2a44-4d0f-9d1c-1d2b3c4d5e6f");
    assertThat(event.identity().anonymousId()).isEqualTo("5bd0a8d1e2f34a6b");
    assertThat(event.identity().userId()).isEqualTo("u-1");
    assertThat(event.server().language()).isEqualTo("pl-PL");
    assertThat(event.server().address()).isEqualTo("203.0.113.0");
    assertThat(event.context())
        .containsEntry("appId", "web")
        .containsEntry("trackerVersion", "js-4.8.0")
        .containsEntry("screen", "1920x1080")
        .containsEntry("mystery", "kept");
  }

  @Test
  void aPagePingIsAHeartbeatOfItsView() {
    Event event =
        event(
            post(
                web(
                    "\"e\":\"pp\",\"url\":\"https://shop.example/tv\",\"pp_may\":\"300\",\"cx\":\"%s\""
                        .formatted(
                            base64(
                                contexts(
                                    entity(
                                        "com.snowplowanalytics.snowplow/web_page",
                                        "{\"id\":\"view-1\"}")))))));

    assertThat(event.type()).isEqualTo("page.engaged");
    assertThat(event.page().viewId()).isEqualTo("view-1");
    assertThat(event.page().activeSeconds()).isNull();
    assertThat(event.properties()).containsEntry("heartbeatSeconds", 10L);
    assertThat(event.properties().get("scroll_may")).hasToString("300");
  }

  @Test
  void aSourceCanHaveAHeartbeatOfItsOwn() {
    String ping =
        "{\"e\":\"pp\",\"p\":\"srv\",\"tv\":\"x\",\"aid\":\"shop-backend\",\"uid\":\"u\","
            + "\"url\":\"https://shop.example/\"}";

    assertThat(event(post(ping)).properties()).containsEntry("heartbeatSeconds", 15L);
  }

  @Test
  void structuredEventsAreNamedByTheirAction() {
    Event event =
        event(
            post(
                web(
                    "\"e\":\"se\",\"se_ca\":\"shop\",\"se_ac\":\"add-to-basket\",\"se_la\":\"P-17\","
                        + "\"se_pr\":\"pcs\",\"se_va\":\"2.5\"")));

    assertThat(event.type()).isEqualTo("custom.add-to-basket");
    assertThat(event.properties())
        .containsEntry("category", "shop")
        .containsEntry("label", "P-17")
        .containsEntry("property", "pcs");
    assertThat(event.properties().get("value")).hasToString("2.5");
  }

  @Test
  void legacyOrdersAndTheirLines() {
    Judgement judged =
        post(
            web(
                "\"e\":\"tr\",\"tr_id\":\"O-1\",\"tr_tt\":\"129.97\",\"tr_tx\":\"22.4\",\"tr_cu\":\"pln\""),
            web(
                "\"e\":\"ti\",\"ti_id\":\"O-1\",\"ti_sk\":\"P-17\",\"ti_na\":\"Runner\","
                    + "\"ti_pr\":\"59.99\",\"ti_qu\":\"2\""));
    Event order = event(verdicts(judged).get(0));
    Event line = event(verdicts(judged).get(1));

    assertThat(order.type()).isEqualTo("order.placed");
    assertThat(order.order().id()).isEqualTo("O-1");
    assertThat(order.order().value()).isEqualByComparingTo("129.97");
    assertThat(order.order().currency()).isEqualTo("PLN");
    assertThat(line.type()).isEqualTo("custom.transaction_item");
    assertThat(line.properties()).containsEntry("order", "O-1");
    assertThat(line.products().get(0).name()).isEqualTo("Runner");
    assertThat(line.products().get(0).price()).isEqualByComparingTo("59.99");
  }

  @Test
  void selfDescribingEventsKeepVendorNameAndData() throws Exception {
    Event event =
        event(
            post(
                selfDescribing(
                    unstruct("com.acme", "poll", "{\"answer\":\"Buty — żółte\",\"n\":1.5}"),
                    contexts(entity("com.acme/user", "{\"tier\":\"gold\"}")))));

    assertThat(event.type()).isEqualTo("custom.com.acme/poll");
    assertThat(event.properties()).containsEntry("answer", "Buty — żółte");
    assertThat(event.context().get("entities"))
        .isEqualTo(
            List.of(
                Map.of(
                    "schema",
                    "iglu:com.acme/user/jsonschema/1-0-0",
                    "data",
                    Map.of("tier", "gold"))));
  }

  @Test
  void base64ComesInFourMixes() {
    // '>>>???' and 'ÿÿÿ' need both characters in which the alphabets differ
    String json = unstruct("com.acme", "poll", "{\"a\":\">>>???ÿÿÿ~~~\"}");
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    List<String> mixes =
        List.of(
            Base64.getEncoder().encodeToString(bytes),
            Base64.getEncoder().withoutPadding().encodeToString(bytes),
            Base64.getUrlEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));

    for (String mix : mixes) {
      assertThat(event(post(web("\"e\":\"ue\",\"ue_px\":\"%s\"".formatted(mix)))).properties())
          .containsEntry("a", ">>>???ÿÿÿ~~~");
    }
  }

  @Test
  void knownEventsAreOurs() throws Exception {
    Event click =
        event(
            post(selfDescribing(unstruct("link_click", "{\"targetUrl\":\"https://x.example/\"}"))));
    Event search =
        event(
            post(
                selfDescribing(
                    unstruct(
                        "site_search", "{\"terms\":[\"buty\",\"zimowe\"],\"totalResults\":12}"))));
    Event screen = event(post(selfDescribing(unstruct("screen_view", "{\"name\":\"Basket\"}"))));
    Event added =
        event(
            post(
                selfDescribing(
                    unstruct(
                        "add_to_cart",
                        "{\"sku\":\"P-17\",\"quantity\":2,\"unitPrice\":59.99,\"name\":\"Runner\"}"))));
    Event removed =
        event(
            post(
                selfDescribing(unstruct("remove_from_cart", "{\"sku\":\"P-17\",\"quantity\":1}"))));

    assertThat(click.type()).isEqualTo("link.clicked");
    assertThat(click.properties()).containsEntry("url", "https://x.example/");
    assertThat(search.type()).isEqualTo("search.performed");
    assertThat(search.properties()).containsEntry("query", "buty zimowe");
    assertThat(screen.type()).isEqualTo("screen.viewed");
    assertThat(added.type()).isEqualTo("cart.added");
    assertThat(added.products().get(0).id()).isEqualTo("P-17");
    assertThat(added.products().get(0).price()).isEqualByComparingTo("59.99");
    assertThat(removed.type()).isEqualTo("cart.removed");
  }

  @Test
  void formsKeepNamesAndMaskWhatIsPersonal() throws Exception {
    String form =
        """
        {"formId":"newsletter","elements":[
         {"name":"email","value":"anna@example.com","nodeName":"INPUT","type":"email"},
         {"name":"contact","value":"anna@example.com","nodeName":"INPUT","type":"text"},
         {"name":"q1","value":"+48 501 222 333","nodeName":"INPUT","type":"text"},
         {"name":"pin","value":"1234","nodeName":"INPUT","type":"password"},
         {"name":"size","value":"42","nodeName":"SELECT"}]}
        """;

    Event event = event(post(selfDescribing(unstruct("submit_form", form))));

    assertThat(event.type()).isEqualTo("form.submitted");
    assertThat(event.properties())
        .containsEntry("form", "newsletter")
        .containsEntry("fields", List.of("email", "contact", "q1", "pin", "size"));
    assertThat(event.toString())
        .doesNotContain("anna@example.com")
        .doesNotContain("501 222 333")
        .doesNotContain("1234")
        .contains("value=42");
  }

  @ParameterizedTest
  @CsvSource({
    "product_view,product.viewed",
    "add_to_cart,cart.added",
    "remove_from_cart,cart.removed",
    "list_view,category.viewed",
    "list_click,product.clicked",
    "checkout_step,checkout.started",
    "promo_view,custom.promo_view",
    "promo_click,custom.promo_click"
  })
  void shopActionsTakeTheirProductsFromTheEntities(String action, String type) throws Exception {
    Event event =
        event(
            post(
                selfDescribing(
                    unstruct(SHOP, SHOP_ACTION, "{\"type\":\"%s\"}".formatted(action)),
                    contexts(
                        entity(
                            SHOP + "/product",
                            "{\"id\":\"P-17\",\"name\":\"Runner\",\"category\":\"Shoes\",\"price\":59.99,"
                                + "\"quantity\":2,\"brand\":\"Acme\",\"currency\":\"PLN\"}"),
                        entity(SHOP + "/cart", "{\"cart_id\":\"C-1\",\"total_value\":119.98}"),
                        entity(SHOP + "/checkout_step", "{\"step\":1}")))));

    assertThat(event.type()).isEqualTo(type);
    assertThat(event.products().get(0).brand()).isEqualTo("Acme");
    assertThat(event.products().get(0).quantity()).isEqualByComparingTo("2");
    assertThat(event.properties().get("cart")).asString().contains("C-1");
  }

  @Test
  void shopOrdersHaveTheirTransaction() throws Exception {
    String product = entity(SHOP + "/product", "{\"id\":\"P-17\",\"price\":59.99,\"quantity\":2}");
    Event placed =
        event(
            post(
                selfDescribing(
                    unstruct(SHOP, SHOP_ACTION, "{\"type\":\"transaction\"}"),
                    contexts(
                        product,
                        entity(
                            SHOP + "/transaction",
                            "{\"transaction_id\":\"O-1\",\"revenue\":119.98,\"currency\":\"PLN\"}")))));
    Event refunded =
        event(
            post(
                selfDescribing(
                    unstruct(SHOP, SHOP_ACTION, "{\"type\":\"refund\"}"),
                    contexts(
                        product,
                        entity(
                            SHOP + "/refund",
                            "{\"transaction_id\":\"O-1\",\"refund_amount\":59.99,\"currency\":\"PLN\"}")))));

    assertThat(placed.type()).isEqualTo("order.placed");
    assertThat(placed.order().id()).isEqualTo("O-1");
    assertThat(placed.order().value()).isEqualByComparingTo("119.98");
    assertThat(placed.products()).hasSize(1);
    assertThat(refunded.type()).isEqualTo("order.refunded");
    assertThat(refunded.order().value()).isEqualByComparingTo("59.99");
  }

  @Test
  void theDevicesClockIsCorrectedAndATrueTimeIsNot() {
    // the device is an hour ahead: created 30 s before it sent
    Event corrected =
        event(
            post(
                page(
                    "\"dtm\":\"%d\",\"stm\":\"%d\""
                        .formatted(millis("10:59:30"), millis("11:00:00")))));
    Event trueTime =
        event(
            post(
                page(
                    "\"dtm\":\"%d\",\"stm\":\"%d\",\"ttm\":\"1767323045678\""
                        .formatted(millis("10:59:30"), millis("11:00:00")))));

    assertThat(corrected.occurredAt()).isEqualTo("2026-11-22T09:59:30Z");
    assertThat(trueTime.occurredAt()).isEqualTo("2026-01-02T03:04:05.678Z");
  }

  @Test
  void serverTrackersSpeakForTheVisitor() {
    Event event =
        event(
            post(
                """
                {"e":"pv","p":"srv","tv":"node-4.8.0","aid":"shop-backend","uid":"u-1","ip":"198.51.100.7",
                 "ua":"Mozilla/5.0","url":"https://shop.example/","nuid":"00000000-0000-0000-0000-000000000000"}
                """));

    assertThat(event.server().userAgent()).isEqualTo("Mozilla/5.0");
    assertThat(event.server().address()).isEqualTo("198.51.100.0");
    assertThat(event.identity().visitorId()).isNull();
  }

  @Test
  void aLinkBetweenSitesNamesTheEarlierDevice() {
    Event event =
        event(
            post(
                web(
                    "\"e\":\"pv\",\"url\":\"https://shop.example/?a=b&_sp=5bd0a8d1.1767323045678.c2Vz#x\"")));

    assertThat(event.context().get("referred"))
        .isEqualTo(Map.of("id", "5bd0a8d1", "at", "2026-01-02T03:04:05.678Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"p\":\"web\",\"tv\":\"x\",\"aid\":\"web\"}|PROTOCOL_VIOLATION|/e",
        "{\"e\":\"pv\",\"tv\":\"x\",\"aid\":\"web\"}|PROTOCOL_VIOLATION|/p",
        "{\"e\":\"pv\",\"p\":\"web\",\"aid\":\"web\"}|PROTOCOL_VIOLATION|/tv",
        "{\"e\":\"zz\",\"p\":\"web\",\"tv\":\"x\",\"aid\":\"web\"}|PROTOCOL_VIOLATION|/e",
        "{\"e\":\"pv\",\"p\":\"web\",\"tv\":\"x\",\"aid\":\"web\",\"dtm\":\"soon\"}|PROTOCOL_VIOLATION|/dtm",
        "{\"e\":\"se\",\"p\":\"web\",\"tv\":\"x\",\"aid\":\"web\",\"se_ca\":\"a\"}|PROTOCOL_VIOLATION|/se_ac",
        "{\"e\":\"se\",\"p\":\"web\",\"tv\":\"x\",\"aid\":\"web\",\"se_ca\":\"a\",\"se_ac\":\"b\",\"se_va\":\"many\"}|PROTOCOL_VIOLATION|/se_va",
        "{\"e\":\"ue\",\"p\":\"web\",\"tv\":\"x\",\"aid\":\"web\"}|PROTOCOL_VIOLATION|/ue_pr",
        "{\"e\":\"ue\",\"p\":\"web\",\"tv\":\"x\",\"aid\":\"web\",\"ue_px\":\"!!!\"}|PROTOCOL_VIOLATION|/ue_px",
        "{\"e\":\"ue\",\"p\":\"web\",\"tv\":\"x\",\"aid\":\"web\",\"ue_pr\":\"{\"}|PROTOCOL_VIOLATION|/ue_pr",
        "{\"e\":\"ue\",\"p\":\"web\",\"tv\":\"x\",\"aid\":\"web\",\"ue_pr\":\"{}\"}|SCHEMA_VIOLATION|/ue_pr",
        "{\"e\":\"pv\",\"p\":\"web\",\"tv\":\"x\",\"aid\":\"web\",\"co\":\"{}\"}|SCHEMA_VIOLATION|/co",
        "{\"e\":{},\"p\":\"web\",\"tv\":\"x\",\"aid\":\"web\"}|SCHEMA_VIOLATION|/e",
        "{\"e\":\"pv\",\"p\":\"web\",\"tv\":\"x\",\"aid\":\"web\"}|MISSING_FIELD|/page/url",
        "{\"e\":nonsense}|MALFORMED|"
      })
  void saysWhatIsWrong(String sent, RejectionReason reason, String field) {
    RejectedEvent refused =
        refused(PROTOCOL.judge(request(batch(sent)).with("Origin", "https://shop.example")));

    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.field()).isEqualTo(field);
    assertThat(refused.payload()).isEqualTo(sent);
  }

  @Test
  void knownEventsMustHaveWhatTheirSchemaDemands() throws Exception {
    for (String name : List.of("link_click", "submit_form", "site_search", "add_to_cart")) {
      assertThat(refused(post(selfDescribing(unstruct(name, "{\"x\":1}")))).reason())
          .as(name)
          .isEqualTo(RejectionReason.SCHEMA_VIOLATION);
    }
  }

  @Test
  void oneBadEventDoesNotHarmItsNeighbours() {
    Judgement judged =
        post(
            page("\"eid\":\"1\""),
            "{\"e\":",
            "7",
            page("\"eid\":\"4\",\"dtm\":\"x\""),
            page("\"eid\":\"5\""));

    // the bracket that is never closed swallows what follows it; that is why it stands last below
    assertThat(verdicts(judged)).hasSizeGreaterThanOrEqualTo(2);
    assertThat(verdicts(judged).get(0)).isInstanceOf(Verdict.Accepted.class);
    Judgement closed =
        post(
            page("\"eid\":\"1\""),
            "{\"e\":}",
            "7",
            page("\"eid\":\"4\",\"dtm\":\"x\""),
            page("\"eid\":\"5\""));
    assertThat(verdicts(closed))
        .extracting(v -> v instanceof Verdict.Rejected r ? r.event().reason() : null)
        .containsExactly(
            null,
            RejectionReason.MALFORMED,
            RejectionReason.MALFORMED,
            RejectionReason.PROTOCOL_VIOLATION,
            null);
  }

  @Test
  void ofAnEventThatIsTooLargeTheFirstTenthIsKept() {
    String large = page("\"x\":\"%s\"".formatted("y".repeat(40_000)));

    RejectedEvent refused = refused(post(large));

    assertThat(refused.reason()).isEqualTo(RejectionReason.TOO_LARGE);
    assertThat(refused.payload()).isEqualTo(large.substring(0, large.length() / 10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "",
        "{}",
        "[]",
        "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4\",\"data\":[]}",
        "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/2-0-0\",\"data\":[{}]}"
      })
  void whatIsNoBatchIsKeptAndForgottenByTheTracker(String body) {
    Judgement judged = PROTOCOL.judge(request(body).with("Origin", "https://shop.example"));

    assertThat(verdicts(judged)).singleElement().isInstanceOf(Verdict.Rejected.class);
    assertThat(Trackers.answer(judged).status()).isEqualTo(200);
  }

  @Test
  void nobodysEventsAreNotStored() {
    String stranger = "{\"e\":\"pv\",\"p\":\"web\",\"tv\":\"x\",\"aid\":\"nobody\"}";

    assertThat(Trackers.answer(PROTOCOL.judge(request(batch(stranger)))).status()).isEqualTo(401);
    assertThat(Trackers.answer(PROTOCOL.judge(request("hello"))).status()).isEqualTo(401);
    assertThat(
            Trackers.answer(
                    PROTOCOL.judge(
                        request(batch(page("\"eid\":\"1\"")))
                            .with("Origin", "https://elsewhere.example")))
                .status())
        .isEqualTo(403);
    // beside events of a source it is kept as refused
    assertThat(verdicts(post(page("\"eid\":\"1\""), stranger)).get(1))
        .isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void trackersAreToldToComeAgainButNeverThatARouteOrSizeIsWrong() {
    assertThat(Trackers.answer(post(page("\"eid\":\"1\""))).body())
        .isEqualTo("ok".getBytes(StandardCharsets.US_ASCII));
    assertThat(PROTOCOL.later().status()).isEqualTo(503);
    assertThat(PROTOCOL.tooLarge(1).status()).isEqualTo(400);
    assertThat(PROTOCOL.notUnpackable().status()).isEqualTo(400);
  }

  @Test
  void ofAVisitorWhoWasNotAskedYetNothingIsKeptOfARefusedEvent() {
    TrackingSource site = Trackers.SITE;
    TrackingSource asking =
        new TrackingSource(
            site.workspace(),
            site.id(),
            site.kind(),
            site.keyId(),
            site.writeKey(),
            null,
            site.origins(),
            site.hosts(),
            List.of(),
            site.latenessHorizon(),
            true,
            null,
            null,
            List.of("web"),
            TrackingSource.ConsentPolicy.REQUIRED);
    TrackerBatch protocol =
        new TrackerBatch((appId, hosts, now) -> Optional.of(asking), Trackers.SETTINGS);
    String unknownKind = web("\"e\":\"zz\",\"eid\":\"1\",\"url\":\"https://shop.example/secret\"");

    RejectedEvent refused = refused(protocol.judge(request(batch(unknownKind))));

    assertThat(refused.reason()).isEqualTo(RejectionReason.PROTOCOL_VIOLATION);
    assertThat(refused.payload()).isNull();
    assertThat(refused.clientId()).isNull();
    assertThat(refused.visitorId()).isNull();
  }

  private static long millis(String time) {
    return Instant.parse("2026-11-22T" + time + "Z").toEpochMilli();
  }

  private static String page(String fields) {
    return web("\"e\":\"pv\",\"url\":\"https://shop.example/\"," + fields);
  }

  private static String selfDescribing(String event, String... contexts)
      throws JsonProcessingException {
    String more =
        contexts.length == 0 ? "" : ",\"co\":" + Json.mapper().writeValueAsString(contexts[0]);
    return web("\"e\":\"ue\",\"ue_pr\":" + Json.mapper().writeValueAsString(event) + more);
  }

  private static Judgement post(String... events) {
    return PROTOCOL.judge(request(batch(events)));
  }

  private static TestRequest request(String body) {
    return TestRequest.post(TrackerBatch.PATH, body);
  }
}
