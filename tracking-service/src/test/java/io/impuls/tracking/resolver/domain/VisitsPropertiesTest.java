package io.impuls.tracking.resolver.domain;

import static io.impuls.tracking.resolver.domain.Shopper.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Session;
import io.impuls.testkit.Events;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The visits of a device are those of its events in their order, in whatever order they arrive. */
class VisitsPropertiesTest {

  private static final List<String> QUERIES =
      List.of("", "", "", "?gclid=a", "?gclid=b", "?utm_source=facebook&utm_term=buty");
  private static final List<String> PRODUCTS = List.of("coat", "shoes", "belt");

  @Property(tries = 300)
  void arrivalDoesNotMatter(@ForAll("acts") List<Act> acts, @ForAll Random random) {
    List<Event> log = events(acts);
    List<Footprint> inOrder =
        log.stream()
            .map(Shopper::footprint)
            .sorted(Comparator.comparing(Footprint::place))
            .toList();
    List<VisitFacts> expected = VisitFacts.told(inOrder);

    Collections.shuffle(log, random);
    Shopper shopper = new Shopper();
    log.forEach(shopper::does);

    assertThat(shopper.memory.all()).extracting(Visit::facts).isEqualTo(expected);
  }

  @Property(tries = 300)
  void whoKeepsTheHighestRevisionsHasTheVisits(
      @ForAll("acts") List<Act> acts, @ForAll Random random) {
    List<Event> log = events(acts);
    Collections.shuffle(log, random);
    Shopper shopper = new Shopper();
    Map<UUID, Session> held = new HashMap<>();

    for (Event event : log) {
      shopper
          .does(event)
          .absorbed()
          .forEach(visit -> take(held, visit, visit.facts(visit.revision() + 1, true, true)));
      if (random.nextInt(3) == 0) {
        publish(shopper, held);
      }
    }
    publish(shopper, held);

    assertThat(held.values().stream().filter(session -> !session.retracted()).map(this::content))
        .containsExactlyInAnyOrderElementsOf(shopper.visits().stream().map(this::content).toList());
  }

  private static void publish(Shopper shopper, Map<UUID, Session> held) {
    for (Visit visit : shopper.memory.all()) {
      if (visit.changed()) {
        take(held, visit, visit.facts(visit.revision() + 1, false, true));
        shopper.memory.forget(visit);
        shopper.memory.keep(visit.published());
      }
    }
  }

  /** Each publication must have a revision of its own, or it would be taken for a repetition. */
  private static void take(Map<UUID, Session> held, Visit visit, Session told) {
    Session before = held.put(visit.sessionId(), told);
    assertThat(told.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
  }

  private String content(Session s) {
    return List.of(
            s.startedAt(), s.endedAt(), s.events(), s.activeSeconds(), s.products(), s.cart())
        .toString();
  }

  /**
   * Something done.
   *
   * @param second after the start; most fall into the same few minutes
   */
  private record Act(String type, int second, int detail) {}

  @Provide
  Arbitrary<List<Act>> acts() {
    Arbitrary<String> types =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(EventTypes.PAGE_VIEWED)),
            Tuple.of(3, Arbitraries.just(EventTypes.PAGE_ENGAGED)),
            Tuple.of(2, Arbitraries.just(EventTypes.PRODUCT_VIEWED)),
            Tuple.of(2, Arbitraries.just(EventTypes.CART_ADDED)),
            Tuple.of(1, Arbitraries.just(EventTypes.CART_REMOVED)),
            Tuple.of(1, Arbitraries.just(EventTypes.CART_UPDATED)),
            Tuple.of(1, Arbitraries.just(EventTypes.ORDER_PLACED)),
            Tuple.of(1, Arbitraries.just(EventTypes.SEARCH_PERFORMED)),
            Tuple.of(1, Arbitraries.just(EventTypes.PERSON_LOGGED_OUT)));
    Arbitrary<Integer> seconds =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 30), Arbitraries.integers().between(0, 4 * 3_600));
    return Combinators.combine(types, seconds, Arbitraries.integers().between(0, 5))
        .as(Act::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(25);
  }

  private static List<Event> events(List<Act> acts) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < acts.size(); i++) {
      events.add(event("e" + i, acts.get(i)));
    }
    return events;
  }

  private static Event event(String id, Act act) {
    Events event =
        Events.of(act.type())
            .id(id)
            .visitor(Shopper.VISITOR)
            .at(START.plusSeconds(act.second()))
            .receivedAt(START.plusSeconds(5 * 3_600));
    switch (act.type()) {
      case EventTypes.PAGE_VIEWED ->
          event.page("https://shop.test/" + act.detail() % 2 + QUERIES.get(act.detail()));
      case EventTypes.PAGE_ENGAGED ->
          event.page(
              new Page(
                  "https://shop.test/",
                  "/",
                  null,
                  null,
                  "v" + act.detail() % 2,
                  7L * act.detail()));
      case EventTypes.SEARCH_PERFORMED -> event.property("query", "q" + act.detail());
      case EventTypes.PERSON_LOGGED_OUT -> event.user("anna");
      default -> {
        String product = PRODUCTS.get(act.detail() % 3);
        event.product(
            new Product(product, product, "c" + act.detail() % 2, null, null, quantity(act), null));
      }
    }
    return event.build();
  }

  private static BigDecimal quantity(Act act) {
    return act.detail() < 3 ? null : BigDecimal.valueOf(act.detail() - 2L);
  }
}
