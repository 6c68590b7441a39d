package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Session;
import io.impuls.testkit.Events;
import io.impuls.tracking.resolver.lists.PublicLists;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What somebody does on one device, told to the visits in the order in which it is called. */
final class Shopper {

  static final String VISITOR = "11111111-1111-4111-8111-111111111111";
  static final Identifier DEVICE = new Identifier(Identifier.Kind.VISITOR, VISITOR);
  static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private static final VisitOrigins ORIGINS = PublicLists.origins();

  final VisitsInMemory memory = new VisitsInMemory();

  Visits.Joined does(Event event) {
    return Visits.join(event, DEVICE, ORIGINS.of(event, List.of()), memory);
  }

  List<Session> visits() {
    return memory.all().stream().map(visit -> visit.facts(1, false, true)).toList();
  }

  Session visit() {
    List<Session> all = visits();
    if (all.size() != 1) {
      throw new AssertionError("there are " + all.size() + " visits");
    }
    return all.get(0);
  }

  static Footprint footprint(Event event) {
    return Footprint.of(event, ORIGINS.of(event, List.of()));
  }

  static Events at(String type, int seconds) {
    return Events.of(type)
        .id(type + " at " + seconds)
        .visitor(VISITOR)
        .at(START.plusSeconds(seconds));
  }

  static Event view(int seconds, String pathAndQuery) {
    return view(seconds, pathAndQuery, null);
  }

  static Event view(int seconds, String pathAndQuery, String referrer) {
    return at(EventTypes.PAGE_VIEWED, seconds).page(page(pathAndQuery, referrer)).build();
  }

  /** All that a view came to so far, as our script tells it. */
  static Event engaged(int seconds, String path, String viewId, long activeSeconds) {
    return at(EventTypes.PAGE_ENGAGED, seconds)
        .page(new Page("https://shop.test" + path, path, null, null, viewId, activeSeconds))
        .build();
  }

  /** One ping, as Snowplow's trackers send them. */
  static Event ping(int seconds, String path, String viewId, int heartbeat) {
    return at(EventTypes.PAGE_ENGAGED, seconds)
        .page(new Page("https://shop.test" + path, path, null, null, viewId, null))
        .property(Sight.HEARTBEAT, heartbeat)
        .build();
  }

  static Event products(String type, int seconds, Product... products) {
    Events event = at(type, seconds);
    for (Product product : products) {
      event.product(product);
    }
    return event.build();
  }

  static Product product(String id, String category) {
    return new Product(id, id, category, null, null, null, null);
  }

  static Product pieces(String id, int quantity) {
    return new Product(id, id, null, null, null, BigDecimal.valueOf(quantity), null);
  }

  private static Page page(String pathAndQuery, String referrer) {
    return new Page(
        "https://shop.test" + pathAndQuery, pathAndQuery.split("\\?", 2)[0], null, referrer);
  }
}
