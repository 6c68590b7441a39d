package io.impuls.testkit;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Order;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Session;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.Timeliness;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Builds events for tests: what a test does not mention has a plain default, and every event has an
 * id of its own. Without {@link #person} it is an event as collected, with it one as resolved.
 */
public final class Events {

  /** The workspace of events that name no other. */
  public static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");

  /** When events that name no time happened, and were received. */
  public static final Instant TIME = Instant.parse("2026-03-02T12:00:00Z");

  private static final AtomicLong COUNT = new AtomicLong();

  private final String type;
  private UUID workspace = WORKSPACE;
  private String clientId = "event-" + COUNT.incrementAndGet();
  private Source source = new Source("site", Source.Kind.BROWSER);
  private Instant occurredAt = TIME;
  private Instant receivedAt;
  private String visitor;
  private String anonymousId;
  private String userId;
  private String email;
  private Page page;
  private Order order;
  private final List<Product> products = new ArrayList<>();
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final Map<String, Object> traits = new LinkedHashMap<>();
  private final Map<String, Object> context = new LinkedHashMap<>();
  private final Map<String, Boolean> consent = new LinkedHashMap<>();
  private final Set<EventFlag> flags = EnumSet.noneOf(EventFlag.class);
  private UUID person;
  private Agent agent = Agent.HUMAN;
  private Timeliness timeliness = Timeliness.ON_TIME;
  private UUID visit;
  private Session session;

  private Events(String type) {
    this.type = type;
  }

  /** Starts an event of any type. */
  public static Events of(String type) {
    return new Events(type);
  }

  /** Starts the end of a visit; needs {@link #person}. */
  public static Events visitEnded(UUID visit, int revision, boolean retracted, Instant due) {
    Events event =
        of(EventTypes.SESSION_ENDED).id("ended-" + visit + "-" + revision).at(due).inVisit(visit);
    event.session = new Session(revision, retracted, due, due, due, 1, 1);
    return event;
  }

  /** Starts a page view. */
  public static Events pageViewed(String url) {
    return of(EventTypes.PAGE_VIEWED).page(url);
  }

  /** Starts an order from the shop's backend. */
  public static Events orderPlaced(String id, String value, String currency) {
    return of(EventTypes.ORDER_PLACED).from("shop", Source.Kind.BACKEND).order(id, value, currency);
  }

  /** Starts the moment in which somebody says who they are. */
  public static Events identified(String userId, String email) {
    return of(EventTypes.PERSON_IDENTIFIED).user(userId).email(email);
  }

  /** Sets the tenant. */
  public Events in(UUID tenant) {
    this.workspace = tenant;
    return this;
  }

  /** Sets the client's id; the same id from the same source is the same event. */
  public Events id(String id) {
    this.clientId = id;
    return this;
  }

  /** Sets who sent it. */
  public Events from(String sourceId, Source.Kind kind) {
    this.source = new Source(sourceId, kind);
    return this;
  }

  /** Sets when it happened; it is received at once unless {@link #receivedAt} says otherwise. */
  public Events at(Instant time) {
    this.occurredAt = time;
    return this;
  }

  /** Sets when it happened, such as {@code 2026-03-01T12:00:00Z}. */
  public Events at(String time) {
    return at(Instant.parse(time));
  }

  /** Sets when it was received. */
  public Events receivedAt(Instant time) {
    this.receivedAt = time;
    return this;
  }

  /** Sets the visitor's cookie. */
  public Events visitor(String cookie) {
    this.visitor = cookie;
    return this;
  }

  /** Sets an id that the client made up. */
  public Events anonymous(String id) {
    this.anonymousId = id;
    return this;
  }

  /** Sets the shop's customer id. */
  public Events user(String id) {
    this.userId = id;
    return this;
  }

  /** Sets the e-mail address. */
  public Events email(String address) {
    this.email = address;
    return this;
  }

  /** Sets the page by its URL. */
  public Events page(String url) {
    this.page = new Page(url, URI.create(url).getPath(), null, null);
    return this;
  }

  /** Sets the page. */
  public Events page(Page on) {
    this.page = on;
    return this;
  }

  /** Sets the order. */
  public Events order(String id, String value, String currency) {
    this.order = new Order(id, new BigDecimal(value), currency);
    return this;
  }

  /** Adds a product by name, price and quantity. */
  public Events product(String name, String price, int quantity) {
    return product(
        new Product(
            name, name, null, null, new BigDecimal(price), BigDecimal.valueOf(quantity), null));
  }

  /** Adds a product. */
  public Events product(Product product) {
    products.add(product);
    return this;
  }

  /** Adds a property. */
  public Events property(String name, Object value) {
    properties.put(name, value);
    return this;
  }

  /** Adds a trait of the person. */
  public Events trait(String name, Object value) {
    traits.put(name, value);
    return this;
  }

  /** Adds a fact about the client, such as its {@code timezone}. */
  public Events context(String name, Object value) {
    context.put(name, value);
    return this;
  }

  /** Adds a consent. */
  public Events consent(String purpose, boolean given) {
    consent.put(purpose, given);
    return this;
  }

  /** Makes it an event of {@code tracking.events}: the resolver found this person. */
  public Events person(UUID found) {
    this.person = found;
    return this;
  }

  /** Makes it the act of a machine; needs {@link #person}. */
  public Events byMachine(String reason) {
    this.agent = new Agent(Agent.Verdict.MACHINE, reason);
    return this;
  }

  /** Makes it the act of whoever may be a machine; needs {@link #person}. */
  public Events doubtful(String reason) {
    this.agent = new Agent(Agent.Verdict.SUSPECT, reason);
    return this;
  }

  /** Sets how late it was; needs {@link #person}. */
  public Events timeliness(Timeliness found) {
    this.timeliness = found;
    return this;
  }

  /** Says of which visit it is; needs {@link #person}. */
  public Events inVisit(UUID of) {
    this.visit = of;
    return this;
  }

  /** Adds a flag. */
  public Events flag(EventFlag flag) {
    flags.add(flag);
    return this;
  }

  /** Gives the event. */
  public Event build() {
    return new Event(
        workspace,
        Ids.event(workspace, source.id(), clientId),
        clientId,
        type,
        source,
        occurredAt,
        receivedAt == null ? occurredAt : receivedAt,
        null,
        new Identity(visitor, anonymousId, userId, email, null),
        page,
        order,
        products,
        Map.copyOf(properties),
        Map.copyOf(traits),
        Map.copyOf(consent),
        Map.copyOf(context),
        null,
        flags,
        null,
        person == null
            ? null
            : new Resolution(person, person, timeliness, agent, null, visit, session, null));
  }
}
