package io.impuls.segmentation.topology;

import static io.impuls.segmentation.domain.Acts.added;
import static io.impuls.segmentation.domain.Acts.removed;
import static io.impuls.segmentation.domain.Acts.undone;
import static io.impuls.segmentation.domain.Events.ANNA;
import static io.impuls.segmentation.domain.Events.BERT;
import static io.impuls.segmentation.domain.Events.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.tag.TagAct;
import io.impuls.segmentation.domain.Events;
import io.impuls.segmentation.domain.RuleBook;
import io.impuls.segmentation.domain.TagRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ends, removals and acts by hand depend on the order of what happened, and on nothing else: not on
 * the order of arrival, on repetitions, on when timers and upkeep come by, or on when it is known
 * who is who.
 */
class TagCoursePermutationTest {

  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");
  private static final UUID CLOCK = person("clock");
  private static final int DAYS = 28;

  /** As many as it takes until nothing is due, and before upkeep comes by. */
  private static final int TURNS = 20;

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(12);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyOrderOfArrivalGivesTheSameTags(long seed) {
    Random random = new Random(seed);
    List<Object> log = log(random, DAYS);
    log.addAll(told(Events::merged));
    List<Object> arriving = new ArrayList<>(log);
    arriving.addAll(log.subList(0, log.size() / 4));
    Collections.shuffle(arriving, random);

    try (io.impuls.segmentation.topology.Stream inOrder = stream();
        io.impuls.segmentation.topology.Stream shuffled = stream()) {
      log.forEach(one -> take(inOrder, one).turn());
      arriving.forEach(one -> sometimes(random, take(shuffled, one)));
      end(inOrder, DAYS);
      end(shuffled, DAYS);

      assertThat(shuffled.tags(BERT)).isEqualTo(inOrder.tags(BERT)).contains(seen(log));
      assertThat(verdicts(shuffled, BERT)).isEqualTo(verdicts(inOrder, BERT)).contains("EXPIRED -");
      assertThat(shuffled.tags(ANNA)).isEqualTo(inOrder.tags(ANNA)).isEmpty();
      assertThat(shuffled.head(BERT).orElseThrow().state())
          .isEqualTo(inOrder.head(BERT).orElseThrow().state());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aSplitGivesBothWhatTheyHaveAlone(long seed) {
    Random random = new Random(seed);
    List<Object> alone = log(random, DAYS);
    List<Object> arriving = new ArrayList<>(alone);
    arriving.addAll(told(Events::merged));
    for (UUID key : List.of(ANNA, BERT)) {
      arriving.add(Events.parted(key, BERT, ANNA, ANNA, day(DAYS + 2).toString()));
    }
    Collections.shuffle(arriving, random);

    try (io.impuls.segmentation.topology.Stream apart = stream();
        io.impuls.segmentation.topology.Stream shuffled = stream()) {
      alone.forEach(one -> take(apart, one));
      arriving.forEach(one -> sometimes(random, take(shuffled, one)));
      end(apart, DAYS);
      end(shuffled, DAYS);

      for (UUID person : List.of(ANNA, BERT)) {
        assertThat(shuffled.tags(person)).isEqualTo(apart.tags(person)).isNotEmpty();
        assertThat(verdicts(shuffled, person)).isEqualTo(verdicts(apart, person));
      }
    }
  }

  /** With 60 days of retention, most of it leaves the ledger. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatLeavesTheLedgerMakesNoDifference(long seed) {
    List<Object> log = log(new Random(seed), 5 * DAYS);

    try (io.impuls.segmentation.topology.Stream kept = stream();
        io.impuls.segmentation.topology.Stream folded = stream()) {
      log.forEach(one -> take(kept, one));
      log.forEach(one -> take(folded, one).rest());
      end(kept, 5 * DAYS);
      end(folded, 5 * DAYS);

      assertThat(folded.log(ANNA).size()).isLessThan(kept.log(ANNA).size());
      for (UUID person : List.of(ANNA, BERT)) {
        assertThat(folded.tags(person)).isEqualTo(kept.tags(person)).isNotEmpty();
      }
    }
  }

  /** Gives the tag of all views, which nothing takes away. */
  private static String seen(List<Object> log) {
    return "SEEN="
        + log.stream()
            .filter(one -> one instanceof Event event && event.type().equals("page.viewed"))
            .distinct()
            .count();
  }

  /** Gives what became of everything that the ledger holds, a line each. */
  private static String verdicts(io.impuls.segmentation.topology.Stream stream, UUID person) {
    return stream.log(person).stream()
        .map(
            entry ->
                "%s %s %s %d"
                    .formatted(
                        entry.match().occurredAt(),
                        entry.match().lineage(),
                        entry.match().part(),
                        entry.awarded()))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private interface Telling {
    Event told(UUID keyed, UUID from, UUID into, String at);
  }

  private static List<Event> told(Telling telling) {
    return Stream.of(ANNA, BERT)
        .map(key -> telling.told(key, ANNA, BERT, day(DAYS + 1).toString()))
        .toList();
  }

  private static io.impuls.segmentation.topology.Stream take(
      io.impuls.segmentation.topology.Stream stream, Object one) {
    return one instanceof Event event ? stream.take(event) : stream.take((TagAct) one);
  }

  private static void sometimes(Random random, io.impuls.segmentation.topology.Stream stream) {
    if (random.nextInt(4) == 0) {
      stream.turn();
    }
  }

  /** Brings the time of the partition to the same place; some tags end on the way. */
  private static void end(io.impuls.segmentation.topology.Stream stream, int days) {
    stream.take(Events.viewed(CLOCK, "/clock", day(days + 3).toString()));
    for (int turn = 0; turn < TURNS; turn++) {
      stream.turn();
    }
  }

  /** In the order in which it happened, some of it at the very same time. */
  private static List<Object> log(Random random, int days) {
    List<Object> log = new ArrayList<>();
    List<TagAct> acts = new ArrayList<>();
    Set<TagAct> undone = new HashSet<>();
    for (int hour = 0; hour < days * 24; hour += random.nextInt(12)) {
      String at = START.plus(Duration.ofHours(hour)).toString();
      UUID person = random.nextBoolean() ? ANNA : BERT;
      switch (random.nextInt(12)) {
        case 0 -> log.add(Events.ordered(person, at, "MUG"));
        case 1 -> acts.add(added(person, tag(random), 1 + random.nextInt(4), at));
        case 2 -> acts.add(added(person, tag(random), -1 - random.nextInt(4), at));
        case 3 -> acts.add(removed(person, tag(random), at));
        case 4 -> {
          // the latest, and once: of two, the first to arrive would count
          if (!acts.isEmpty() && undone.add(acts.get(acts.size() - 1))) {
            log.add(undone(acts.get(acts.size() - 1), at));
          }
        }
        default -> log.add(Events.viewed(person, "/p" + random.nextInt(6), at));
      }
      if (!acts.isEmpty() && !log.contains(acts.get(acts.size() - 1))) {
        log.add(acts.get(acts.size() - 1));
      }
    }
    return log;
  }

  private static String tag(Random random) {
    return List.of("E", "K", "D", "H").get(random.nextInt(4));
  }

  private static Instant day(int number) {
    return START.plus(Duration.ofDays(number));
  }

  private static io.impuls.segmentation.topology.Stream stream() {
    return io.impuls.segmentation.topology.Stream.inMemory(rules());
  }

  private static TagRules rules() {
    String rule =
        "{'name':'n','tag':'%s','anyOf':[{'event':'page.viewed','when':{'field':'page.path','equals':'/p%d'}}]%s}";
    String removal = "{'name':'n','tag':'%s','remove':true,'anyOf':[{'event':'order.placed'}]}";
    return new RuleBook()
        .with("extend", rule.formatted("E", 0, ",'ttl':{'within':'P7D'}"))
        .with("reset", rule.formatted("E", 1, ",'ttl':{'within':'P3D','mode':'RESET'}"))
        .with(
            "plain", rule.formatted("E", 2, ",'cap':{'limit':1,'window':'P2D','per':'page.path'}"))
        .with("keep", rule.formatted("K", 3, ",'increment':2,'ttl':{'within':'P9D','mode':'KEEP'}"))
        .with(
            "decay",
            rule.formatted(
                "D",
                4,
                ",'increment':4,'decay':{'steps':[{'after':'P2D','percent':50},{'after':'P8D','percent':0}]}"))
        .with("ever", rule.formatted("H", 5, ""))
        .with("seen", "{'name':'n','tag':'SEEN','anyOf':[{'event':'page.viewed'}]}")
        .with("no-e", removal.formatted("E"))
        .with("no-d", removal.formatted("D"))
        .rules();
  }
}
