package io.impuls.segmentation.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Split;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.topic.PersonKey;
import java.time.Instant;
import java.util.UUID;

/**
 * What people do in these tests, as the resolver hands it on; received a second after it happened.
 * The same act at the same time is the same event.
 */
public final class Events {

  public static final UUID WORKSPACE = io.impuls.testkit.Events.WORKSPACE;
  public static final UUID ANNA = person("anna");
  public static final UUID BERT = person("bert");

  private Events() {}

  public static UUID person(String name) {
    return Ids.person(WORKSPACE, new Identifier(Identifier.Kind.USER_ID, name));
  }

  public static PersonKey key(UUID person) {
    return new PersonKey(WORKSPACE, person);
  }

  public static Event viewed(UUID person, String path, String at) {
    return viewed(person, path, at, VisitSource.Kind.DIRECT, Agent.HUMAN);
  }

  public static Event viewed(
      UUID person, String path, String at, VisitSource.Kind visit, Agent agent) {
    return act(io.impuls.testkit.Events.pageViewed("https://shop.test" + path), person, at, path)
        .resolved(
            new Resolution(
                person,
                null,
                Timeliness.ON_TIME,
                agent,
                new VisitSource(visit, null),
                null,
                null,
                null));
  }

  /** A view of one product of a category. */
  public static Event looked(UUID person, String category, String product, String at) {
    return did(person, EventTypes.PRODUCT_VIEWED, category, product, at);
  }

  /** Anything done to a product of a category, such as {@code cart.added}. */
  public static Event did(UUID person, String type, String category, String at) {
    return did(person, type, category, "p", at);
  }

  /** An order with one line for each product name. */
  public static Event ordered(UUID person, String at, String... names) {
    var order = io.impuls.testkit.Events.orderPlaced("order-" + at, "10", "GBP");
    for (String name : names) {
      order.product(name, "10", 1);
    }
    return act(order, person, at, String.join(",", names));
  }

  /** The news, under the key of either, that {@code from} is {@code into}. */
  public static Event merged(UUID keyed, UUID from, UUID into, String at) {
    return act(io.impuls.testkit.Events.of(EventTypes.PERSON_MERGED), keyed, at, from + "/" + into)
        .resolved(
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

  /** The news, under the key of either, that what {@code original} names is {@code into}'s. */
  public static Event parted(UUID keyed, UUID from, UUID into, UUID original, String at) {
    Split split = new Split(from, into, original);
    return act(io.impuls.testkit.Events.of(EventTypes.PERSON_SPLIT), keyed, at, split.toString())
        .resolved(new Resolution(keyed, null, null, null, null, null, null, null, split, null));
  }

  /** The same event, found to be as late as this. */
  public static Event late(Event event, Timeliness timeliness) {
    return event.resolved(
        new Resolution(event.person(), null, timeliness, Agent.HUMAN, null, null, null, null));
  }

  private static Event did(UUID person, String type, String category, String product, String at) {
    var done =
        io.impuls.testkit.Events.of(type)
            .product(new Product(product, product, category, null, null, null, null));
    return act(done, person, at, category + "/" + product);
  }

  private static Event act(io.impuls.testkit.Events act, UUID person, String at, String what) {
    return act.id(String.join("|", person.toString(), at, what))
        .user("x")
        .at(at)
        .receivedAt(Instant.parse(at).plusSeconds(1))
        .person(person)
        .build();
  }
}
