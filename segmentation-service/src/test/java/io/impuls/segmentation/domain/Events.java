package io.impuls.segmentation.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Order;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.topic.PersonKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What people do in these tests, as the resolver hands it on. */
public final class Events {

  public static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  public static final UUID ANNA = person("anna");
  public static final UUID BERT = person("bert");

  private static final Source SITE = new Source("site", Source.Kind.BROWSER);
  private static final Source SHOP = new Source("shop", Source.Kind.BACKEND);

  private Events() {}

  public static UUID person(String name) {
    return Ids.person(WORKSPACE, new Identifier(Identifier.Kind.USER_ID, name));
  }

  public static PersonKey key(UUID person) {
    return new PersonKey(WORKSPACE, person);
  }

  /** A page view that was received a second after it happened. */
  public static Event viewed(UUID person, String path, String at) {
    return viewed(person, path, at, VisitSource.Kind.DIRECT, Agent.HUMAN);
  }

  public static Event viewed(
      UUID person, String path, String at, VisitSource.Kind visit, Agent agent) {
    Page page = new Page("https://shop.test" + path, path, null, null);
    return event(
        SITE,
        EventTypes.PAGE_VIEWED,
        at,
        page,
        null,
        List.of(),
        new Resolution(
            person, null, Timeliness.ON_TIME, agent, new VisitSource(visit, null), null, null, null));
  }

  /** A view of one product of a category. */
  public static Event looked(UUID person, String category, String product, String at) {
    return event(
        SITE,
        EventTypes.PRODUCT_VIEWED,
        at,
        null,
        null,
        List.of(new Product(product, product, category, null, null, null, null)),
        human(person, Timeliness.ON_TIME));
  }

  /** Any product event, such as {@code cart.added}. */
  public static Event did(UUID person, String type, String category, String at) {
    return event(
        SITE,
        type,
        at,
        null,
        null,
        List.of(new Product("p", "p", category, null, null, null, null)),
        human(person, Timeliness.ON_TIME));
  }

  /** An order with one line for each product name. */
  public static Event ordered(UUID person, String at, String... names) {
    List<Product> lines =
        Arrays.stream(names)
            .map(n -> new Product(n, n, null, null, BigDecimal.TEN, BigDecimal.ONE, null))
            .toList();
    Order order = new Order("order-" + at, BigDecimal.TEN, "GBP");
    return event(
        SHOP,
        EventTypes.ORDER_PLACED,
        at,
        null,
        order,
        lines,
        human(person, Timeliness.ON_TIME));
  }

  /** The news, under the key of either, that {@code from} is {@code into}. */
  public static Event merged(UUID keyed, UUID from, UUID into, String at) {
    return event(
        SITE,
        EventTypes.PERSON_MERGED,
        at,
        null,
        null,
        List.of(),
        new Resolution(
            keyed,
            keyed,
            Timeliness.ON_TIME,
            Agent.HUMAN,
            null,
            null,
            null,
            new Merge(from, into)));
  }

  /** The same event, found to be as late as this. */
  public static Event late(Event event, Timeliness timeliness) {
    return event.resolved(human(event.person(), timeliness));
  }

  private static Resolution human(UUID person, Timeliness timeliness) {
    return new Resolution(person, null, timeliness, Agent.HUMAN, null, null, null, null);
  }

  private static Event event(
      Source source,
      String type,
      String at,
      Page page,
      Order order,
      List<Product> products,
      Resolution resolution) {
    Instant occurredAt = Instant.parse(at);
    String clientId =
        String.join("/", type, at, page == null ? "" : page.path(), resolution.person().toString());
    return new Event(
        WORKSPACE,
        Ids.event(WORKSPACE, source.id(), clientId + products),
        clientId,
        type,
        source,
        occurredAt,
        occurredAt.plusSeconds(1),
        null,
        new Identity(null, null, "x", null, null),
        page,
        order,
        products,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        null,
        null,
        null,
        resolution);
  }
}
