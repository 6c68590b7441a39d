package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Property: what is told of people gives one result, in whatever order it arrives, however often,
 * and whoever turns out to be whom; and that is what the last that was told gives (I1).
 */
class ScoringTraitsPermutationTest {

  private static final UUID KNOWN = new UUID(0, 1);
  private static final UUID DEVICE = new UUID(0, 2);
  private static final UUID STRANGER = new UUID(0, 3);
  private static final List<UUID> ALL = List.of(KNOWN, DEVICE, STRANGER);
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final Instant EDITED = START.plusSeconds(48 * 3_600);
  private static final int TOLD = 60;
  private static final int HOURS = 96;
  private static final int ORDERS_OF_ARRIVAL = 4;
  private static final String PLAN = "local";

  /** 5 for Kraków, 3 for a size of 40 or more and gold; a visit 1; then 7 instead of 5. */
  private static final String LOCAL =
      """
      {"name": "Local", "groups": [{"id": "who", "max": 9}],
       "rules": [{"id": "krakow", "points": 5, "group": "who",
                  "trait": {"field": "contact.city", "equals": "Kraków"}},
                 {"id": "both", "points": 3, "group": "who",
                  "trait": {"all": [{"field": "contact.size", "gte": 40},
                                    {"field": "contact.plan", "equals": "gold"}]}},
                 {"id": "visit", "anyOf": [{"event": "page.viewed"}], "points": 1}],
       "bands": [{"name": "NEAR", "enter": 9, "leave": 5}],
       "grade": {"grades": [{"name": "A", "when": {"field": "contact.plan", "equals": "gold"}},
                            {"name": "B", "when": {"field": "contact.city", "exists": true}}],
                 "matrix": [{"segment": "call", "bands": ["NEAR"], "grades": ["A", "B"]},
                            {"segment": "wait"}]}}
      """;

  private static final PlanVersions PLANS =
      new PlanVersions(
          List.of(
              TestPlans.plan(PLAN, 1, TestPlans.BEGIN, LOCAL),
              TestPlans.plan(PLAN, 2, EDITED, LOCAL.replace("\"points\": 5", "\"points\": 7"))));

  @TempDir Path state;

  /** Something that is told: an event, or a change of a contact. */
  private record Told(Event event, ContactChange change) {
    static Told of(Event event) {
      return new Told(event, null);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void theResultDoesNotDependOnTheOrderOfArrival(long seed) {
    Random random = new Random(seed);
    List<Told> log = log(random);
    String expected = result(log, 0);

    for (int i = 1; i <= ORDERS_OF_ARRIVAL; i++) {
      List<Told> shuffled = new ArrayList<>(log);
      shuffled.addAll(log.subList(0, log.size() / 5));
      Collections.shuffle(shuffled, random);
      assertThat(result(shuffled, i)).as("arrival %d of seed %d", i, seed).isEqualTo(expected);
    }
  }

  /** Who was taken for the known person, and is not, has what they would have had alone. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void whoIsPartedHasWhatTheyWouldHaveHadAlone(long seed) {
    Random random = new Random(seed);
    List<Told> told = log(random);
    List<Told> alone = new ArrayList<>(told);
    alone.removeIf(one -> attributes(one) == null);
    ScoringDriver.parted(KNOWN, DEVICE, "2026-03-06T01:00:00Z")
        .forEach(event -> told.add(Told.of(event)));
    String expected = result(alone, 0);

    assertThat(result(told, 1)).as("in order, seed %d", seed).isEqualTo(expected);
    for (int i = 2; i <= ORDERS_OF_ARRIVAL; i++) {
      Collections.shuffle(told, random);
      assertThat(result(told, i)).as("arrival %d of seed %d", i, seed).isEqualTo(expected);
    }
  }

  /** Computed apart: the last value of each attribute, and a point for each visit. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void whatCountsInTheEndIsWhatWasToldLast(long seed) {
    List<Told> log = log(new Random(seed));
    Map<String, Object> known = new TreeMap<>();
    int visits = 0;
    List<Told> ofTheOne = new ArrayList<>(log);
    ofTheOne.removeIf(told -> person(told).equals(STRANGER) || attributes(told) == null);
    ofTheOne.sort(Comparator.comparing(ScoringTraitsPermutationTest::time));
    for (Told told : ofTheOne) {
      visits += told.event() != null && told.event().type().equals(EventTypes.PAGE_VIEWED) ? 1 : 0;
      known.putAll(attributes(told));
    }
    long points =
        ("Kraków".equals(known.get("city")) ? 7 : 0)
            + (known.get("size") instanceof Integer size
                    && size >= 40
                    && "gold".equals(known.get("plan"))
                ? 3
                : 0);

    try (ScoringDriver scoring = ScoringDriver.inMemory(PLANS, state.resolve("last"))) {
      log.forEach(told -> send(scoring, told));
      assertThat(scoring.score(KNOWN, PLAN).total()).isEqualTo((points + visits) * 1_000);
      assertThat(scoring.score(KNOWN, PLAN).score())
          .isEqualTo((Math.min(points, 9) + visits) * 1_000);
      assertThat(scoring.head(KNOWN).state().traits().of(PLAN).grade())
          .isEqualTo(
              "gold".equals(known.get("plan")) ? "A" : known.get("city") == null ? null : "B");
    }
  }

  private static UUID person(Told told) {
    return told.event() == null ? told.change().person() : told.event().person();
  }

  private static Instant time(Told told) {
    return told.event() == null ? told.change().occurredAt() : told.event().occurredAt();
  }

  /** Null for merges and splits. */
  private static Map<String, Object> attributes(Told told) {
    if (told.event() != null && told.event().resolution().merge() != null) {
      return null;
    }
    return told.event() == null ? told.change().attributes() : told.event().traits();
  }

  /** One person who is known, and a device of theirs; a stranger who stays apart. */
  private static List<Told> log(Random random) {
    List<Told> log = new ArrayList<>();
    for (int i = 0; i < TOLD; i++) {
      // no two at the same time, so that the order is plain
      Instant at = START.plusSeconds(random.nextInt(HOURS * 60) * 60L + i);
      UUID person = ALL.get(random.nextInt(ALL.size()));
      switch (random.nextInt(4)) {
        case 0 ->
            log.add(
                Told.of(
                    Events.pageViewed("https://s.test/")
                        .id("e" + i)
                        .at(at)
                        .person(person)
                        .build()));
        case 1, 2 -> {
          Map.Entry<String, Object> trait = trait(random);
          log.add(
              Told.of(
                  Events.of(EventTypes.PERSON_IDENTIFIED)
                      .id("e" + i)
                      .trait(trait.getKey(), trait.getValue())
                      .at(at)
                      .person(person)
                      .build()));
        }
        default ->
            log.add(
                new Told(
                    null,
                    new ContactChange(
                        Events.WORKSPACE,
                        person,
                        new UUID(9, i),
                        ContactChange.Kind.ATTRIBUTES,
                        at,
                        null,
                        null,
                        Map.ofEntries(trait(random)),
                        null,
                        null)));
      }
    }
    // a version that has begun is written with what comes next: here something of everybody's
    for (UUID person : ALL) {
      Instant end = START.plusSeconds(HOURS * 3_600L);
      log.add(
          Told.of(
              Events.pageViewed("https://s.test/")
                  .id("end" + person)
                  .at(end)
                  .person(person)
                  .build()));
    }
    ScoringDriver.merged(DEVICE, KNOWN, "2026-03-04T00:00:00Z")
        .forEach(event -> log.add(Told.of(event)));
    return log;
  }

  private static Map.Entry<String, Object> trait(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Map.entry("city", random.nextBoolean() ? "Kraków" : "Gdańsk");
      case 1 -> Map.entry("size", 38 + random.nextInt(4));
      default -> Map.entry("plan", random.nextBoolean() ? "gold" : "silver");
    };
  }

  private static void send(ScoringDriver scoring, Told told) {
    if (told.event() == null) {
      scoring.send(told.change());
    } else {
      scoring.send(told.event());
    }
  }

  private String result(List<Told> arrivals, int run) {
    StringBuilder result = new StringBuilder();
    try (ScoringDriver scoring = ScoringDriver.inMemory(PLANS, state.resolve("run" + run))) {
      arrivals.forEach(told -> send(scoring, told));
      Books.check(scoring, ALL, "~none");
      for (UUID person : ALL) {
        result
            .append(person)
            .append(scoring.score(person, PLAN))
            .append(scoring.head(person).state().traits().grades())
            .append('\n');
        scoring.log(person).stream()
            .map(entry -> line(entry.match()) + entry.awarded())
            .sorted()
            .forEach(line -> result.append("  ").append(line).append('\n'));
        assertThat(decided(scoring, person)).isEqualTo(scoring.score(person, PLAN).total());
      }
      result.append(scoring.best(PLAN, 10));
    }
    return result.toString();
  }

  /** The decisions add up to the sum, whatever the limits leave of it. */
  private static long decided(ScoringDriver scoring, UUID person) {
    return scoring.decisions().stream()
        .filter(decision -> decision.person().equals(person))
        .mapToLong(decision -> decision.points().thousandths())
        .sum();
  }

  private static String line(Match match) {
    return match.occurredAt()
        + " "
        + match.eventId()
        + " "
        + match.lineage()
        + " v"
        + match.version()
        + " "
        + match.part()
        + " "
        + match.note()
        + " ";
  }
}
