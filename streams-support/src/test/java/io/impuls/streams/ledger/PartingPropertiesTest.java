package io.impuls.streams.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Property: whatever was joined, parted and logged in late, everybody ends with the awards that the
 * whole log gives them, however far the partitions run ahead of each other.
 */
class PartingPropertiesTest {

  private static final int SEEDS = Integer.getInteger("impuls.parting.seeds", 60);
  private static final int STEPS = 120;
  private static final int INTERLEAVINGS = 3;

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everybodyEndsWithWhatTheWholeLogGivesThem(long seed) {
    SharedBrowser workspace = new SharedBrowser(seed, STEPS, false);
    Map<UUID, List<String>> expected = expected(workspace);
    Random random = new Random(seed);

    assertThat(awarded(workspace.published())).as("as published").isEqualTo(expected);
    for (int i = 0; i < INTERLEAVINGS; i++) {
      assertThat(awarded(interleaved(workspace.published(), random)))
          .as("interleaving %d", i)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aSplitThatAMergeOvertookFollowsIt(long seed) {
    SharedBrowser workspace = new SharedBrowser(seed, STEPS, true);

    assertThat(awarded(workspace.published())).isEqualTo(expected(workspace));
  }

  private static Map<UUID, List<String>> expected(SharedBrowser workspace) {
    Map<UUID, List<String>> expected = new TreeMap<>();
    workspace.visits().forEach((person, times) -> expected.put(person, awards(times)));
    return expected;
  }

  private static Map<UUID, List<String>> awarded(List<Event> arriving) {
    try (LedgerDriver ledger = LedgerDriver.inMemory(new VisitOwner())) {
      arriving.forEach(ledger::send);
      Map<UUID, List<String>> awarded = new TreeMap<>();
      for (UUID person : SharedBrowser.persons()) {
        List<String> awards = ledger.awards(person);
        assertThat(ledger.sum(person)).isEqualTo(30_000L * awards.size());
        if (!awards.isEmpty()) {
          awarded.put(person, awards);
        }
      }
      assertThat(ledger.rejected()).isEmpty();
      return awarded;
    }
  }

  /** The cap, read aloud: a visit counts when none that counted lies in the 24 hours before. */
  private static List<String> awards(List<Instant> visits) {
    List<Instant> awards = new ArrayList<>();
    for (Instant visit : visits) {
      Instant last = awards.isEmpty() ? Instant.MIN : awards.get(awards.size() - 1);
      if (!last.isAfter(visit.minus(Duration.ofHours(24)))) {
        awards.add(visit);
      }
    }
    return awards.stream()
        .map(at -> LocalDateTime.ofInstant(at, ZoneOffset.UTC).toString())
        .toList();
  }

  /** Gives a person's records in their order, and different persons' in any. */
  private static List<Event> interleaved(List<Event> published, Random random) {
    Map<UUID, Deque<Event>> byKey = new LinkedHashMap<>();
    published.forEach(
        event -> byKey.computeIfAbsent(event.person(), key -> new ArrayDeque<>()).add(event));
    List<Deque<Event>> left = new ArrayList<>(byKey.values());
    List<Event> arriving = new ArrayList<>(published.size());
    while (!left.isEmpty()) {
      int chosen = random.nextInt(left.size());
      for (int run = random.nextInt(8); run >= 0 && !left.get(chosen).isEmpty(); run--) {
        arriving.add(left.get(chosen).poll());
      }
      left.removeIf(Deque::isEmpty);
    }
    return arriving;
  }
}
