package io.impuls.tracking.resolver.topology;

import static io.impuls.tracking.resolver.topology.ResolverDriver.START;
import static io.impuls.tracking.resolver.topology.ResolverDriver.login;
import static io.impuls.tracking.resolver.topology.ResolverDriver.view;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Session;
import io.impuls.contracts.event.SessionCategory;
import io.impuls.contracts.event.VisitSource;
import io.impuls.testkit.Events;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitsOverTimeTest {

  private static final String VISITOR = "11111111-1111-4111-8111-111111111111";

  /** Another device of the same partition, whose events move event time on. */
  private static final String OTHER = "22222222-2222-4222-8222-222222222222";

  @TempDir Path stateDir;
  private ResolverDriver resolver;

  @BeforeEach
  void start() {
    resolver = new ResolverDriver(stateDir);
  }

  @AfterEach
  void stop() {
    resolver.close();
  }

  @Test
  void endsThirtyMinutesAfterTheLastEventAndAMinuteOfGrace() {
    resolver.send(view("a", VISITOR, ZERO));
    resolver.send(view("b", VISITOR, ofMinutes(29)));
    resolver.send(view("a2", VISITOR, ofMinutes(29), ZERO, "/a"));
    // due at 10:59, published once event time has reached 11:00
    resolver.send(view("x", OTHER, ofMinutes(60).minusMillis(1)));
    resolver.pass(ofSeconds(1));
    assertThat(ends()).isEmpty();

    resolver.send(view("y", OTHER, ofMinutes(60)));
    resolver.pass(ofSeconds(1));

    List<Event> ends = ends();
    assertThat(ends).hasSize(1);
    Event end = ends.get(0);
    Session session = end.resolution().session();
    assertThat(session.revision()).isEqualTo(1);
    assertThat(session.startedAt()).isEqualTo(START);
    assertThat(session.endedAt()).isEqualTo(START.plus(ofMinutes(29)));
    assertThat(session.dueAt()).isEqualTo(START.plus(ofMinutes(59)));
    assertThat(session.events()).isEqualTo(3);
    assertThat(session.pages()).isEqualTo(2);
    assertThat(session.landingPath()).isEqualTo("/a");
    assertThat(end.occurredAt()).isEqualTo(START.plus(ofMinutes(59)));
    assertThat(end.receivedAt()).isEqualTo(START.plus(ofMinutes(29)));
    assertThat(end.identity().visitorId()).isEqualTo(VISITOR);
  }

  @Test
  void anEndIsPublishedOnce() {
    resolver.send(view("a", VISITOR, ZERO));
    resolver.send(view("x", OTHER, ofDays(1)));
    resolver.pass(ofSeconds(1));
    assertThat(ends()).hasSize(1);

    resolver.send(view("y", OTHER, ofDays(2)));
    resolver.pass(ofSeconds(10));

    assertThat(ends()).filteredOn(e -> VISITOR.equals(e.identity().visitorId())).isEmpty();
  }

  @Test
  void silenceOfThirtyMinutesSeparatesTwoVisits() {
    resolver.send(view("a", VISITOR, ZERO));
    resolver.send(view("b", VISITOR, ofMinutes(30)));

    assertThat(resolver.published())
        .filteredOn(e -> e.type().equals("session.started"))
        .extracting(e -> e.resolution().sessionId())
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void aLateEventGivesTheNextRevision() {
    resolver.send(view("a", VISITOR, ZERO));
    resolver.send(view("x", OTHER, ofMinutes(120)));
    resolver.pass(ofSeconds(1));
    UUID id = ends().get(0).resolution().sessionId();

    resolver.send(view("late", VISITOR, ofMinutes(-10), ofMinutes(130), "/late"));
    resolver.pass(ofSeconds(1));

    List<Event> ends = ends();
    assertThat(ends).hasSize(1);
    assertThat(ends.get(0).resolution().sessionId()).isEqualTo(id);
    Session session = ends.get(0).resolution().session();
    assertThat(session.revision()).isEqualTo(2);
    assertThat(session.startedAt()).isEqualTo(START.minus(ofMinutes(10)));
    assertThat(session.endedAt()).isEqualTo(START);
    assertThat(session.events()).isEqualTo(2);
    assertThat(session.landingPath()).isEqualTo("/late");
  }

  @Test
  void aLateEventBetweenTwoVisitsMakesThemOne() {
    resolver.send(view("a", VISITOR, ZERO));
    resolver.send(view("b", VISITOR, ofMinutes(40)));
    resolver.send(view("x", OTHER, ofMinutes(120)));
    resolver.pass(ofSeconds(1));
    List<Event> apart = ends();
    assertThat(apart).hasSize(2);

    resolver.send(view("between", VISITOR, ofMinutes(20), ofMinutes(100), "/c"));
    resolver.pass(ofSeconds(1));

    List<Event> ends = ends();
    assertThat(ends).hasSize(2);
    Event retracted = ends.get(0);
    Event whole = ends.get(1);
    assertThat(retracted.resolution().sessionId()).isEqualTo(apart.get(1).resolution().sessionId());
    assertThat(retracted.resolution().session().retracted()).isTrue();
    assertThat(retracted.resolution().session().revision()).isEqualTo(2);
    assertThat(whole.resolution().sessionId()).isEqualTo(apart.get(0).resolution().sessionId());
    Session session = whole.resolution().session();
    assertThat(session.revision()).isEqualTo(2);
    assertThat(session.startedAt()).isEqualTo(START);
    assertThat(session.endedAt()).isEqualTo(START.plus(ofMinutes(40)));
    assertThat(session.events()).isEqualTo(3);
    assertThat(session.pages()).isEqualTo(3);
  }

  @Test
  void aLogoutIsToldOfAtOnce() {
    resolver.send(view("a", VISITOR, ZERO));
    resolver.send(
        Events.of("person.logged-out")
            .id("out")
            .visitor(VISITOR)
            .at(START.plus(ofMinutes(1)))
            .build());
    resolver.pass(ofSeconds(1));

    List<Event> ends = ends();
    assertThat(ends).hasSize(1);
    assertThat(ends.get(0).occurredAt()).isEqualTo(START.plus(ofMinutes(1)));
    assertThat(ends.get(0).resolution().session().loggedOut()).isTrue();
  }

  @Test
  void aHeartbeatSaysHowLongItsPageWasLookedAtInAll() {
    for (int second = 10; second <= 30; second += 10) {
      resolver.send(
          Events.of("page.engaged")
              .id("ping " + second)
              .visitor(VISITOR)
              .page(new Page("https://shop.example/tv", "/tv", null, null, "view", null))
              .property("heartbeatSeconds", 10)
              .at(START.plusSeconds(second))
              .build());
    }

    assertThat(resolver.published())
        .filteredOn(e -> e.type().equals("page.engaged"))
        .extracting(e -> e.page().activeSeconds())
        .containsExactly(10L, 20L, 30L);
  }

  @Test
  void aVisitSaysWhatItWasAbout() {
    resolver.send(
        Events.of("product.viewed")
            .id("tv")
            .visitor(VISITOR)
            .page("https://shop.example/tv/1?utm_source=facebook&utm_term=tani+tv")
            .product(new Product("tv-1", "TV", "TV", null, null, null, null))
            .at(START)
            .build());
    resolver.send(
        Events.of("cart.added")
            .id("cart")
            .visitor(VISITOR)
            .product(new Product("tv-1", "TV", "TV", null, new BigDecimal("1999.00"), null, null))
            .at(START.plusSeconds(30))
            .build());
    resolver.send(view("x", OTHER, ofMinutes(90)));
    resolver.pass(ofSeconds(1));

    Session session = ends().get(0).resolution().session();
    assertThat(session.products()).containsExactly("tv-1");
    assertThat(session.categories()).containsExactly(new SessionCategory("TV", 1));
    assertThat(session.cart())
        .extracting(Product::price)
        .containsExactly(new BigDecimal("1999.00"));
    assertThat(session.firstSource().kind()).isEqualTo(VisitSource.Kind.SOCIAL);
    assertThat(session.phrase()).isEqualTo("tani tv");
  }

  @Test
  void theClockMovesASilentPartitionOn() {
    resolver.pass(ofSeconds(61));
    resolver.send(view("a", VISITOR, ZERO));
    resolver.pass(ofMinutes(30));
    assertThat(ends()).isEmpty();

    resolver.pass(ofMinutes(1).plusSeconds(1));

    assertThat(ends()).hasSize(1);
  }

  @Test
  void theClockDoesNotMoveAPartitionOnThatHasEventsLeftToRead() {
    resolver.pass(ofSeconds(61));
    resolver.send(view("a", VISITOR, ZERO));
    resolver.consumed = false;
    resolver.pass(ofMinutes(90));
    assertThat(ends()).isEmpty();

    resolver.send(view("b", VISITOR, ofMinutes(20)));
    resolver.consumed = true;
    resolver.pass(ofMinutes(32));

    List<Event> ends = ends();
    assertThat(ends).hasSize(1);
    assertThat(ends.get(0).resolution().session().startedAt()).isEqualTo(START);
    assertThat(ends.get(0).occurredAt()).isEqualTo(START.plus(ofMinutes(50)));
  }

  @Test
  void aTimersRecordHasTheTimeOfTheLatestReceipt() {
    resolver.send(view("a", VISITOR, ZERO));
    resolver.send(view("x", OTHER, ofMinutes(90)));
    resolver.pass(ofSeconds(1));

    TestRecord<String, Event> end =
        resolver.records().stream()
            .filter(r -> r.value().type().equals("session.ended"))
            .findFirst()
            .orElseThrow();
    assertThat(end.getRecordTime()).isEqualTo(START.plus(ofMinutes(90)));
    assertThat(
            new String(
                end.headers().lastHeader("ce_time").value(),
                java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(START.plus(ofMinutes(30)).toString());
  }

  @Test
  void aVisitIsWhoseTheDeviceWasAtItsEnd() {
    resolver.send(view("a", VISITOR, ZERO));
    resolver.send(login("l", VISITOR, "anna", ofMinutes(1)));
    resolver.send(view("x", OTHER, ofMinutes(90)));
    resolver.pass(ofSeconds(1));

    List<Event> all = resolver.published();
    UUID anna =
        all.stream().filter(e -> e.clientId().equals("l")).findFirst().orElseThrow().person();
    assertThat(all)
        .filteredOn(e -> e.type().equals("session.ended"))
        .extracting(Event::person)
        .containsExactly(anna);
  }

  /**
   * Sent in any order and more than once, the same visits and the same people come out. The many
   * seeds are in the test of the pure rules; this is the same once through the topology.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void orderAndRepetitionDoNotMatter(long seed) {
    Random random = new Random(seed);
    List<Event> log = new ArrayList<>();
    Instant received = START.plus(ofDays(2));
    for (int device = 0; device < 3; device++) {
      String visitor = new UUID(device, 7).toString();
      for (int i = 0; i < 12; i++) {
        Duration at = ofSeconds(random.nextInt(12 * 3_600));
        Duration late = Duration.between(START.plus(at), received);
        log.add(view(device + "-" + i, visitor, at, late, "/" + random.nextInt(5)));
      }
      if (device % 2 == 0) {
        Duration at = ofSeconds(random.nextInt(12 * 3_600));
        log.add(login("login-" + device, visitor, "user-" + device, at));
      }
    }
    Outcome expected = run(log, stateDir.resolve("sorted"));

    List<Event> shuffled = new ArrayList<>(log);
    shuffled.addAll(log.subList(0, 10));
    Collections.shuffle(shuffled, random);

    assertThat(run(shuffled, stateDir.resolve("shuffled"))).isEqualTo(expected);
  }

  /** The visits by what they hold, and the client ids of each person once merges are followed. */
  private record Outcome(Set<String> visits, Set<Set<String>> people) {}

  private static Outcome run(List<Event> log, Path dir) {
    Map<UUID, Event> lastOfVisit = new HashMap<>();
    Map<UUID, UUID> into = new HashMap<>();
    Map<UUID, Set<String>> ofPerson = new HashMap<>();
    try (ResolverDriver resolver = new ResolverDriver(dir)) {
      log.forEach(resolver::send);
      resolver.send(view("end", OTHER, ofDays(3)));
      resolver.pass(ofSeconds(1));
      for (Event event : resolver.published()) {
        switch (event.type()) {
          case "session.ended" -> lastOfVisit.put(event.resolution().sessionId(), event);
          case "person.merged" ->
              into.put(event.resolution().merge().from(), event.resolution().merge().into());
          case "session.started" -> {
            // its id depends on which event came first
          }
          default ->
              ofPerson.computeIfAbsent(event.person(), p -> new TreeSet<>()).add(event.clientId());
        }
      }
    }
    Map<UUID, Set<String>> merged = new HashMap<>();
    ofPerson.forEach(
        (person, ids) ->
            merged
                .computeIfAbsent(into.getOrDefault(person, person), p -> new TreeSet<>())
                .addAll(ids));
    Set<String> visits = new TreeSet<>();
    lastOfVisit
        .values()
        .forEach(
            event -> {
              Session s = event.resolution().session();
              if (!s.retracted()) {
                UUID person = into.getOrDefault(event.person(), event.person());
                visits.add(
                    "%s %s %s %d %d %s"
                        .formatted(
                            event.identity().visitorId(),
                            s.startedAt(),
                            s.endedAt(),
                            s.events(),
                            s.pages(),
                            person));
              }
            });
    return new Outcome(visits, Set.copyOf(merged.values()));
  }

  private List<Event> ends() {
    return resolver.published().stream().filter(e -> e.type().equals("session.ended")).toList();
  }
}
