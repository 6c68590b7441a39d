package io.impuls.tracking.resolver.topology;

import static io.impuls.tracking.resolver.topology.ResolverDriver.SHOP;
import static io.impuls.tracking.resolver.topology.ResolverDriver.SITE;
import static io.impuls.tracking.resolver.topology.ResolverDriver.START;
import static io.impuls.tracking.resolver.topology.ResolverDriver.WORKSPACE;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cookie and the id that a client made up in the same browser lead to the same people. */
class BrowserClientsTest {

  private static final String COOKIE = "11111111-1111-4111-8111-111111111111";
  private static final String CLIENT = "3b9ac9ff-77aa-4a53-bd2f-10f0a7a6c0de";
  private static final UUID ANNA = person(Kind.USER_ID, "anna");
  private static final UUID BEN = person(Kind.USER_ID, "ben");
  private static final UUID CAROL = person(Kind.USER_ID, "carol");
  private static final UUID NOBODY = person(Kind.ANONYMOUS_ID, CLIENT);

  @TempDir Path stateDir;

  @Test
  void anEventByTheClientsIdFindsThePersonOfTheCookie() {
    Map<UUID, Set<String>> people =
        people(
            "0",
            List.of(
                both("together", ofMinutes(0)),
                cookie("login", "anna", ofMinutes(1)),
                client("later", ofMinutes(2))));

    assertThat(people).containsOnly(Map.entry(ANNA, Set.of("together", "login", "later")));
  }

  @Test
  void historyDoesNotFlowFromOneLoginToTheNextByTheClientsIdEither() {
    List<Event> log = sharedBrowser();

    assertThat(people("0", log)).isEqualTo(expected());
  }

  /** Worked by hand: Anna from her login on (and what came before), Ben from his. */
  @Test
  void anyOrderGivesTheSamePeople() {
    for (int seed = 0; seed < 60; seed++) {
      List<Event> log = sharedBrowser();
      Collections.shuffle(log, new Random(seed));

      assertThat(people(Integer.toString(seed), log)).as("seed %d", seed).isEqualTo(expected());
    }
  }

  @Test
  void theClientsIdTellsTheCookieNothing() {
    Map<UUID, Set<String>> people =
        people(
            "0",
            List.of(
                both("together", ofMinutes(0)),
                event(SHOP, "server", new Identity(null, CLIENT, "ben", null, null), ofMinutes(1)),
                cookie("view", null, ofMinutes(2))));

    assertThat(people).containsEntry(BEN, Set.of("server"));
    assertThat(people).containsEntry(person(Kind.VISITOR, COOKIE), Set.of("together", "view"));
  }

  @Test
  void anIdThatComesWithManyCookiesIsNobodys() {
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      String cookie = "cookie-" + i;
      log.add(
          event(
              SITE,
              "login" + i,
              new Identity(cookie, CLIENT, "user" + i, null, null),
              ofMinutes(i)));
    }
    log.add(client("server", ofMinutes(10)));

    assertThat(people("0", log)).containsEntry(NOBODY, Set.of("server"));
  }

  private static List<Event> sharedBrowser() {
    return new ArrayList<>(
        List.of(
            client("c0", ofMinutes(0)),
            both("b1", ofMinutes(1)),
            cookie("anna", "anna", ofMinutes(2)),
            client("c3", ofMinutes(3)),
            cookie("v4", null, ofMinutes(4)),
            cookie("ben", "ben", ofMinutes(5)),
            client("c6", ofMinutes(6)),
            event(SHOP, "carol", new Identity(null, CLIENT, "carol", null, null), ofMinutes(7)),
            client("c8", ofMinutes(8))));
  }

  private static Map<UUID, Set<String>> expected() {
    return new TreeMap<>(
        Map.of(
            ANNA,
            Set.of("c0", "b1", "anna", "c3", "v4"),
            BEN,
            Set.of("ben", "c6"),
            CAROL,
            Set.of("carol", "c8")));
  }

  private Map<UUID, Set<String>> people(String run, List<Event> log) {
    try (ResolverDriver resolver = new ResolverDriver(stateDir.resolve(run))) {
      log.forEach(resolver::send);
      return new Follower().follow(resolver.published()).people();
    }
  }

  /** By the client's id alone, as a server sends it: it opens no visit. */
  private static Event client(String id, Duration at) {
    return event(SHOP, id, new Identity(null, CLIENT, null, null, null), at);
  }

  private static Event cookie(String id, String userId, Duration at) {
    return event(SITE, id, new Identity(COOKIE, null, userId, null, null), at);
  }

  private static Event both(String id, Duration at) {
    return event(SITE, id, new Identity(COOKIE, CLIENT, null, null, null), at);
  }

  private static Event event(Source source, String id, Identity identity, Duration at) {
    return ResolverDriver.event(
        id,
        source,
        "page.viewed",
        identity,
        START.plus(at),
        ZERO,
        new Page("https://shop.example/" + id, "/" + id, null, null),
        "Firefox",
        id);
  }

  private static UUID person(Kind kind, String value) {
    return Ids.person(WORKSPACE, new Identifier(kind, value));
  }
}
