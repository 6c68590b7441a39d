package io.impuls.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.VisitSource;
import io.impuls.embedded.ServerKind;
import io.impuls.testkit.EmbeddedServers;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The stock browser clients of other products in Chromium, pointed at the built service. */
class BrowserLibrariesIT {

  @RegisterExtension static final EmbeddedServers SERVERS = EmbeddedServers.with(ServerKind.KAFKA);

  @TempDir static Path directory;
  private static BrowsedSite site;

  @BeforeAll
  static void start() throws Exception {
    site =
        new BrowsedSite(
            SERVERS.addresses().kafka(),
            directory,
            Path.of("target", "tracking-of-browser-libraries.log"));
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
  }

  @Test
  void theSegmentLibraryNeedsOnlyHostAndKey() {
    JsonNode seen =
        Chromium.play(
            "segment",
            Map.of(
                "collector",
                site.tracking().url(),
                "key",
                BrowsedSite.KEY,
                "user",
                "ola",
                "email",
                "ola@example.com"));

    String device = seen.get("anonymousId").textValue();
    List<Event> events = site.resolved(e -> device.equals(e.identity().anonymousId()), 7);
    assertThat(seen.get("answers")).extracting(JsonNode::intValue).containsOnly(200);
    assertThat(BrowsedSite.types(events))
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
    UUID ola = Ids.person(BrowsedSite.WORKSPACE, new Identifier(Identifier.Kind.USER_ID, "ola"));
    oneVisitBecomesOf(ola, events, 4);
    assertThat(events.get(0).resolution().visitSource().kind()).isEqualTo(VisitSource.Kind.SOCIAL);
  }

  @Test
  void theSnowplowTrackerNeedsOnlyTheCollectorsAddress() {
    JsonNode seen =
        Chromium.play(
            "snowplow",
            Map.of("collector", site.tracking().url(), "appId", "shop-web", "user", "piotr"));

    String device = seen.get("duid").textValue();
    List<Event> all =
        site.resolved(e -> device.equals(e.identity().anonymousId()), seen.get("seen").intValue());
    List<Event> pings = all.stream().filter(e -> e.type().equals(EventTypes.PAGE_ENGAGED)).toList();
    List<Event> events = all.stream().filter(e -> !pings.contains(e)).toList();
    assertThat(seen.get("answers")).extracting(JsonNode::intValue).containsOnly(200);
    assertThat(BrowsedSite.types(events))
        .containsExactly(
            "page.viewed", "product.viewed", "cart.added", "custom.play", "order.placed");
    assertThat(pings)
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(e -> e.page().viewId().equals(events.get(0).page().viewId()));
    assertThat(events.get(1).products()).extracting(Product::id).containsExactly("J-101");
    assertThat(events.get(4).order().id()).isEqualTo("W-1");
    assertThat(events.get(4).order().value()).isEqualByComparingTo("399");
    assertThat(events.get(4).order().currency()).isEqualTo("PLN");
    UUID piotr =
        Ids.person(BrowsedSite.WORKSPACE, new Identifier(Identifier.Kind.USER_ID, "piotr"));
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
    BrowsedSite.oneVisit(events);
  }
}
