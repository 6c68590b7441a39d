package io.impuls.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Session;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Topics;
import io.impuls.embedded.ServerKind;
import io.impuls.testkit.EmbeddedServers;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Visitors of the demo shop in Chromium, and what the built service makes of them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserIT {

  @RegisterExtension static final EmbeddedServers SERVERS = EmbeddedServers.with(ServerKind.KAFKA);

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final String EMAIL = "anna@example.com";
  private static final UUID ANNA =
      Ids.person(WORKSPACE, new Identifier(Identifier.Kind.EMAIL, EMAIL));

  /** What the snippets of the documentation tell, in their order. */
  private static final List<String> DOCUMENTED =
      List.of(
          "page.viewed",
          "consent.changed",
          "category.viewed",
          "product.viewed",
          "cart.added",
          "cart.updated",
          "checkout.started",
          "order.placed",
          "search.performed",
          "survey.answered",
          "person.identified",
          "custom.store-locator",
          "page.viewed",
          "person.logged-out",
          "form.submitted",
          "survey.started",
          "survey.answered",
          "wishlist.added");

  @TempDir static Path directory;
  private static TrackingProcess tracking;
  private static String shop;

  @BeforeAll
  static void start() throws Exception {
    EmbeddedServers.resetKafka();
    tracking =
        new TrackingProcess(
            SERVERS.addresses().kafka(),
            directory,
            Path.of("target", "tracking-of-browsers.log"),
            Map.of("IMPULS_TRACKING_DEMO_SHOP_ENABLED", "true"));
    shop = tracking.url() + "/shop/";
    // only now: just after the reset a record can still go to the topic that is being deleted
    tracking.awaitReady(Duration.ofSeconds(90));
    publishSite();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(tracking.post("wk_demo_site", "[]").statusCode()).isEqualTo(200));
  }

  @AfterAll
  static void stop() {
    if (tracking != null) {
      tracking.close();
    }
  }

  @Test
  @Order(1)
  void servesTheScriptOnceAndPacked() {
    HttpResponse<String> whole = tracking.send(tracking.request("/t.js").GET().build());
    String tag = whole.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        tracking.send(tracking.request("/t.js").header("If-None-Match", tag).GET().build());
    HttpResponse<String> packed =
        tracking.send(tracking.request("/t.js").header("Accept-Encoding", "br, gzip").build());

    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.headers().firstValue("Content-Type"))
        .contains("text/javascript;charset=utf-8");
    assertThat(whole.headers().firstValue("Cache-Control").orElseThrow()).contains("max-age=3600");
    assertThat(whole.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.headers().firstValue("Vary").orElseThrow()).contains("accept-encoding");
  }

  @Test
  @Order(2)
  void theShopShowsItsOwnFilesOnly() {
    for (String path : List.of("nothing.html", "..%2f..%2ft.js", "../../../NOTICE", "product/")) {
      assertThat(tracking.send(tracking.request("/shop/" + path).build()).statusCode())
          .as(path)
          .isEqualTo(404);
    }
    assertThat(tracking.send(tracking.request("/shop/size-guide.pdf").build()).headers().map())
        .containsEntry("Content-Type", List.of("application/pdf"));
  }

  @Test
  @Order(3)
  void aNewVisitorBrowsesSaysWhoTheyAreAndLeaves() {
    Instant begin = Instant.now();
    JsonNode seen = play("newVisitor", Map.of("shop", shop, "email", EMAIL));
    Instant end = Instant.now();

    JsonNode cookie = seen.at("/afterConsent/cookies/0");
    assertThat(cookie.get("name").textValue()).isEqualTo("impuls_vid");
    assertThat(cookie.get("httpOnly").booleanValue()).isTrue();
    assertThat(cookie.get("sameSite").textValue()).isEqualTo("Lax");
    assertThat(seen.at("/atTheEnd/cookies/0/value")).isEqualTo(cookie.get("value"));
    String visitor = cookie.get("value").textValue();
    List<Event> events = resolvedUntil(visitor, "link.clicked", "page.viewed", "page.engaged");
    awaitMergeIntoAnna();
    assertThat(events).extracting(Event::clientId).doesNotHaveDuplicates();
    assertThat(events).allSatisfy(e -> assertThat(e.occurredAt()).isBetween(begin, end));
    // for how long they looked depends on the machine, too: that has a check of its own
    List<String> acts =
        types(events).stream().filter(type -> !type.equals(EventTypes.PAGE_ENGAGED)).toList();
    agreedOnAPage(acts.subList(0, 2));
    assertThat(acts.subList(2, acts.size()))
        .startsWith("page.viewed", "category.viewed")
        .containsSubsequence(
            "product.viewed",
            "cart.added",
            "cart.updated",
            "search.performed",
            "file.downloaded",
            "survey.viewed",
            "survey.started",
            "survey.answered",
            "form.submitted",
            "link.clicked",
            "page.viewed");
    theShopsFacts(events);
    theTimeOnThePage(events);
    thePerson(visitor, events);
  }

  /** Who clicks before the script is there decides first, and sees the page then. */
  private static void agreedOnAPage(List<String> acts) {
    assertThat(acts).containsExactlyInAnyOrder("page.viewed", "consent.changed");
  }

  private static void theShopsFacts(List<Event> events) {
    assertThat(one(events, "product.viewed").products())
        .extracting(Product::id)
        .containsExactly("J-101");
    Product added = one(events, "cart.added").products().get(0);
    assertThat(added.name()).isEqualTo("Mazury rain jacket");
    assertThat(added.price()).isEqualByComparingTo("399");
    assertThat(one(events, "category.viewed").products())
        .extracting(Product::category)
        .containsExactly("Jackets");
    assertThat(one(events, "search.performed").properties()).containsEntry("query", "linen");
    assertThat(one(events, "file.downloaded").page().path()).isEqualTo("/shop/size-guide.pdf");
    assertThat(one(events, "survey.answered").properties())
        .containsEntry("survey", "size")
        .containsEntry("question", "fit")
        .containsEntry("answer", "regular");
    assertThat(one(events, "link.clicked").properties())
        .containsEntry("url", "https://www.example.com/delivery");
    Event form = one(events, "form.submitted");
    assertThat(form.properties())
        .containsEntry("form", "newsletter")
        .containsEntry("fields", List.of("email", "topic"))
        .containsEntry("values", Map.of("topic", "dresses"));
    assertThat(events.get(0).resolution().visitSource().kind()).isEqualTo(VisitSource.Kind.SOCIAL);
    oneVisit(events);
  }

  private static void theTimeOnThePage(List<Event> events) {
    Event view =
        events.stream()
            .filter(e -> e.type().equals(EventTypes.PAGE_VIEWED))
            .filter(e -> e.page().path().endsWith("/rain-jacket.html"))
            .findFirst()
            .orElseThrow();
    assertThat(events)
        .filteredOn(e -> e.type().equals(EventTypes.PAGE_ENGAGED))
        .filteredOn(e -> e.page().viewId().equals(view.page().viewId()))
        .singleElement()
        .satisfies(e -> assertThat(e.page().activeSeconds()).isBetween(3L, 30L));
  }

  /** Told on a partition of its own, maybe a moment after the events. */
  private static void awaitMergeIntoAnna() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () ->
                all().stream()
                    .filter(e -> e.type().equals(EventTypes.PERSON_MERGED))
                    .anyMatch(e -> e.resolution().merge().into().equals(ANNA)));
  }

  private static void thePerson(String visitor, List<Event> events) {
    UUID anonymous = Ids.person(WORKSPACE, new Identifier(Identifier.Kind.VISITOR, visitor));
    int form = types(events).indexOf("form.submitted");
    assertThat(events.get(form).identity().email()).isEqualTo(EMAIL);
    assertThat(events.subList(0, form)).allMatch(e -> e.resolution().person().equals(anonymous));
    assertThat(events.subList(form, events.size()))
        .allMatch(e -> e.resolution().person().equals(ANNA));
    assertThat(all())
        .filteredOn(e -> e.type().equals(EventTypes.PERSON_MERGED))
        .filteredOn(e -> e.resolution().merge().into().equals(ANNA))
        .extracting(e -> e.resolution().merge().from())
        .containsOnly(anonymous);
  }

  @Test
  @Order(4)
  void whoComesBackByAMailLinkInAnotherBrowserIsTheSamePersonAndOrders() {
    String landing = shop + "index.html?utm_source=newsletter&utm_medium=email&utm_campaign=spring";
    String token =
        MessageKeys.parse(List.of(TrackingProcess.MESSAGE_KEY))
            .seal(MessageToken.click(WORKSPACE, ANNA, "spring", "hero", landing));

    Instant begin = Instant.now();
    JsonNode seen =
        play("mailLink", Map.of("link", tracking.url() + "/m/c/" + token, "email", EMAIL));
    Instant end = Instant.now();

    assertThat(seen.get("landed").textValue()).isEqualTo(landing);
    String visitor = seen.at("/cookies/0/value").textValue();
    List<Event> events =
        resolvedWith(visitor, "email.clicked", "page.viewed", "consent.changed", "order.placed");
    assertThat(events).allMatch(e -> e.resolution().person().equals(ANNA));
    assertThat(events).allSatisfy(e -> assertThat(e.occurredAt()).isBetween(begin, end));
    assertThat(types(events)).startsWith("email.clicked");
    agreedOnAPage(types(events).subList(1, 3));
    assertThat(types(events))
        .containsSubsequence(
            "product.viewed",
            "cart.added",
            "cart.updated",
            "cart.viewed",
            "checkout.started",
            "form.submitted",
            "order.placed");
    Event landed = one(events.subList(0, 3), "page.viewed");
    assertThat(landed.resolution().visitSource().kind()).isEqualTo(VisitSource.Kind.EMAIL);
    assertThat(landed.resolution().visitSource().name()).isEqualTo("newsletter");
    assertThat(landed.context()).containsKey("timezone");
    theOrder(seen.get("order").textValue(), one(events, "order.placed"));
    Session visit = ended(oneVisit(events.subList(1, events.size())));
    assertThat(visit.loggedOut()).isTrue();
    assertThat(visit.firstSource()).isEqualTo(landed.resolution().visitSource());
    assertThat(visit.lastSource()).isEqualTo(visit.firstSource());
    assertThat(visit.landingPath()).isEqualTo("/shop/index.html");
    assertThat(visit.products()).containsExactly("D-201");
    assertThat(visit.cart()).isEmpty();
    // home, dress, cart, checkout, order
    assertThat(visit.pages()).isEqualTo(5);
  }

  private static void theOrder(String id, Event placed) {
    assertThat(placed.order())
        .isEqualTo(new io.impuls.contracts.event.Order(id, new BigDecimal("289"), "PLN"));
    assertThat(placed.products()).extracting(Product::id).containsExactly("D-201");
    assertThat(placed.products().get(0).price()).isEqualByComparingTo("289");
    assertThat(placed.products().get(0).quantity()).isEqualByComparingTo("1");
  }

  private static UUID oneVisit(List<Event> events) {
    UUID session = events.get(0).resolution().sessionId();
    assertThat(session).isNotNull();
    assertThat(events).allMatch(e -> session.equals(e.resolution().sessionId()));
    return session;
  }

  private static Session ended(UUID session) {
    return await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () ->
                all().stream()
                    .filter(e -> e.type().equals(EventTypes.SESSION_ENDED))
                    .filter(e -> session.equals(e.resolution().sessionId()))
                    .map(e -> e.resolution().session())
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  @Order(5)
  void beforeConsentNothingIsKeptOrSentAndAfterANoNobodyIsNamed() {
    JsonNode seen = play("undecided", Map.of("shop", shop));

    assertThat(seen.at("/before/cookies")).isEmpty();
    assertThat(seen.at("/before/local")).isEmpty();
    assertThat(seen.get("sentBefore").intValue()).isZero();
    assertThat(seen.at("/after/cookies")).isEmpty();
    assertThat(seen.at("/after/local")).isEmpty();
    assertThat(seen.get("requests"))
        .isNotEmpty()
        .allSatisfy(
            request -> {
              assertThat(request.get("cookie").isNull()).isTrue();
              assertThat(request.get("body").textValue())
                  .contains("\"type\":\"page.viewed\"", "\"consent\":{\"tracking\":false}")
                  .doesNotContain("cart.added", "viewId");
            });
  }

  @Test
  @Order(6)
  void globalPrivacyControlOutweighsAYes() {
    JsonNode seen = play("privacyControl", Map.of("shop", shop));

    assertThat(seen.get("cookies")).isEmpty();
    assertThat(seen.get("local")).isEmpty();
  }

  @Test
  @Order(7)
  void whatHappensDuringAnOutageSurvivesAReloadAndArrivesOnce() {
    JsonNode seen = play("outage", Map.of("shop", shop));

    List<JsonNode> waiting = list(seen.get("waiting"));
    assertThat(waiting)
        .extracting(e -> e.get("type").textValue())
        .contains("page.viewed", "product.viewed", "cart.added");
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () -> {
              List<Event> all = all();
              for (JsonNode kept : waiting) {
                assertThat(all)
                    .filteredOn(e -> e.clientId().equals(kept.get("id").textValue()))
                    .singleElement()
                    .satisfies(
                        e ->
                            assertThat(e.clock().timestamp())
                                .isEqualTo(Instant.parse(kept.get("timestamp").textValue())));
              }
            });
  }

  @Test
  @Order(8)
  void aChangedAddressIsAView() {
    JsonNode seen = play("singlePage", Map.of("shop", shop));

    List<Event> events =
        resolvedWith(
            seen.at("/cookies/0/value").textValue(),
            "page.viewed",
            "page.viewed",
            "page.viewed",
            "page.viewed");
    assertThat(events)
        .filteredOn(e -> e.type().equals(EventTypes.PAGE_VIEWED))
        .extracting(e -> e.page().path())
        .containsExactly("/shop/dresses.html", "/shop/app/one", "/shop/app/two", "/shop/app/one");
  }

  @Test
  @Order(9)
  void theSnippetsOfTheDocumentationDoWhatItSays() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "tracking.md"));
    String section = page.split("## Put the script on a page\n", 2)[1].split("\n## ", 2)[0];

    JsonNode seen =
        play(
            "documentation",
            Map.of(
                "collector", tracking.url(),
                "html", snippets(section, "html"),
                "calls", snippets(section, "js")));

    List<Event> events =
        resolvedWith(seen.at("/cookies/0/value").textValue(), DOCUMENTED.toArray(String[]::new));
    assertThat(types(events)).containsSubsequence(DOCUMENTED);
    Event form = one(events, "form.submitted");
    assertThat(form.identity().email()).isEqualTo("jan@example.com");
    assertThat(form.traits()).containsEntry("firstName", "Jan");
    assertThat(form.properties())
        .containsEntry("form", "training")
        .containsEntry("values", Map.of("date", "2026-12-01"));
    assertThat(one(events, "person.identified").traits()).containsEntry("city", "Kraków");
  }

  @Test
  @Order(10)
  void theSegmentLibraryNeedsOnlyHostAndKey() {
    JsonNode seen =
        play(
            "segment",
            Map.of(
                "collector", tracking.url(),
                "key", "wk_demo_site",
                "user", "ola",
                "email", "ola@example.com"));

    String device = seen.get("anonymousId").textValue();
    List<Event> events = resolved(e -> device.equals(e.identity().anonymousId()), 7);
    assertThat(seen.get("answers")).extracting(JsonNode::intValue).containsOnly(200);
    assertThat(types(events))
        .containsExactly(
            "page.viewed",
            "search.performed",
            "product.viewed",
            "cart.added",
            "person.identified",
            "order.placed",
            "custom.Fitting Booked");
    Product viewed = events.get(2).products().get(0);
    assertThat(viewed.id()).isEqualTo("D-201");
    assertThat(viewed.price()).isEqualByComparingTo("289");
    assertThat(events.get(5).order())
        .isEqualTo(new io.impuls.contracts.event.Order("S-1", new BigDecimal("304.99"), "PLN"));
    assertThat(events.get(6).properties()).containsEntry("room", 3);
    UUID ola = Ids.person(WORKSPACE, new Identifier(Identifier.Kind.USER_ID, "ola"));
    oneVisitBecomesOf(ola, events, 4);
    assertThat(events.get(0).resolution().visitSource().kind()).isEqualTo(VisitSource.Kind.SOCIAL);
  }

  @Test
  @Order(11)
  void theSnowplowTrackerNeedsOnlyTheCollectorsAddress() {
    JsonNode seen =
        play("snowplow", Map.of("collector", tracking.url(), "appId", "shop-web", "user", "piotr"));

    String device = seen.get("duid").textValue();
    List<Event> all =
        resolved(e -> device.equals(e.identity().anonymousId()), seen.get("seen").intValue());
    List<Event> pings = all.stream().filter(e -> e.type().equals(EventTypes.PAGE_ENGAGED)).toList();
    List<Event> events = all.stream().filter(e -> !pings.contains(e)).toList();
    assertThat(seen.get("answers")).extracting(JsonNode::intValue).containsOnly(200);
    assertThat(types(events))
        .containsExactly(
            "page.viewed", "product.viewed", "cart.added", "custom.play", "order.placed");
    assertThat(pings)
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(e -> e.page().viewId().equals(events.get(0).page().viewId()));
    assertThat(events.get(1).products()).extracting(Product::id).containsExactly("J-101");
    assertThat(events.get(4).order().id()).isEqualTo("W-1");
    assertThat(events.get(4).order().value()).isEqualByComparingTo("399");
    assertThat(events.get(4).order().currency()).isEqualTo("PLN");
    UUID piotr = Ids.person(WORKSPACE, new Identifier(Identifier.Kind.USER_ID, "piotr"));
    oneVisitBecomesOf(piotr, events, 4);
  }

  /** A visit of an anonymous person that is somebody's from one event on. */
  private static void oneVisitBecomesOf(UUID person, List<Event> events, int from) {
    assertThat(events).extracting(e -> e.identity().visitorId()).doesNotContainNull();
    assertThat(events)
        .extracting(e -> e.identity().visitorId())
        .containsOnly(events.get(0).identity().visitorId());
    assertThat(events.subList(from, events.size()))
        .allMatch(e -> e.resolution().person().equals(person));
    UUID session = events.get(0).resolution().sessionId();
    assertThat(session).isNotNull();
    assertThat(events).allMatch(e -> session.equals(e.resolution().sessionId()));
  }

  /** Gives the code blocks of a language, in their order. */
  private static String snippets(String markdown, String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(markdown)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.joining("\n"));
  }

  private static JsonNode play(String scenario, Map<String, String> given) {
    return Chromium.play(scenario, given);
  }

  /** Gives a visitor's own events in the order of time, once each of these types is among them. */
  private static List<Event> resolvedWith(String visitor, String... expected) {
    return resolvedOnce(
        e -> visitor.equals(e.identity().visitorId()),
        events -> {
          List<String> missing = new ArrayList<>(List.of(expected));
          types(events).forEach(missing::remove);
          return missing.isEmpty();
        });
  }

  private static List<Event> resolved(Predicate<Event> whose, int atLeast) {
    return resolvedOnce(whose, events -> events.size() >= atLeast);
  }

  /** Gives a visitor's own events in the order of time, once the last ones are of these types. */
  private static List<Event> resolvedUntil(String visitor, String... lastTypes) {
    List<String> last = List.of(lastTypes);
    return resolvedOnce(
        e -> visitor.equals(e.identity().visitorId()),
        events ->
            events.size() >= last.size()
                && types(events).subList(events.size() - last.size(), events.size()).equals(last));
  }

  private static List<Event> resolvedOnce(Predicate<Event> whose, Predicate<List<Event>> complete) {
    return await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () ->
                all().stream()
                    .filter(e -> !e.type().startsWith("session."))
                    .filter(e -> !e.type().equals(EventTypes.PERSON_MERGED))
                    .filter(whose)
                    .sorted(Comparator.comparing(BrowserIT::sentTime))
                    .toList(),
            complete::test);
  }

  /** By the browser's clock: requests that overtake each other cannot disturb that order. */
  private static Instant sentTime(Event event) {
    return event.clock() == null || event.clock().timestamp() == null
        ? event.occurredAt()
        : event.clock().timestamp();
  }

  private static List<Event> all() {
    return Committed.values(SERVERS.addresses().kafka(), Topics.EVENTS);
  }

  private static Event one(List<Event> events, String type) {
    List<Event> found = events.stream().filter(e -> e.type().equals(type)).toList();
    assertThat(found).as(type).hasSize(1);
    return found.get(0);
  }

  private static List<String> types(List<Event> events) {
    return events.stream().map(Event::type).toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static void publishSite() throws Exception {
    TrackingSource site =
        new TrackingSource(
            WORKSPACE,
            "site",
            Source.Kind.BROWSER,
            "demo-site",
            "wk_demo_site",
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
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) SERVERS.addresses().kafka()),
            Topics.SOURCES.keySerde().serializer(),
            Topics.SOURCES.serde().serializer())) {
      producer.send(new ProducerRecord<>(Topics.SOURCES.name(), site.key(), site)).get();
    }
  }
}
