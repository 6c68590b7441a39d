package io.impuls.scoring.api;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Order;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.event.VisitSource;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * An event to try a plan on: as much of one as matters.
 *
 * @param type such as {@code page.viewed}
 * @param at when it happens
 * @param page the page, of which the path follows from {@code url}; may be left out, as all below
 * @param order the order
 * @param products products, or lines of the order
 * @param properties anything else
 * @param traits facts about the person
 * @param context facts about the client, such as {@code timezone}
 * @param identity identifiers that come with it
 * @param visit how the visit came about
 * @param agent who acts; a human when left out
 * @param flags what the collector and the resolver would notice
 */
record SimulatedEvent(
    String type,
    Instant at,
    Page page,
    Order order,
    List<Product> products,
    Map<String, Object> properties,
    Map<String, Object> traits,
    Map<String, Object> context,
    Identity identity,
    VisitSource visit,
    Agent.Verdict agent,
    Set<EventFlag> flags) {

  private static final UUID SOMEBODY = new UUID(0, 0);
  private static final Source SOURCE = new Source("simulation", Source.Kind.BROWSER);

  /**
   * Gives the event as the engine would get it; of two at the same time the lower place is first.
   */
  Event event(UUID workspace, int place) {
    return new Event(
        workspace,
        new UUID(0, place),
        Integer.toString(place),
        type,
        SOURCE,
        at,
        at,
        null,
        identity,
        page == null || page.path() != null ? page : withPath(page),
        order,
        products,
        properties,
        traits,
        Map.of(),
        context,
        null,
        flags,
        null,
        new Resolution(
            SOMEBODY,
            SOMEBODY,
            Timeliness.ON_TIME,
            agent == null ? Agent.HUMAN : new Agent(agent, "simulated"),
            visit,
            null,
            null,
            null));
  }

  private static Page withPath(Page page) {
    try {
      String path = page.url() == null ? null : URI.create(page.url()).getPath();
      return new Page(
          page.url(), path, page.title(), page.referrer(), page.viewId(), page.activeSeconds());
    } catch (IllegalArgumentException e) {
      // An address that cannot be read has no path, here as in the collector.
      return page;
    }
  }
}
