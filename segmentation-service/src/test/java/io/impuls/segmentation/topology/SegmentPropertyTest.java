package io.impuls.segmentation.topology;

import static io.impuls.segmentation.domain.Events.ANNA;
import static io.impuls.segmentation.domain.Events.BERT;
import static io.impuls.segmentation.domain.Events.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.segmentation.domain.Events;
import io.impuls.segmentation.domain.RuleBook;
import io.impuls.segmentation.domain.segment.SegmentNode;
import io.impuls.segmentation.domain.segment.SegmentShelf;
import io.impuls.segmentation.topology.segment.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any order of arrival, with repetitions, turns of timers in between, merges and splits, gives what
 * a plain look at the whole log gives at every instant. The plain evaluator shares nothing with the
 * service but the tree of the condition.
 */
class SegmentPropertyTest {

  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");
  private static final UUID CLOCK = person("clock");
  private static final int HOURS = 20 * 24;
  private static final int TURNS = 30;

  /** The tag of views of /p0, which stays. */
  private static final String TAG = "T";

  private static final Map<String, String> SEGMENTS =
      new TreeMap<>(
          Map.of(
              "twice",
              did("/p1", ",'within':'P2D','atLeast':2"),
              "not",
              did("/p1", ",'within':'P1D','atMost':0"),
              "few",
              did("/p2", ",'atMost':3"),
              "then",
              "{'sequence':{'within':'P3D','steps':["
                  + String.join(",", view("/p1"), view("/p2"), view("/p3"))
                  + "]}}",
              "tag",
              "{'tag':{'name':'T','atLeast':3}}",
              "mixed",
              "{'all':[{'not':{'segment':'twice'}},{'any':[{'segment':'few'},"
                  + did("/p3", ",'within':'PT10H'")
                  + "]},{'tag':{'name':'T'}}]}"));

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(10);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyOrderGivesWhatThePlainLookGives(long seed) {
    Random random = new Random(seed);
    List<Event> log = log(random, List.of(ANNA));
    try (var stream = stream()) {
      arrive(stream, log, random);

      check(stream, ANNA, log);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void mergedPersonsAreOne(long seed) {
    Random random = new Random(seed);
    List<Event> log = log(random, List.of(ANNA, BERT));
    List<Event> arriving = new ArrayList<>(log);
    for (UUID key : List.of(ANNA, BERT)) {
      arriving.add(Events.merged(key, ANNA, BERT, hour(HOURS + 1).toString()));
    }
    try (var stream = stream()) {
      arrive(stream, arriving, random);

      check(stream, BERT, log);
      assertThat(Kept.of(stream.store("memberships"), Events.key(ANNA))).isEmpty();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whoPartsAgainHasWhatTheyHaveAlone(long seed) {
    Random random = new Random(seed);
    List<Event> log = log(random, List.of(ANNA, BERT));
    List<Event> arriving = new ArrayList<>(log);
    for (UUID key : List.of(ANNA, BERT)) {
      arriving.add(Events.merged(key, ANNA, BERT, hour(HOURS + 1).toString()));
      arriving.add(Events.parted(key, BERT, ANNA, ANNA, hour(HOURS + 2).toString()));
    }
    try (var stream = stream()) {
      arrive(stream, arriving, random);

      for (UUID person : List.of(ANNA, BERT)) {
        check(stream, person, log.stream().filter(event -> event.person().equals(person)).toList());
      }
    }
  }

  private static void arrive(
      io.impuls.segmentation.topology.Stream stream, List<Event> log, Random random) {
    List<Event> arriving = new ArrayList<>(log);
    arriving.addAll(log.subList(0, log.size() / 4));
    Collections.shuffle(arriving, random);
    for (Event event : arriving) {
      stream.take(event);
      if (random.nextInt(4) == 0) {
        stream.turn();
      }
    }
    stream.take(Events.viewed(CLOCK, "/clock", hour(HOURS + 80).toString()));
    for (int turn = 0; turn < TURNS; turn++) {
      stream.turn();
    }
  }

  /** Compares the whole history: every instant at which anything can turn, and just before it. */
  private static void check(
      io.impuls.segmentation.topology.Stream stream, UUID person, Collection<Event> log) {
    var kept = Kept.of(stream.store("memberships"), Events.key(person));
    TreeSet<Instant> instants = new TreeSet<>();
    for (Event event : log) {
      instants.add(event.occurredAt().minus(Duration.ofDays(1)));
      for (String window : List.of("PT0S", "PT10H", "P1D", "P3D", "P2D")) {
        Instant at = event.occurredAt().plus(Duration.parse(window));
        instants.add(at);
        instants.add(at.minusMillis(1));
      }
    }
    PlainLook plain = new PlainLook(List.copyOf(log), SEGMENTS_COMPILED, TAG, "/p0");
    for (String segment : SEGMENTS.keySet()) {
      // a segment that nobody ever enters, or leaves, would show nothing
      assertThat(instants.stream().map(at -> plain.member(segment, at)).distinct())
          .as(segment)
          .hasSize(2);
      for (Instant at : instants) {
        boolean member = kept.containsKey(segment) && kept.get(segment).at(at);
        assertThat(member).as(segment + " at " + at).isEqualTo(plain.member(segment, at));
      }
    }
  }

  private static final Map<String, SegmentNode> SEGMENTS_COMPILED = compiled();

  private static Map<String, SegmentNode> compiled() {
    Map<String, SegmentNode> nodes = new TreeMap<>();
    SEGMENTS.forEach(
        (id, when) ->
            nodes.put(
                id,
                SegmentShelf.COMPILER
                    .compile(id, 1, SegmentShelf.read(when))
                    .orElseThrow()
                    .root()));
    return nodes;
  }

  private static io.impuls.segmentation.topology.Stream stream() {
    SegmentShelf shelf = new SegmentShelf();
    SEGMENTS.forEach(shelf::with);
    return io.impuls.segmentation.topology.Stream.inMemory(
        new RuleBook().with("t", "{'name':'n','tag':'T','anyOf':" + view("/p0") + "}").rules(),
        shelf.segments());
  }

  private static List<Event> log(Random random, List<UUID> persons) {
    List<Event> log = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour += 1 + random.nextInt(7)) {
      UUID person = persons.get(random.nextInt(persons.size()));
      log.add(Events.viewed(person, "/p" + random.nextInt(4), hour(hour).toString()));
    }
    return log;
  }

  private static String did(String path, String more) {
    return "{'event':{'anyOf':" + view(path) + more + "}}";
  }

  private static String view(String path) {
    return "[{'event':'page.viewed','when':{'field':'page.path','equals':'" + path + "'}}]";
  }

  private static Instant hour(int number) {
    return START.plus(Duration.ofHours(number));
  }
}
