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
import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.embedded.ServerKind;
import io.impuls.testkit.EmbeddedServers;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
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

  private static final String EMAIL = "anna@example.com";
  private static final UUID ANNA =
      Ids.person(BrowsedSite.WORKSPACE, new Identifier(Identifier.Kind.EMAIL, EMAIL));

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
  private static BrowsedSite site;
  private static TrackingProcess tracking;
  private static String shop;

  @BeforeAll
  static void start() throws Exception {
    site =
        new BrowsedSite(
            SERVERS.addresses().kafka(), directory, Path.of("target", "tracking-of-browsers.log"));
    tracking = site.tracking();
    shop = tracking.url() + "/shop/";
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
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
    JsonNode seen = Chromium.play("newVisitor", Map.of("shop", shop, "email", EMAIL));
    Instant end = Instant.now();

    JsonNode cookie = seen.at("/afterConsent/cookies/0");
    assertThat(cookie.get("name").textValue()).isEqualTo("impuls_vid");
    assertThat(cookie.get("httpOnly").booleanValue()).isTrue();
    assertThat(cookie.get("sameSite").textValue()).isEqualTo("Lax");
    assertThat(seen.at("/atTheEnd/cookies/0/value")).isEqualTo(cookie.get("value"));
    String visitor = cookie.get("value").textValue();
    List<Event> events = site.resolvedUntil(visitor, "link.clicked", "page.viewed", "page.engaged");
    awaitMergeIntoAnna();
    assertThat(events).extracting(Event::clientId).doesNotHaveDuplicates();
    assertThat(events).allSatisfy(e -> assertThat(e.occurredAt()).isBetween(begin, end));
    // for how long they looked depends on the machine, too: that has a check of its own
    List<String> acts =
        BrowsedSite.types(events).stream()
            .filter(type -> !type.equals(EventTypes.PAGE_ENGAGED))
            .toList();
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
    assertThat(BrowsedSite.one(events, "product.viewed").products())
        .extracting(Product::id)
        .containsExactly("J-101");
    Product added = BrowsedSite.one(events, "cart.added").products().get(0);
    assertThat(added.name()).isEqualTo("Mazury rain jacket");
    assertThat(added.price()).isEqualByComparingTo("399");
    assertThat(BrowsedSite.one(events, "category.viewed").products())
        .extracting(Product::category)
        .containsExactly("Jackets");
    assertThat(BrowsedSite.one(events, "search.performed").properties())
        .containsEntry("query", "linen");
    assertThat(BrowsedSite.one(events, "file.downloaded").page().path())
        .isEqualTo("/shop/size-guide.pdf");
    assertThat(BrowsedSite.one(events, "survey.answered").properties())
        .containsEntry("survey", "size")
        .containsEntry("question", "fit")
        .containsEntry("answer", "regular");
    assertThat(BrowsedSite.one(events, "link.clicked").properties())
        .containsEntry("url", "https://www.example.com/delivery");
    Event form = BrowsedSite.one(events, "form.submitted");
    assertThat(form.properties())
        .containsEntry("form", "newsletter")
        .containsEntry("fields", List.of("email", "topic"))
        .containsEntry("values", Map.of("topic", "dresses"));
    assertThat(events.get(0).resolution().visitSource().kind()).isEqualTo(VisitSource.Kind.SOCIAL);
    BrowsedSite.oneVisit(events);
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
                site.all().stream()
                    .filter(e -> e.type().equals(EventTypes.PERSON_MERGED))
                    .anyMatch(e -> e.resolution().merge().into().equals(ANNA)));
  }

  private static void thePerson(String visitor, List<Event> events) {
    UUID anonymous =
        Ids.person(BrowsedSite.WORKSPACE, new Identifier(Identifier.Kind.VISITOR, visitor));
    int form = BrowsedSite.types(events).indexOf("form.submitted");
    assertThat(events.get(form).identity().email()).isEqualTo(EMAIL);
    assertThat(events.subList(0, form)).allMatch(e -> e.resolution().person().equals(anonymous));
    assertThat(events.subList(form, events.size()))
        .allMatch(e -> e.resolution().person().equals(ANNA));
    assertThat(site.all())
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
            .seal(MessageToken.click(BrowsedSite.WORKSPACE, ANNA, "spring", "hero", landing));

    Instant begin = Instant.now();
    JsonNode seen =
        Chromium.play("mailLink", Map.of("link", tracking.url() + "/m/c/" + token, "email", EMAIL));
    Instant end = Instant.now();

    assertThat(seen.get("landed").textValue()).isEqualTo(landing);
    String visitor = seen.at("/cookies/0/value").textValue();
    List<Event> events =
        site.resolvedWith(
            visitor, "email.clicked", "page.viewed", "consent.changed", "order.placed");
    assertThat(events).allMatch(e -> e.resolution().person().equals(ANNA));
    assertThat(events).allSatisfy(e -> assertThat(e.occurredAt()).isBetween(begin, end));
    assertThat(BrowsedSite.types(events)).startsWith("email.clicked");
    agreedOnAPage(BrowsedSite.types(events).subList(1, 3));
    assertThat(BrowsedSite.types(events))
        .containsSubsequence(
            "product.viewed",
            "cart.added",
            "cart.updated",
            "cart.viewed",
            "checkout.started",
            "form.submitted",
            "order.placed");
    Event landed = BrowsedSite.one(events.subList(0, 3), "page.viewed");
    assertThat(landed.resolution().visitSource().kind()).isEqualTo(VisitSource.Kind.EMAIL);
    assertThat(landed.resolution().visitSource().name()).isEqualTo("newsletter");
    assertThat(landed.context()).containsKey("timezone");
    theOrder(seen.get("order").textValue(), BrowsedSite.one(events, "order.placed"));
    Session visit = ended(BrowsedSite.oneVisit(events.subList(1, events.size())));
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

  private static Session ended(UUID session) {
    return await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () ->
                site.all().stream()
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
    JsonNode seen = Chromium.play("undecided", Map.of("shop", shop));

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
    JsonNode seen = Chromium.play("privacyControl", Map.of("shop", shop));

    assertThat(seen.get("cookies")).isEmpty();
    assertThat(seen.get("local")).isEmpty();
  }

  @Test
  @Order(7)
  void whatHappensDuringAnOutageSurvivesAReloadAndArrivesOnce() {
    JsonNode seen = Chromium.play("outage", Map.of("shop", shop));

    List<JsonNode> waiting = list(seen.get("waiting"));
    assertThat(waiting)
        .extracting(e -> e.get("type").textValue())
        .contains("page.viewed", "product.viewed", "cart.added");
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () -> {
              List<Event> all = site.all();
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
    JsonNode seen = Chromium.play("singlePage", Map.of("shop", shop));

    List<Event> events =
        site.resolvedWith(
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
        Chromium.play(
            "documentation",
            Map.of(
                "collector", tracking.url(),
                "html", snippets(section, "html"),
                "calls", snippets(section, "js")));

    List<Event> events =
        site.resolvedWith(
            seen.at("/cookies/0/value").textValue(), DOCUMENTED.toArray(String[]::new));
    assertThat(BrowsedSite.types(events)).containsSubsequence(DOCUMENTED);
    Event form = BrowsedSite.one(events, "form.submitted");
    assertThat(form.identity().email()).isEqualTo("jan@example.com");
    assertThat(form.traits()).containsEntry("firstName", "Jan");
    assertThat(form.properties())
        .containsEntry("form", "training")
        .containsEntry("values", Map.of("date", "2026-12-01"));
    assertThat(BrowsedSite.one(events, "person.identified").traits())
        .containsEntry("city", "Kraków");
  }

  /** Gives the code blocks of a language, in their order. */
  private static String snippets(String markdown, String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(markdown)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.joining("\n"));
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
