package io.impuls.tracking.resolver.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Source;
import io.impuls.tracking.resolver.lists.PublicLists;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The result on a device does not depend on the order in which its events arrive. */
class DeviceResolverOrderTest {

  private static final UUID WORKSPACE = new UUID(0, 1);
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final Source SITE = new Source("site", Source.Kind.BROWSER);
  private static final String VISITOR = "11111111-1111-4111-8111-111111111111";
  private static final DeviceResolver RESOLVER =
      new DeviceResolver(
          new Robots(List.of("bot")), PublicLists.origins(), new DeviceOwners(Duration.ofDays(30)));

  @Test
  void anyOrderGivesTheSameVisitsAndPeople() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Event> log = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        log.add(event("v" + i, null, random.nextInt(10 * 3_600), "/" + random.nextInt(6)));
      }
      if (random.nextBoolean()) {
        log.add(event("login", "anna", random.nextInt(10 * 3_600), null));
        log.add(event("again", "anna", random.nextInt(10 * 3_600), null));
      }
      Outcome sorted = run(log);
      for (int order = 0; order < 5; order++) {
        Collections.shuffle(log, random);
        assertThat(run(log)).as("seed %d", seed).isEqualTo(sorted);
      }
    }
  }

  /** Visits by what they hold, and event ids by person once the merge is followed. */
  private record Outcome(Set<String> visits, Set<Set<String>> people) {}

  private static Outcome run(List<Event> log) {
    DeviceInMemory memory = new DeviceInMemory();
    VisitsInMemory kept = new VisitsInMemory();
    Map<UUID, UUID> into = new HashMap<>();
    Map<UUID, Set<String>> ofPerson = new HashMap<>();
    for (Event event : log) {
      for (Placed placed :
          RESOLVER.resolve(event, Duration.ofDays(2), List.of(), memory, kept).placed()) {
        Event found = placed.event();
        if (found.resolution().merge() != null) {
          into.put(found.resolution().merge().from(), found.resolution().merge().into());
        } else if (found.eventId().equals(event.eventId())) {
          ofPerson.computeIfAbsent(found.person(), p -> new TreeSet<>()).add(event.clientId());
        }
      }
    }
    Map<UUID, Set<String>> people = new HashMap<>();
    ofPerson.forEach(
        (person, ids) ->
            people
                .computeIfAbsent(into.getOrDefault(person, person), p -> new TreeSet<>())
                .addAll(ids));
    Set<String> visits = new TreeSet<>();
    kept.all().forEach(visit -> visits.add(visit.facts().toString()));
    return new Outcome(visits, new HashSet<>(people.values()));
  }

  private static Event event(String id, String userId, int second, String path) {
    Instant at = START.plusSeconds(second);
    return new Event(
        WORKSPACE,
        Ids.event(WORKSPACE, "site", id),
        id,
        "page.viewed",
        SITE,
        at,
        START.plus(Duration.ofHours(11)),
        null,
        new Identity(VISITOR, null, userId, null, null),
        path == null ? null : new Page("https://shop.example" + path, path, null, null),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
